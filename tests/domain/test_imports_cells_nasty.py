"""The nasty strings of the security review, each with its verdict in four kinds of columns."""

from datetime import date

import pytest

from domain.imports.model import ImportField
from tests.domain.imports_world import read, verdict

F = ImportField
ACCEPT, REPAIR, DROP, REFUSE, EMPTY = "accept", "repair", "drop", "refuse", "empty"

# As a birth name, as a birth date, in a free text (the address). No phone is hidden in any of them.
NASTY: dict[str, tuple[str, str, str]] = {
    "": (REFUSE, EMPTY, EMPTY),
    " ": (REFUSE, EMPTY, EMPTY),
    "\u00a0": (REFUSE, EMPTY, EMPTY),
    "\u202f": (REFUSE, EMPTY, EMPTY),
    "\u200b": (REFUSE, EMPTY, EMPTY),
    "a" * 5001: (REFUSE, REFUSE, REFUSE),
    "a" * 1_000_000: (REFUSE, REFUSE, REFUSE),
    "Œuvrard-L’Haÿ": (ACCEPT, REFUSE, ACCEPT),
    "Andr\u00e9": (ACCEPT, REFUSE, ACCEPT),
    "Andre\u0301": (ACCEPT, REFUSE, ACCEPT),
    "İ": (ACCEPT, REFUSE, ACCEPT),
    "ß": (ACCEPT, REFUSE, ACCEPT),
    "Nguyễn": (ACCEPT, REFUSE, ACCEPT),
    "محمد\u202e": (REPAIR, REFUSE, REPAIR),
    "👨\u200d👩\u200d👧": (REFUSE, REFUSE, REPAIR),
    "\ud800": (REFUSE, EMPTY, EMPTY),
    "\x00": (REFUSE, EMPTY, EMPTY),
    "\r\n": (REFUSE, EMPTY, EMPTY),
    "NULL": (REPAIR, EMPTY, EMPTY),
    "None": (REPAIR, EMPTY, EMPTY),
    "nan": (REPAIR, EMPTY, EMPTY),
    "null": (REPAIR, EMPTY, EMPTY),
    "undefined": (REPAIR, EMPTY, EMPTY),
    "Null": (ACCEPT, EMPTY, EMPTY),
    "NA": (ACCEPT, EMPTY, EMPTY),
    "True": (ACCEPT, REFUSE, ACCEPT),
    "O'Brien": (ACCEPT, REFUSE, ACCEPT),
    '=HYPERLINK("http://x","a")': (REFUSE, REFUSE, REFUSE),
    "+1": (REFUSE, REFUSE, REFUSE),
    "-1": (REFUSE, REFUSE, REFUSE),
    "-0": (REFUSE, REFUSE, REFUSE),
    "@SUM(1)": (REFUSE, REFUSE, REFUSE),
    "\t=1": (REFUSE, REFUSE, REFUSE),
    "＝1+1": (REFUSE, REFUSE, REFUSE),
    "1/4/85": (REFUSE, REPAIR, ACCEPT),
    "45017": (REFUSE, REPAIR, ACCEPT),
    "2026-03-29 02:30": (REFUSE, ACCEPT, ACCEPT),
    "2026-10-25 02:30": (REFUSE, ACCEPT, ACCEPT),
}
# No name and no date; harmless where text is free, since text is shown as text everywhere.
_ONLY_TEXT = (
    *("Robert'); DROP TABLE personne;--", "%", "_", "\\", "*", "{{7*7}}", "${x}", "{0.__class__}", "%s%n"),
    *("../../etc/passwd", "C:\\nul", "<script>", "<img src=x onerror=alert(1)>", "<iframe srcdoc=x>"),
    *("![p](http://127.0.0.1:9/p.png)", "[x](javascript:alert(1))", ":red[x]", ":material/delete:"),
    *("$$\\frac$$", "# titre", "|a|b|", "2A004", "12E5", "1_000", "00123", "1e309", "٣", str(2**63)),
    *("31/02/2024", "29/02/2023", "01/01/0001", "31/12/9999", "85-04-01", "24:00"),
)
NASTY |= dict.fromkeys(_ONLY_TEXT, (REFUSE, REFUSE, ACCEPT))
_NO_PHONE = {text for text, (_, on_date, _) in NASTY.items() if on_date == EMPTY}


def kind(value: object, problem: str, warning: str) -> str:
    """What was done of a cell; nothing is both kept and refused."""
    if problem:
        return REFUSE if value is None else "both"
    if value is None:
        return DROP if warning else EMPTY
    return REPAIR if warning else ACCEPT


@pytest.mark.parametrize(("text", "expected"), [(t, e) for t, (e, _, _) in NASTY.items()], ids=ascii)
def test_every_nasty_string_has_a_verdict_as_a_name(text, expected):
    row = read({F.BIRTH_NAME: text, F.FIRST_NAMES: "Inès"})
    name, problem = row.values.get(F.BIRTH_NAME), row.problems.get(0, "")
    assert kind(name, problem, row.warnings.get(0, "")) == expected
    assert name is None or str(name).isprintable()


@pytest.mark.parametrize(("text", "expected"), [(t, e) for t, (_, e, _) in NASTY.items()], ids=ascii)
def test_every_nasty_string_has_a_verdict_as_a_date(text, expected):
    value, problem, warning = verdict(F.BIRTH_DATE, text)
    assert kind(value, problem, warning) == expected
    assert value is None or type(value) is date


@pytest.mark.parametrize(("text", "expected"), [(t, e) for t, (_, _, e) in NASTY.items()], ids=ascii)
def test_every_nasty_string_has_a_verdict_as_free_text(text, expected):
    value, problem, warning = verdict(F.ADDRESS, text)
    assert kind(value, problem, warning) == expected
    assert value is None or str(value).isprintable()


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_no_nasty_string_is_taken_for_a_phone(text):
    expected = EMPTY if text in _NO_PHONE else REFUSE if len(text) > 5000 else DROP
    assert kind(*verdict(F.PHONE, text)) == expected


@pytest.mark.parametrize("field", ImportField)
def test_every_verdict_is_a_short_sentence(field):
    rows = [read({field: text}) for text in NASTY]
    sentences = [said for row in rows for said in (*row.problems.values(), *row.warnings.values())]
    assert [said for said in sentences if not said.endswith(".") or len(said) > 160] == []
