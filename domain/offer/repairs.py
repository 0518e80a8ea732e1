"""A line as it is really written: repaired when its meaning is certain, else rejected, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.offer.cells import as_code, as_date, as_list, as_number, as_site, as_text, told
from domain.offer.findings import Findings
from domain.offer.loads import LoadKind
from domain.offer.official import FIELDS, Record
from domain.offer.places import Communes, settle_commune, settle_point
from domain.offer.publics import EVERYBODY
from domain.offer.reading import OfferLine
from domain.offer.validation import find_problems, official_codes
from domain.offer.version0 import is_version0, translate

REQUIRED = frozenset({"source", "id", "structure_id", "nom", "date_maj"})
_OLD = timedelta(days=365)
_LISTS = frozenset(
    {
        "thematiques",
        "publics",
        "modes_accueil",
        "modes_mobilisation",
        "mobilisable_par",
        "zone_eligibilite",
        "reseaux_porteurs",
    }
)
_ONE_CODE = frozenset({"type", "frais"})
_SITES = frozenset({"lien_source", "lien_mobilisation", "site_web", "accessibilite_lieu"})
_NUMBERS = frozenset({"latitude", "longitude", "volume_horaire_hebdomadaire", "nombre_semaines"})
_CODES = {"code_postal": 5, "code_insee": 5, "siret": 14}
_LONGEST = {
    "source": 80,
    "id": 200,
    "structure_id": 200,
    "adresse": 300,
    "complement_adresse": 300,
    "telephone": 40,
    "courriel": 200,
    "contact_nom_prenom": 200,
    **dict.fromkeys(_SITES, 500),
}
_WORTH_SAYING = {"frais": "Frais non renseignés.", "publics": "Publics non renseignés."}


@dataclass(frozen=True)
class ReadLine:
    """A line once read: its official record, what rejects it, what was repaired."""

    line: OfferLine
    record: Record
    problems: dict[str, str]
    warnings: dict[str, str]


def read_line(line: OfferLine, communes: Communes, today: date) -> ReadLine:
    """Translate from v0 when needed, repair, then ask the official validator."""
    findings = Findings()
    cells: Mapping[str, Any] = {field: told(cell) for field, cell in line.cells.items()}
    if is_version0(cells):
        cells = translate(line.kind, cells, communes.of_region, findings)
    record: Record = {}
    for name in FIELDS[line.kind]:
        if (cell := cells.get(name)) is not None and (value := _value(name, cell, findings)) not in (
            None,
            "",
            [],
        ):
            record[name] = value
    _settle(record, communes, findings)
    for name, problem in find_problems(line.kind, record).items():
        if name in REQUIRED or (name == "description" and line.kind == LoadKind.SERVICE):
            findings.reject(name, problem)
        else:
            record.pop(name, None)
            findings.warn(name, f"{problem} Laissé vide.")
    _say_what_is_old_or_missing(line.kind, record, today, findings)
    return ReadLine(line, record, findings.problems, findings.warnings)


def _value(name: str, cell: Any, findings: Findings) -> Any:
    if name in _LISTS:
        return _codes(name, as_list(cell), findings)
    if name in _ONE_CODE:
        return _one_code(name, cell, findings)
    if name in _NUMBERS:
        return _number(name, cell, findings)
    if name in _CODES:
        return as_code(name, cell, findings, length=_CODES[name])
    if name == "date_maj":
        return as_date(name, cell, findings)
    return _text(name, as_site(name, cell, findings) if name in _SITES else as_text(cell), findings)


def _codes(name: str, found: list[str], findings: Findings) -> list[str]:
    """Codes that exist, sorted; a public among others that is everybody stands alone."""
    if name == "zone_eligibilite":
        return sorted(found)
    known = [code for code in found if code in official_codes(name)]
    if unknown := [code for code in found if code not in official_codes(name)]:
        findings.warn(name, f"Codes inconnus, laissés de côté\u00a0: {', '.join(unknown)}.")
    if name == "publics" and EVERYBODY in known and len(known) > 1:
        findings.warn(name, "« tous-publics » comprend les autres publics\u00a0: gardé seul.")
        return [EVERYBODY]
    return sorted(known)


def _one_code(name: str, cell: Any, findings: Findings) -> str | None:
    found = as_list(cell)
    if len(found) == 1 and found[0].lower() in official_codes(name):
        return found[0].lower()
    findings.warn(name, f"« {as_text(cell)} » n’existe pas dans data·inclusion\u00a0: laissé vide.")
    return None


def _number(name: str, cell: Any, findings: Findings) -> float | int | None:
    number = as_number(name, cell, findings)
    return int(number) if number is not None and name == "nombre_semaines" and number.is_integer() else number


def _text(name: str, text: str, findings: Findings) -> str:
    longest = _LONGEST.get(name)
    if longest is None or len(text) <= longest:
        return text
    if name in REQUIRED:
        findings.reject(name, f"Trop long\u00a0: {longest} signes au plus.")
        return text
    if name in _SITES or name == "courriel":
        findings.warn(name, f"Plus de {longest} signes\u00a0: laissé vide.")
        return ""
    findings.warn(name, f"Coupé à {longest} signes.")
    return text[:longest]


def _settle(record: Record, communes: Communes, findings: Findings) -> None:
    if "source" not in record and "--" in str(record.get("id", "")):
        record["source"] = record["id"].partition("--")[0]
        findings.warn("source", f"Source lue dans l’identifiant\u00a0: {record['source']}.")
    zones = record.get("zone_eligibilite", [])
    if unknown := [code for code in zones if not _is_zone(code)]:
        findings.warn("zone_eligibilite", f"Codes inconnus, laissés de côté\u00a0: {', '.join(unknown)}.")
        record["zone_eligibilite"] = [code for code in zones if _is_zone(code)]
    settle_commune(record, communes, findings)
    settle_point(record, findings)
    for name in [name for name, value in record.items() if value == []]:
        del record[name]


def _is_zone(code: str) -> bool:
    """A commune, an EPCI, a département, a country or « france »: what the column and the schema hold."""
    return code == "france" or (code.isalnum() and code.isascii() and len(code) in (2, 3, 5, 9))


def _say_what_is_old_or_missing(kind: LoadKind, record: Record, today: date, findings: Findings) -> None:
    if kind == LoadKind.SERVICE:
        for name, words in _WORTH_SAYING.items():
            if name not in record and name not in findings.warnings:
                findings.warn(name, words)
    if "date_maj" not in findings.problems and "date_maj" in record:
        day = date.fromisoformat(record["date_maj"])
        if today - day > _OLD:
            findings.warn(
                "date_maj", f"Plus d’un an\u00a0: {day:%d/%m/%Y}. À vérifier auprès de la structure."
            )
