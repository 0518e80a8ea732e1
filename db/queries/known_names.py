"""The names that the cells of a file are compared with, and the words for what Jalons holds."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.consortia import Consortium, Structure
from db.models.reference import Commune, CommunePostalCode, TerritoryDepartement
from db.queries.scopes import visible_professionals, visible_structures
from domain.access import Viewer
from domain.imports.model import ImportField, KnownNames, Value
from domain.names import normalise_name
from domain.wording import in_words

K = TypeVar("K", int, str)


@dataclass(frozen=True)
class Directory:
    """Names to find identifiers by, and the way back: INSEE code or identifier → words."""

    names: KnownNames
    communes: dict[str, str]
    structures: dict[int, str]
    professionals: dict[int, str]
    structure_of: dict[int, int | None]  # of a professional

    def words(self, field: ImportField, value: Value | None) -> str:
        """A value as the screen says it; nothing for nothing."""
        match field:
            case ImportField.COMMUNE:
                return self.communes.get(str(value), str(value or ""))
            case ImportField.STRUCTURE | ImportField.REFERENT if isinstance(value, int):
                return {**self.structures, **self.professionals}.get(value, "")
        return in_words(value)


def read_directory(session: Session, viewer: Viewer) -> Directory:
    """The communes of the territory, the structures and the active professionals of the consortium."""
    structures = session.execute(
        visible_structures(viewer).with_only_columns(Structure.id, Structure.name)
    ).all()
    people = session.scalars(visible_professionals(viewer)).all()
    communes = _communes(session, viewer)
    names = KnownNames(
        communes=_by_name((name, code) for code, name, _ in communes),
        postal_codes=_postal_codes(communes),
        structures=_by_name((structure.name, structure.id) for structure in structures),
        professionals=_by_name(
            (name, person.id) for person in people if person.is_active for name in _ways_to_name(person)
        ),
    )
    return Directory(
        names,
        {code: name for code, name, _ in communes},
        {structure.id: structure.name for structure in structures},
        {person.id: person.display_name for person in people},
        {person.id: person.structure_id for person in people},
    )


def _communes(session: Session, viewer: Viewer) -> list[tuple[str, str, str | None]]:
    """INSEE code, name, postal code: a line for each of its postal codes."""
    departements = (
        select(TerritoryDepartement.departement_code)
        .join(Consortium, Consortium.territory_id == TerritoryDepartement.territory_id)
        .where(Consortium.id == viewer.consortium_id)
    )
    statement = (
        select(Commune.code, Commune.name, CommunePostalCode.postal_code)
        .outerjoin(CommunePostalCode, CommunePostalCode.commune_code == Commune.code)
        .where(Commune.departement_code.in_(departements))
    )
    return [(row.code, row.name, row.postal_code) for row in session.execute(statement)]


def _postal_codes(communes: list[tuple[str, str, str | None]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for code, _, postal_code in communes:
        if postal_code:
            found[postal_code].add(code)
    return {postal_code: frozenset(codes) for postal_code, codes in found.items()}


def _by_name(pairs: Iterable[tuple[str, K]]) -> dict[str, tuple[K, ...]]:
    found: dict[str, dict[K, None]] = defaultdict(dict)
    for name, key in pairs:
        found[normalise_name(name)][key] = None
    return {name: tuple(keys) for name, keys in found.items()}


def _ways_to_name(person: Professional) -> list[str]:
    """As lists write it, either way round, and the e-mail, which settles namesakes."""
    both = f"{person.first_name} {person.last_name}", f"{person.last_name} {person.first_name}"
    return [*both, person.email] if person.email else [*both]
