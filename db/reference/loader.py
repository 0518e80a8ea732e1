"""Loads the reference data: official geography, the 79 territories and the data·inclusion vocabulary."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from data_inclusion.schema import v1
from sqlalchemy import Table, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.orm import Session

from db.models import Base
from domain.names import normalise_name
from domain.territories import selection_label

Row = dict[str, Any]

_FOLDER = Path(__file__).parent
_DISTRICT = "arrondissement-municipal"
_COMMUNE_OF_DISTRICTS = {"13": "13055", "69": "69123", "75": "75056"}
_VOCABULARIES = (
    v1.Categorie,
    v1.Frais,
    v1.ModeAccueil,
    v1.ModeMobilisation,
    v1.PersonneMobilisatrice,
    v1.Public,
    v1.ReseauPorteur,
    v1.Thematique,
    v1.TypeService,
)


def load_reference(session: Session) -> None:
    """Insert what is missing and correct what differs; a row that left the official lists stays.

    A second call only reads. Tables go by name and columns by list, so that a migration may call it.
    """
    for name, rows in _reference_tables():
        _synchronise(session, Base.metadata.tables[name], rows)


def _reference_tables() -> Iterator[tuple[str, list[Row]]]:
    communes, territories = _read("communes"), _read("territoires")
    yield "region", [{"code": line["code"], "name": line["nom"]} for line in _read("regions")]
    yield "departement", [_departement(line) for line in _read("departements")]
    yield (
        "epci",
        [{"siren": line["siren"], "name": line["nom"], "kind": line["type"]} for line in _read("epci")],
    )
    yield "commune", [_commune(line) for line in communes]
    yield (
        "commune_postal_code",
        _pairs(communes, "postal_code", "codes_postaux", "commune_code", "code_insee"),
    )
    yield "territory", [_territory(line) for line in territories]
    yield (
        "territory_departement",
        _pairs(territories, "departement_code", "codes_departement", "territory_id", "id"),
    )
    yield "vocabulary_term", [_term(term) for vocabulary in _VOCABULARIES for term in vocabulary]


def _read(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _departement(line: dict[str, str]) -> Row:
    return {
        "code": line["code"],
        "name": line["nom"],
        "region_code": line["code_region"],
        "zone": line["zone"],
    }


def _commune(line: dict[str, str]) -> Row:
    departement_code = line["code_departement"]
    return {
        "code": line["code_insee"],
        "name": line["nom"],
        "search_name": normalise_name(line["nom"]),
        "departement_code": departement_code,
        "parent_code": _COMMUNE_OF_DISTRICTS[departement_code] if line["type"] == _DISTRICT else None,
        "epci_siren": line["siren_epci"] or None,
        "population": int(line["population"]) if line["population"] else None,
    }


def _territory(line: dict[str, str]) -> Row:
    return {
        "id": line["id"],
        "wave": int(line["vague"]),
        "rank": int(line["ordre"]),
        "published_name": line["nom_texte"],
        "official_name": line["nom_officiel"],
        "kind": line["type"],
        "official_code": line["code_territoire"],
        "call_on": date.fromisoformat(line["date_ami"]) if line["date_ami"] else None,
        "selected_label": selection_label(line["date_selection"], is_from_press=line["vague"] == "3"),
        "remarks": line["remarques"] or None,
    }


def _pairs(lines: list[dict[str, str]], name: str, several: str, owner_name: str, owner: str) -> list[Row]:
    """One row for each value of a column that holds several, next to the key of its line."""
    return [
        {name: value, owner_name: line[owner]}
        for line in lines
        for value in line[several].split("|")
        if value
    ]


def _term(term: Any) -> Row:
    return {
        "vocabulary": type(term).__name__,
        "code": term.value,
        "label": term.label,
        "description": term.description,
    }


def _synchronise(session: Session, table: Table, rows: list[Row]) -> None:
    keys = [column.name for column in table.primary_key]
    columns = [table.c[name] for name in rows[0]]
    lines = [row._asdict() for row in session.execute(select(*columns))]
    stored = {_key(row, keys): row for row in lines}
    missing = [row for row in rows if _key(row, keys) not in stored]
    changed = [row for row in rows if stored.get(_key(row, keys), row) != row]
    if missing:
        session.execute(insert(table), missing)
    if changed:
        matches = [table.c[name] == bindparam(f"key_{name}") for name in keys]
        bound = [row | {f"key_{name}": row[name] for name in keys} for row in changed]
        session.connection().execute(update(table).where(*matches), bound)
    if len(keys) == len(columns):  # a link has nothing of its own: a wrong one goes away
        _delete_links(session, table, stored.keys() - {_key(row, keys) for row in rows})


def _delete_links(session: Session, table: Table, keys: set[tuple[Any, ...]]) -> None:
    if keys:
        session.execute(delete(table).where(tuple_(*table.primary_key).in_(sorted(keys))))


def _key(row: Row, keys: list[str]) -> tuple[Any, ...]:
    return tuple(row[name] for name in keys)
