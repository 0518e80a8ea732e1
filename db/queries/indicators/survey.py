"""Our figures by the method of the national survey: plain means and shares as known on 31 December."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, select
from sqlalchemy.orm import Session

from db.models.beneficiaries import BeneficiaryPublic
from db.models.consortia import Structure
from db.models.paths import EngagementContract, Orientation
from db.queries.indicators.days import DaysBetween
from db.queries.indicators.kept import kept
from db.queries.indicators.populations import present
from db.queries.settings import get_thresholds
from db.queries.signatures import when_signed_by_both
from domain.access import PEOPLE_ROLES, Viewer
from domain.caseload import CaseloadFilters
from domain.indicators.access import least_people, whom_she_knows
from domain.indicators.model import Figure, Perimeter, Scope
from domain.indicators.references import (
    DAYS_TO_CONTRACT,
    DAYS_TO_ORIENTATION,
    ORIENTED,
    REFERENCES,
    UNDER_CONTRACT,
    Reference,
    survey_perimeter,
)
from domain.organisations import StructureKind
from domain.secrecy import Medium, may_tell_rest, protect

Told = dict[Reference, Figure | None]


def tell_survey(
    session: Session, viewer: Viewer, scope: Scope, year: int, *, medium: Medium = Medium.SCREEN
) -> Told:
    """Each national figure computed here by its own method; None is hidden."""
    return kept(
        session, viewer, ("survey", scope, year, medium), lambda: _tell(session, viewer, scope, year, medium)
    )


def _tell(session: Session, viewer: Viewer, scope: Scope, year: int, medium: Medium) -> Told:
    cells = _read(session, viewer, replace(survey_perimeter(year), scope=scope))
    if medium is Medium.SCREEN and scope is Scope.LISTED and viewer.has(*PEOPLE_ROLES):
        return {one: by_field.get(True, Figure()) for one, by_field in cells.items()}
    least = least_people(scope, medium, get_thresholds(session, viewer))
    known_to = whom_she_knows(viewer, scope) if scope is not Scope.LISTED else None
    hers = _read(session, known_to, survey_perimeter(year)) if known_to else {}
    return {one: _protected(one, by_field, hers.get(one, {}), least) for one, by_field in cells.items()}


def _protected(
    one: Reference, by_field: dict[bool, Figure], hers: dict[bool, Figure], least: int
) -> Figure | None:
    """As it may be told to who knows her own people; to most, `hers` is nobody."""
    told = protect({True: Figure(), **by_field}, one.unit, least).cells[True]
    own = hers.get(True, Figure())
    return told if told and may_tell_rest(own, by_field.get(True, Figure()), one.unit, least) else None


def _read(session: Session, viewer: Viewer, perimeter: Perimeter) -> dict[Reference, dict[bool, Figure]]:
    """Figures of who is in the survey's field, and of the others present: one hides the other."""
    row = _facts(viewer, perimeter).cte("fact").prefix_with("MATERIALIZED").c  # each fact is looked for once
    parts = _parts(row, perimeter)
    columns = [func.sum(case((condition, value))) for part in parts.values() for condition, value in part]
    found: dict[Reference, dict[bool, Figure]] = {one: {} for one in REFERENCES}
    for is_in_field, *sums in session.execute(select(row.is_in_field, *columns).group_by(row.is_in_field)):
        numbers = iter(int(value or 0) for value in sums)
        for one, part in parts.items():
            found[one][bool(is_in_field)] = Figure(*(next(numbers) for _ in part))
    return found


_OF_STAY = (
    "consortium_id",
    "support_period_id",
    "beneficiary_id",
    "entered_on",
    "first_oriented_on",
    "first_signed_on",
)


def _facts(viewer: Viewer, perimeter: Perimeter) -> Select[Any]:
    """One row a person present on the last day: her first orientation, the contract that followed."""
    day = perimeter.reference_on
    everybody = present(viewer, replace(perimeter, people=CaseloadFilters())).c
    lines = select(*(everybody[name] for name in _OF_STAY)).order_by(everybody.support_period_id)
    person = lines.cte("person").prefix_with("MATERIALIZED").c  # records are looked for in their own order
    is_oriented = person.first_oriented_on <= day
    return select(
        person.entered_on,
        case((is_oriented, person.first_oriented_on)).label("oriented_on"),
        case((person.first_signed_on <= day, person.first_signed_on)).label("signed_on"),
        _is_of(person, perimeter).label("is_in_field"),
        case((is_oriented, _is_elsewhere(viewer, person, day)), else_=false()).label("is_elsewhere"),
        case((is_oriented, _is_under_contract(person, day)), else_=false()).label("is_under_contract"),
    )


def _parts(row: Any, perimeter: Perimeter) -> dict[Reference, tuple[tuple[ColumnElement[bool], Any], ...]]:
    """Of each figure: what is summed, over whom, and of a mean who waits."""
    is_new = row.entered_on >= perimeter.starts_on
    is_oriented, is_signed = row.oriented_on.is_not(None), row.signed_on.is_not(None)
    to_orientation = DaysBetween(row.entered_on, row.oriented_on)
    to_contract = DaysBetween(row.oriented_on, row.signed_on)
    new, oriented = and_(is_new, is_oriented), and_(is_new, is_oriented, is_signed)
    return {
        DAYS_TO_ORIENTATION: ((new, to_orientation), (new, 1), (and_(is_new, ~is_oriented), 1)),
        DAYS_TO_CONTRACT: (
            (oriented, to_contract),
            (oriented, 1),
            (and_(is_new, is_oriented, ~is_signed), 1),
        ),
        ORIENTED: ((is_oriented, 1), (row.entered_on.is_not(None), 1)),
        UNDER_CONTRACT: (
            (and_(row.is_elsewhere, row.is_under_contract), 1),
            (row.is_elsewhere, 1),
        ),
    }


def _is_of(person: Any, perimeter: Perimeter) -> ColumnElement[bool]:
    owned = select(BeneficiaryPublic.public).where(
        BeneficiaryPublic.consortium_id == person.consortium_id,
        BeneficiaryPublic.beneficiary_id == person.beneficiary_id,
        BeneficiaryPublic.public.in_(perimeter.people.publics),
    )
    return owned.exists()


def _is_elsewhere(viewer: Viewer, person: Any, day: Any) -> ColumnElement[bool]:
    """True when the last orientation known is to a structure that is not of France Travail."""
    last = (
        select(Orientation.structure_id)
        .where(
            Orientation.consortium_id == person.consortium_id,
            Orientation.support_period_id == person.support_period_id,
            Orientation.decided_on >= person.entered_on,
            Orientation.decided_on <= day,
        )
        .order_by(Orientation.decided_on.desc(), Orientation.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    at_france_travail = select(Structure.id).where(
        Structure.consortium_id == viewer.consortium_id, Structure.kind == StructureKind.FRANCE_TRAVAIL
    )
    return last.not_in(at_france_travail)


def _is_under_contract(person: Any, day: Any) -> ColumnElement[bool]:
    return (
        select(EngagementContract.id)
        .where(
            EngagementContract.consortium_id == person.consortium_id,
            EngagementContract.support_period_id == person.support_period_id,
            EngagementContract.starts_on <= day,
            EngagementContract.ends_on >= day,
            when_signed_by_both(EngagementContract) <= day,
        )
        .exists()
    )
