"""Caseload filters as SQL conditions on the caseload line."""

from datetime import date

from sqlalchemy import ColumnElement, Select, SelectBase, and_, or_, select, union_all
from sqlalchemy.orm import Session

from db.models.beneficiaries import BeneficiaryPublic, ExternalIdentifier
from db.models.caseload import CaseloadEntry
from db.models.indicators import PathLine
from db.models.reference import Commune
from db.queries.name_search import long_words, people_named, prefix_range
from domain.access import Viewer
from domain.caseload import Area, AreaKind, CaseloadFilters, birth_range
from domain.follow_up import Status
from domain.names import normalise_name
from domain.text import clean_text

Condition = ColumnElement[bool]
Lines = type[CaseloadEntry] | type[PathLine]


def caseload_conditions(session: Session, viewer: Viewer, filters: CaseloadFilters) -> list[Condition]:
    """Every condition that these filters ask for; empty filters ask for nothing but their statuses."""
    today = viewer.today
    conditions = [_statuses(filters, today), _dates(filters, today)]
    if filters.search.strip():
        conditions.append(_search(session, viewer, filters.search))
    return conditions + people_conditions(viewer, filters, today)


def people_conditions(
    viewer: Viewer, filters: CaseloadFilters, day: date, of: Lines = CaseloadEntry
) -> list[Condition]:
    """Those about who they are, at this day for their age, and about who follows them today."""
    conditions = [_ages(filters, day, of), _follow_up(filters, of)]
    if filters.publics:
        conditions.append(_publics(viewer, filters, of))
    if filters.area:
        conditions.append(_in_area(filters.area, of))
    return conditions


def status_condition(status: Status, today: date) -> Condition:
    """The people who have this status today; same rule as domain.caseload.status_on.

    Comparisons of bare columns, so that indexes serve them: a null exit date is no exit.
    """
    is_paused = and_(
        CaseloadEntry.paused_on <= today,
        or_(CaseloadEntry.pause_ended_on.is_(None), CaseloadEntry.pause_ended_on > today),
    )
    is_not_paused = or_(
        CaseloadEntry.paused_on.is_(None),
        CaseloadEntry.paused_on > today,
        CaseloadEntry.pause_ended_on <= today,
    )
    return {
        Status.EXITED: CaseloadEntry.exited_on <= today,
        Status.PAUSED: and_(_is_present(today), is_paused),
        Status.ACTIVE: and_(_is_present(today), is_not_paused),
    }[status]


def _is_present(today: date) -> Condition:
    return or_(CaseloadEntry.exited_on.is_(None), CaseloadEntry.exited_on > today)


def _statuses(filters: CaseloadFilters, today: date) -> Condition:
    if set(filters.statuses) == {Status.ACTIVE, Status.PAUSED}:
        return _is_present(today)
    return or_(False, *(status_condition(status, today) for status in filters.statuses or Status))


def _ages(filters: CaseloadFilters, today: date, of: Lines) -> Condition:
    brackets = []
    for bracket in filters.age_brackets:
        born_after, born_until = birth_range(bracket, today)
        bounds = [of.birth_date > born_after] if born_after else []
        bounds += [of.birth_date <= born_until] if born_until else []
        brackets.append(and_(*bounds))
    return or_(*brackets) if brackets else and_(True)


def _dates(filters: CaseloadFilters, today: date) -> Condition:
    conditions: list[Condition] = []
    if filters.entered_from:
        conditions.append(CaseloadEntry.entered_on >= filters.entered_from)
    if filters.entered_to:
        conditions.append(CaseloadEntry.entered_on <= filters.entered_to)
    if filters.no_contact_since:
        never = CaseloadEntry.last_contact_on.is_(None)
        conditions.append(or_(never, CaseloadEntry.last_contact_on < filters.no_contact_since))
    if filters.is_review_late:
        conditions += [CaseloadEntry.review_due_on < today, _is_present(today)]
    return and_(True, *conditions)


def _follow_up(filters: CaseloadFilters, of: Lines) -> Condition:
    conditions: list[Condition] = []
    if filters.structure_id is not None:
        conditions.append(of.structure_id == filters.structure_id)
    if filters.is_without_referent:
        conditions.append(of.referent_id.is_(None))
    elif filters.referent_id is not None:
        conditions.append(of.referent_id == filters.referent_id)
    if filters.tracks:
        conditions.append(of.track.in_(filters.tracks))
    return and_(True, *conditions)


def _publics(viewer: Viewer, filters: CaseloadFilters, of: Lines) -> Condition:
    """`+ 0`: half the people may belong to a public, so the list is walked in its order, not from here."""
    return (of.beneficiary_id + 0).in_(
        select(BeneficiaryPublic.beneficiary_id).where(
            BeneficiaryPublic.consortium_id == viewer.consortium_id,
            BeneficiaryPublic.public.in_(filters.publics),
        )
    )


def _in_area(area: Area, of: Lines) -> Condition:
    if area.kind is AreaKind.COMMUNE:
        return of.commune_code == area.code
    return of.commune_code.in_(select(Commune.code).where(Commune.epci_siren == area.code))


def _search(session: Session, viewer: Viewer, typed: str) -> Condition:
    """A number is looked for among identifiers; words among names and communes; a few letters start the name.

    One list of people rather than an OR: the planner then starts from the few found, not from everybody.
    """
    words = long_words(typed)
    if any(letter.isdigit() for letter in typed):
        found: SelectBase = select(ExternalIdentifier.beneficiary_id).where(
            ExternalIdentifier.consortium_id == viewer.consortium_id,
            prefix_range(ExternalIdentifier.value, clean_text(typed).upper()),
        )
    elif words:
        found = union_all(people_named(session, words), _people_living_in(viewer, typed))
    else:
        return prefix_range(CaseloadEntry.sort_name, normalise_name(typed))
    return CaseloadEntry.beneficiary_id.in_(found)


def _people_living_in(viewer: Viewer, typed: str) -> Select[int]:
    communes = select(Commune.code).where(prefix_range(Commune.search_name, normalise_name(typed)))
    return select(CaseloadEntry.beneficiary_id).where(
        CaseloadEntry.consortium_id == viewer.consortium_id, CaseloadEntry.commune_code.in_(communes)
    )
