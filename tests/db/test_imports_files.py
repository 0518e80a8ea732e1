"""Hostile cells and broken files (docs of the security review), from the file to what is stored."""

import csv
import io

import pytest
from sqlalchemy import select

from db.models.beneficiaries import Beneficiary
from db.models.imports import ImportHeading, ImportRun
from domain.errors import DomainError
from domain.imports.model import Verdict
from tests.db.importing import confirm, counts, import_file, preview, rows

REFUSED = None
# An address as written in the file, and as stored; REFUSED: the line waits for a correction.
ADDRESSES = {
    "Œuvrard-L’Haÿ": "Œuvrard-L’Haÿ",
    "Andre\u0301": "André",
    "\u00a0 \u202f": "",
    "\u200b": "",
    "محمد\u202e": "محمد",
    "👨\u200d👩\u200d👧 rue": "👨👩👧 rue",
    "a" * 5_001: REFUSED,
    "a" * 301: REFUSED,
    "NULL": "",
    "nan": "",
    "True": "True",
    "O'Brien": "O'Brien",
    "Robert'); DROP TABLE personne;--": "Robert'); DROP TABLE personne;--",
    "%": "%",
    "_": "_",
    "\\": "\\",
    "{{7*7}}": "{{7*7}}",
    "${x}": "${x}",
    "{0.__class__}": "{0.__class__}",
    "%s%n": "%s%n",
    "../../etc/passwd": "../../etc/passwd",
    '=HYPERLINK("http://x","a")': REFUSED,
    "'=1+1": REFUSED,
    "@SUM(1)": REFUSED,
    "\t=1": REFUSED,
    "＝1+1": REFUSED,
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "![p](http://127.0.0.1:9/p.png)": "![p](http://127.0.0.1:9/p.png)",
    ":red[x]": ":red[x]",
    "# titre": "# titre",
    "|a|b|": "|a|b|",
    "1 rue\r\ndu Lac": "1 rue du Lac",
    "1e309": "1e309",
    "00123": "00123",
}
NAMES = {
    "Null": "Null",
    "NA": "Na",
    "NULL": "Null",
    "İZMİR": "İzmir",
    "Weiß": "Weiß",
    "Nguyễn": "Nguyễn",
    "de  la\u00a0Tour": "de la Tour",
    "L'HAŸ-ŒUVRARD": "L'Haÿ-Œuvrard",
    "a" * 121: REFUSED,
    "12E5": REFUSED,
    "<b>x</b>": REFUSED,
    "=1+1": REFUSED,
    "👨": REFUSED,
    "": REFUSED,
}
LETTERS = "abcdefghij"


