"""One cell of a file of services, from what was written to its official type."""

import json
import math
import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from domain.offer.findings import Findings
from domain.text import clean_text

_BRACES = {"{": "}", "[": "]", "(": ")"}
_KEPT_AS_TEXT = re.compile(r"^'(?=[=+\-@])")  # as our CSV exports write it
_SITE = re.compile(r"^(www\.)?[\w-]+(\.[\w-]+)+(/\S*)?$")
_EMPTY = frozenset({"", "null", "none", "nan", "n/a", "{}", "[]"})


def told(cell: Any) -> Any:
    """The cell without blanks around; None when it says nothing."""
    if isinstance(cell, float) and not math.isfinite(cell):
        return None
    if isinstance(cell, str):
        cell = _KEPT_AS_TEXT.sub("", clean_text(cell.replace("\u00a0", " ")), count=1)
        return None if cell.lower() in _EMPTY else cell
    return None if cell in ([], {}) else cell


def as_text(cell: Any) -> str:
    """Words as one text, a list of them included."""
    if isinstance(cell, list):
        return " ".join(str(one) for one in cell if told(one) is not None)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def as_list(cell: Any) -> list[str]:
    """A set of codes: a list, `{a,b}` as PostgreSQL writes it, `a|b`, `a;b`, `a,b` or JSON text."""
    if isinstance(cell, list | set | tuple):
        found = [str(one) for one in cell if told(one) is not None]
    else:
        found = _split(str(cell))
    return list(dict.fromkeys(one for one in (clean_text(code).strip("\"' ") for code in found) if one))


def _split(text: str) -> list[str]:
    with suppress(ValueError):
        if isinstance(values := json.loads(text), list):
            return [str(one) for one in values if one is not None]
    if text[:1] in _BRACES and text[-1:] == _BRACES[text[0]]:
        text = text[1:-1]
    return re.split(r"[|;,\n]", text)


def as_number(name: str, cell: Any, findings: Findings) -> float | None:
    """A number, its decimal comma repaired; left out and said when it cannot be read."""
    if isinstance(cell, bool):
        cell = str(cell)
    if isinstance(cell, int | float):
        return float(cell)
    written = str(cell).replace(" ", "").replace("\u202f", "")
    with suppress(ValueError):
        if math.isfinite(number := float(written.replace(",", "."))):
            if "," in written:
                findings.warn(name, "Virgule décimale, lue.")
            return number
    findings.warn(name, f"« {cell} » n’est pas un nombre\u00a0: laissé vide.")
    return None


def as_date(name: str, cell: Any, findings: Findings) -> str | None:
    """A day as AAAA-MM-JJ; a French date is repaired, anything else rejects the line."""
    written = str(cell)
    with suppress(ValueError):
        return datetime.fromisoformat(written).date().isoformat()
    if found := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})( .*)?", written):
        with suppress(ValueError):
            day = date(int(found[3]), int(found[2]), int(found[1]))
            findings.warn(name, f"Date écrite à la française\u00a0: « {written} » lue {day.isoformat()}.")
            return day.isoformat()
    findings.reject(name, f"Date illisible\u00a0: « {written} », écrivez-la AAAA-MM-JJ.")
    return None


def as_site(name: str, cell: Any, findings: Findings) -> str:
    """The address of a site; « www.exemple.fr » is completed."""
    written = str(cell)
    if "://" not in written and _SITE.match(written):
        findings.warn(name, "Adresse complétée par « https:// ».")
        return f"https://{written}"
    return written


def as_code(name: str, cell: Any, findings: Findings, *, length: int) -> str:
    """A code of digits and letters; a zero that a spreadsheet took off in front is put back."""
    written = as_text(cell).replace(" ", "").removesuffix(".0").upper()
    if written.isdigit() and len(written) == length - 1:
        findings.warn(name, f"Zéro remis devant\u00a0: « {written} » lu 0{written}.")
        return f"0{written}"
    return written
