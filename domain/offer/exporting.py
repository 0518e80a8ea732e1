"""The offer as data·inclusion v1 files: what the official validator accepts, closed services aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.offer.comparing import Catalogue, Stored
from domain.offer.loads import LoadKind
from domain.offer.official import FIELDS, Record
from domain.offer.validation import find_problems, official_labels


@dataclass(frozen=True)
class OfferExport:
    """Valid records; `left_out`: names of services that are too incomplete for the official schema."""

    structures: list[Record]
    services: list[Record]
    left_out: list[str]

    def of(self, kind: LoadKind) -> list[Record]:
        """The records of this kind."""
        return self.structures if kind == LoadKind.STRUCTURE else self.services


def exported(catalogue: Catalogue, communes: Mapping[str, str]) -> OfferExport:
    """Structures and open or suspended services, with the names of their communes (by INSEE code)."""
    structures, _ = _valid(LoadKind.STRUCTURE, catalogue.structures, communes)
    services, left_out = _valid(LoadKind.SERVICE, catalogue.services, communes)
    known = {record["id"] for record in structures}
    orphans = [record["nom"] for record in services if record["structure_id"] not in known]
    return OfferExport(
        structures, [record for record in services if record["structure_id"] in known], [*left_out, *orphans]
    )


def flat_row(record: Record, kind: LoadKind) -> dict[str, Any]:
    """A record as a line of CSV: every official column, sets in braces."""
    return {field: _flat(record.get(field)) for field in FIELDS[kind]}


def official_words(field: str, value: Any) -> str:
    """An official value as it is read: labels of codes, nothing for nothing."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(official_words(field, one) for one in value)
    return official_labels(field).get(str(value), f"{value:g}" if isinstance(value, float) else str(value))


def _valid(
    kind: LoadKind, stored: Mapping[str, Stored], communes: Mapping[str, str]
) -> tuple[list[Record], list[str]]:
    kept, left_out = [], []
    for one in stored.values():
        record = dict(one.record)
        if name := communes.get(record.get("code_insee", "")):
            record["commune"] = name
        if one.is_closed:
            continue
        if find_problems(kind, record):
            left_out.append(str(record.get("nom")))
        else:
            kept.append({field: record[field] for field in FIELDS[kind] if field in record})
    return sorted(kept, key=lambda record: str(record["id"])), left_out


def _flat(value: Any) -> Any:
    return "{" + ",".join(value) + "}" if isinstance(value, list) else value
