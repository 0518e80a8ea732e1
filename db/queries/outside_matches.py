"""Who, outside what the viewer may list, is somebody she adds: told to the coordination, never to her."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Select, select, union
from sqlalchemy.orm import Session, aliased

from db.models.beneficiaries import Beneficiary, ExternalIdentifier
from db.queries.known_people import read_identifiers
from db.queries.scopes import visible_beneficiaries
from domain.access import Viewer
from domain.batches import batched
from domain.matching import MatchKey, is_same, match_key

_AT_ONCE = 500
_person = aliased(Beneficiary)


def outside_matches(
    session: Session, viewer: Viewer, people: Mapping[int, MatchKey]
) -> list[tuple[int, int, str]]:
    """(new person, the same one out of the viewer's list, why), for `note_reconciliation` only.

    Two statements for each 500 people, sorted by birth date so that a common one is read once or twice.
    """
    by_date = sorted(people, key=lambda person_id: str(people[person_id].birth_date))
    found = []
    for ids in batched(by_date, _AT_ONCE):
        known = _Known(_read_known(session, viewer, [people[new_id] for new_id in ids]))
        found += [(new_id, *same) for new_id in ids for same in known.same_as(new_id, people[new_id])]
    return found


class _Known:
    """People who may be one of the new ones, by what they would share with her."""

    def __init__(self, keys: Mapping[int, MatchKey]) -> None:
        self.keys = keys
        self.alike: dict[object, set[int]] = defaultdict(set)
        for person_id, key in keys.items():
            for trait in _traits(key):
                self.alike[trait].add(person_id)

    def same_as(self, new_id: int, key: MatchKey) -> Iterable[tuple[int, str]]:
        """Those who are her, and why."""
        alike = {person_id for trait in _traits(key) for person_id in self.alike.get(trait, ())} - {new_id}
        reasons = ((person_id, is_same(key, self.keys[person_id])) for person_id in sorted(alike))
        return ((person_id, reason) for person_id, reason in reasons if reason)


def _traits(key: MatchKey) -> set[object]:
    return {*key.identifiers, *((name, key.birth_date) for name in key.names)}


def _read_known(session: Session, viewer: Viewer, new: Sequence[MatchKey]) -> dict[int, MatchKey]:
    rows = session.execute(_candidates(viewer, new)).all()
    numbers = read_identifiers(session, viewer, [row.id for row in rows])
    return {
        row.id: match_key(
            row.birth_name,
            row.usual_name,
            row.first_names,
            row.birth_date,
            identifiers=numbers.get(row.id, ()),
            commune_code=row.commune_code,
        )
        for row in rows
    }


def _candidates(viewer: Viewer, new: Sequence[MatchKey]) -> Select[int, str, str, str, object, str | None]:
    """Born on these days or bearing these numbers, each found in its index; replaced files are out."""
    born = select(Beneficiary.id).where(
        Beneficiary.consortium_id == viewer.consortium_id,
        Beneficiary.birth_date.in_({key.birth_date for key in new} - {None}),
    )
    numbered = select(ExternalIdentifier.beneficiary_id).where(
        ExternalIdentifier.consortium_id == viewer.consortium_id,
        ExternalIdentifier.value.in_({value for key in new for _, value in key.identifiers}),
    )
    met = union(born, numbered).subquery()
    return (
        select(
            _person.id,
            _person.birth_name,
            _person.usual_name,
            _person.first_names,
            _person.birth_date,
            _person.commune_code,
        )
        .join(met, met.c.id == _person.id)
        .where(
            _person.consortium_id == viewer.consortium_id,
            _person.merged_into_id.is_(None),
            ~visible_beneficiaries(viewer).where(Beneficiary.id == _person.id).exists(),
        )
    )