def written(heading, cells):
    """A file with a line for each of these cells, about as many people."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(["Nom de naissance", "Prénom", "Identifiant IODAS", heading])
    for rank, cell in enumerate(cells):
        name = "".join(LETTERS[int(digit)] for digit in f"{rank:03d}")
        writer.writerow([f"Nom{name}", f"Zoé-{name[::-1]}", f"D{rank:05d}", cell])
    return text.getvalue().encode()


def stored(session, viewer, column):
    """What each person added has, in the order of the file."""
    mine = Beneficiary.consortium_id == viewer.consortium_id
    return session.scalars(select(column).where(mine).order_by(Beneficiary.id)).all()


def test_every_hostile_address_is_stored_repaired_or_refused(session, coordinator):
    run_id = preview(coordinator, written("Adresse", ADDRESSES))
    refused = {line for line, row in rows(coordinator, run_id).items() if row.verdict == Verdict.ERROR}
    assert refused == {line for line, text in enumerate(ADDRESSES.values(), start=2) if text is REFUSED}
    confirm(coordinator, run_id)
    expected = [text for text in ADDRESSES.values() if text is not REFUSED]
    assert stored(session, coordinator, Beneficiary.address) == expected


def test_every_hostile_name_is_stored_repaired_or_refused(session, coordinator):
    content = (
        written("Nom d’usage", NAMES)
        .replace(b"Nom de naissance", b"X")
        .replace("Nom d’usage".encode(), b"Nom")
    )
    run_id = preview(coordinator, content)
    refused = {line for line, row in rows(coordinator, run_id).items() if row.verdict == Verdict.ERROR}
    assert refused == {line for line, text in enumerate(NAMES.values(), start=2) if text is REFUSED}
    confirm(coordinator, run_id)
    expected = [text for text in NAMES.values() if text is not REFUSED]
    assert stored(session, coordinator, Beneficiary.birth_name) == expected


@pytest.mark.parametrize(
    "heading", ["Adresse", "Autre numéro", "Nom d’usage", "Téléphone", "Courriel", "Publics"]
)
def test_no_hostile_cell_of_any_column_breaks_an_import(coordinator, heading):
    run_id = import_file(coordinator, written(heading, [*ADDRESSES, *NAMES]))
    assert sum(counts(coordinator, run_id).values()) == len(ADDRESSES) + len(NAMES)


PERSON = "Nom;Prénom\nPuig;Zoé\n"
ACCEPTED = {
    "UTF-8 with a mark": PERSON.encode("utf-8-sig"),
    "UTF-16": PERSON.encode("utf-16"),
    "Windows-1252": PERSON.encode("cp1252"),
    "CR alone": PERSON.replace("\n", "\r").encode(),
    "mixed ends of lines": "Nom;Prénom\r\nPuig;Zoé\n".encode(),
    "commas": PERSON.replace(";", ",").encode(),
    "tabulations": PERSON.replace(";", "\t").encode(),
    "titles above": f"Liste;\nau 20/11/2026;\n{PERSON}".encode(),
    "headings reordered, in capitals": "PRENOM;NOM\nZoé;Puig\n".encode(),
    "a thousand empty lines": f"{PERSON}{';' * 1}\n".encode() + b";\n" * 1_000,
    "our watermark": f"{PERSON}Diffusion restreinte — exporté par M. Vidal\n".encode(),
}
BROKEN = {
    "nothing": b"",
    "headings only": "Nom;Prénom\n".encode(),
    "blanks": b" \r\n\t",
    "an open quote": 'Nom;Prénom\n"Puig;Zoé\n'.encode(),
    "a web page": b"<html><table><tr><td>Nom</td></tr></table></html>",
    "a NUL in a cell": b"Nom;Pr\xc3\xa9nom\nPu\x00ig;Zo\xc3\xa9\n",
    "a PDF": b"%PDF-1.7 ...",
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "a zip that is no workbook": b"PK\x03\x04" + bytes(64),
    "too many columns": ";".join(f"C{n}" for n in range(201)).encode() + b"\n" + b";".join([b"x"] * 201),
    "too many lines": b"Nom;N\n" + b"a;b\n" * 50_040,
}


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_the_same_person_in_any_disguise_is_the_same_person(session, coordinator, content):
    import_file(coordinator, content)
    assert stored(session, coordinator, Beneficiary.sort_name) == ["puig zoe"]


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_in_words_and_leaves_nothing(session, coordinator, content):
    with pytest.raises(DomainError) as refusal:
        preview(coordinator, content)
    assert str(refusal.value)[0].isupper()
    assert str(refusal.value).endswith(".")
    assert stored(session, coordinator, Beneficiary.id) == []
    runs = select(ImportRun.id).filter_by(consortium_id=coordinator.consortium_id)
    assert session.scalars(runs).all() == []


def test_a_ragged_line_waits_and_shifts_nothing(session, coordinator):
    """T080, T081."""
    run_id = preview(coordinator, "Nom;Prénom\nPuig\nRoca;Inès;x\nVidal;Maud\n")
    judged = {line: (row.verdict, row.reason[:10]) for line, row in rows(coordinator, run_id).items()}
    assert judged[2] == (Verdict.ERROR, "1 cellules")
    assert judged[3] == (Verdict.ERROR, "3 cellules")
    confirm(coordinator, run_id)
    assert stored(session, coordinator, Beneficiary.sort_name) == ["vidal maud"]


@pytest.mark.parametrize("heading", ["N" * 190, "É" * 130 + "{}", "'); DROP TABLE import_run;--"])
def test_a_hostile_heading_is_remembered_once_or_not_at_all(session, coordinator, heading):
    for _ in range(2):
        import_file(coordinator, f"Nom;Prénom;{heading}\nPuig;Zoé;x\n")
    keys = session.scalars(select(ImportHeading.key).filter_by(consortium_id=coordinator.consortium_id)).all()
    assert len(keys) == len(set(keys)) <= 3


@pytest.mark.parametrize("name", ["\x00.csv", "\ud800.csv", "é" * 300 + ".csv", "../../x.csv", "=1+1.csv"])
def test_a_hostile_file_name_is_kept_as_text(coordinator, name):
    assert counts(coordinator, preview(coordinator, PERSON, name)) == {"new": 1}


def test_a_national_number_is_kept_nowhere(session, coordinator):
    nir = "290046612345688"
    run_id = import_file(coordinator, f"Nom;Prénom;N° SS;Adresse\nPuig;Zoé;{nir};{nir}\n")
    (row,) = rows(coordinator, run_id).values()
    assert nir not in str(row)
    assert nir not in str(session.connection().exec_driver_sql("select * from import_row").all())
