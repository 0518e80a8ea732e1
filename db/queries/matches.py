"""Who, among the people the viewer may list, a line of a file is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, select
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary, ExternalIdentifier
from db.queries.known_people import read_identifiers
from db.queries.scopes import visible_beneficiaries
from domain.access import Viewer
from domain.matching import Identifier, MatchKey, are_close_dates, have_in_common, is_near, is_same, match_key


@dataclass(frozen=True)
class Asked:
    """Whom a line is about: what she is compared by, and the number that Jalons gave her when it is there."""

    key: MatchKey
    jalons_id: int | None = None


@dataclass(frozen=True)
class Match:
    """Somebody known; a match that is not certain is only proposed."""

    beneficiary_id: int
    reason: str
    is_certain: bool


Candidate = Row[int, str, str, str, date | None, str | None, str, str]


def find_matches(
    session: Session, viewer: Viewer, asked: Mapping[int, Asked], *, since: datetime | None = None
) -> dict[int, Match]:
    """The match of each line that has one, by line; keep `asked` below a thousand or so.

    `since` looks among the people added after that instant only.
    """
    listed = _columns(viewer).where(Beneficiary.created_at > since) if since else _columns(viewer)
    found = _look(session, viewer, asked, [listed.where(way) for way in _by_date_or_number(viewer, asked)])
    # Her name alone says nothing more of somebody already found, and many share it.
    unsure = {line: one for line, one in asked.items() if line not in found or not found[line].is_certain}
    names = {name for one in unsure.values() for name in _sort_names(one)}
    return _look(session, viewer, unsure, [listed.where(Beneficiary.sort_name.in_(names))]) | found


def _look(
    session: Session, viewer: Viewer, asked: Mapping[int, Asked], ways: Sequence[Select[Any]]
) -> dict[int, Match]:
    """The best match of each line among the people that these statements give."""
    people = {row.id: row for way in ways for row in session.execute(way)}
    crowd = _Crowd(list(people.values()), _owners(session, viewer, asked))
    worth = {line: crowd.worth_comparing(one) for line, one in asked.items()}
    met = sorted({person_id for near in worth.values() for person_id in near})
    numbers = read_identifiers(session, viewer, met)
    keys = {person_id: _key_of(people[person_id], numbers.get(person_id, ())) for person_id in met}
    found = {
        line: _best(asked[line], {person_id: keys[person_id] for person_id in near})
        for line, near in worth.items()
        if near
    }
    return {line: match for line, match in found.items() if match}


def _key_of(person: Candidate, numbers: Iterable[Identifier]) -> MatchKey:
    return match_key(
        person.birth_name,
        person.usual_name,
        person.first_names,
        person.birth_date,
        identifiers=numbers,
        commune_code=person.commune_code,
    )


class _Crowd:
    """People who may be somebody in the file, by what they may share with her."""

    def __init__(self, candidates: Sequence[Candidate], owners: Mapping[Identifier, set[int]]) -> None:
        self.people = {person.id: person for person in candidates}
        self.owners = owners
        self.by_date: dict[object, list[Candidate]] = defaultdict(list)
        self.by_name: dict[str, list[Candidate]] = defaultdict(list)
        for person in candidates:
            self.by_date[person.birth_date].append(person)
            self.by_name[person.sort_name].append(person)

    def worth_comparing(self, asked: Asked) -> set[int]:
        """Same number, same whole name, or same birth date and names that have something in common."""
        found = {asked.jalons_id} if asked.jalons_id else set()
        found |= {owner for number in asked.key.identifiers for owner in self.owners.get(number, ())}
        called = [person for name in _sort_names(asked) for person in self.by_name.get(name, ())]
        found |= {person.id for person in called if _may_be_born(asked.key.birth_date, person.birth_date)}
        if asked.key.birth_date:
            mine = " ".join(sorted({word for pair in asked.key.names for word in pair}))
            born = self.by_date.get(asked.key.birth_date, ())
            found |= {person.id for person in born if have_in_common(mine, person.search_name)}
        return found & self.people.keys()


def _may_be_born(mine: date | None, hers: date | None) -> bool:
    return mine is None or hers is None or mine == hers or are_close_dates(mine, hers)


def _best(asked: Asked, people: Mapping[int, MatchKey]) -> Match | None:
    """The one who is certain; else the first that is near; two certain ones are for somebody to decide."""
    if asked.jalons_id is not None:  # unknown here, it is nobody else's for all that
        her_key = people.get(asked.jalons_id)
        return _by_number(asked.jalons_id, asked.key, her_key) if her_key else None
    certain = {key: reason for key, her in people.items() if (reason := is_same(asked.key, her))}
    if len(certain) == 1:
        return Match(*certain.popitem(), is_certain=True)
    if certain:
        return Match(min(certain), f"{len(certain)} personnes correspondent", is_certain=False)
    near = [(key, reason) for key, her in sorted(people.items()) if (reason := is_near(asked.key, her))]
    return Match(*near[0], is_certain=False) if near else None


def _by_number(jalons_id: int, asked: MatchKey, her: MatchKey) -> Match:
    """Our own number, unless the line was shifted in the spreadsheet: nothing else agrees."""
    is_alike = asked.names & her.names or (asked.birth_date and asked.birth_date == her.birth_date)
    if is_alike or not (asked.names or asked.birth_date):
        return Match(jalons_id, "Même N° Jalons", is_certain=True)
    return Match(jalons_id, "Même N° Jalons, autre nom et autre date de naissance", is_certain=False)


def _by_date_or_number(viewer: Viewer, asked: Mapping[int, Asked]) -> list[ColumnElement[bool]]:
    """A statement for each: a single « or » would read every person listed."""
    dates = {one.key.birth_date for one in asked.values()} - {None}
    numbers = {value for one in asked.values() for _, value in one.key.identifiers}
    ids = {one.jalons_id for one in asked.values()} - {None}
    owners = select(ExternalIdentifier.beneficiary_id).where(
        ExternalIdentifier.consortium_id == viewer.consortium_id, ExternalIdentifier.value.in_(numbers)
    )
    ways: list[ColumnElement[bool]] = [Beneficiary.birth_date.in_(dates)]
    ways += [Beneficiary.id.in_(owners)] if numbers else []
    ways += [Beneficiary.id.in_(ids)] if ids else []
    return ways


def _columns(viewer: Viewer):  # type: ignore[no-untyped-def]
    return visible_beneficiaries(viewer).with_only_columns(
        Beneficiary.id,
        Beneficiary.birth_name,
        Beneficiary.usual_name,
        Beneficiary.first_names,
        Beneficiary.birth_date,
        Beneficiary.commune_code,
        Beneficiary.search_name,
        Beneficiary.sort_name,
    )


def _owners(session: Session, viewer: Viewer, asked: Mapping[int, Asked]) -> dict[Identifier, set[int]]:
    """Who has these numbers, in the consortium; out of scope, they are no candidates."""
    numbers = {value for one in asked.values() for _, value in one.key.identifiers}
    if not numbers:
        return {}
    statement = select(ExternalIdentifier).where(
        ExternalIdentifier.consortium_id == viewer.consortium_id, ExternalIdentifier.value.in_(numbers)
    )
    found: dict[Identifier, set[int]] = defaultdict(set)
    for number in session.scalars(statement):
        found[number.origin, number.value].add(number.beneficiary_id)
    return found


def _sort_names(asked: Asked) -> set[str]:
    return {" ".join(pair) for pair in asked.key.names}
