"""The one place that decides whose records a viewer may read: every other read starts here."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, GroupMember, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium, Structure
from db.models.dated_lines import DelayLine, JobLine
from db.models.indicators import AlertFact, PathLine
from db.queries.privacy.urgent_scopes import opened_in_urgency
from domain.access import PEOPLE_ROLES, Role, Viewer
from domain.indicators.model import Scope
from domain.privacy import URGENT_ROLES

Column = InstrumentedAttribute[Any]
_OF_STAY = and_(
    Beneficiary.consortium_id == SupportPeriod.consortium_id, Beneficiary.id == SupportPeriod.beneficiary_id
)


def visible_beneficiaries(viewer: Viewer) -> Select[Beneficiary]:
    """People the viewer may list: identity, group and dates."""
    return select(Beneficiary).where(
        Beneficiary.consortium_id == viewer.consortium_id,
        Beneficiary.merged_into_id.is_(None),
        may_list(viewer),
    )


def visible_caseload(viewer: Viewer) -> Select[CaseloadEntry]:
    """The caseload lines of the people the viewer may list."""
    return select(CaseloadEntry).where(
        CaseloadEntry.consortium_id == viewer.consortium_id,
        _may_list(viewer, CaseloadEntry.beneficiary_id, CaseloadEntry.reserved_structure_id),
    )


def visible_paths(viewer: Viewer, scope: Scope = Scope.LISTED) -> Select[PathLine]:
    """The stays that this viewer's figures count; beyond the people she may list, for figures only."""
    return select(PathLine).where(
        PathLine.consortium_id == viewer.consortium_id, _may_count(viewer, scope, PathLine)
    )


def visible_delays(viewer: Viewer, scope: Scope = Scope.LISTED) -> Select[DelayLine]:
    """The delays written down of the same people."""
    return select(DelayLine).where(
        DelayLine.consortium_id == viewer.consortium_id, _may_count(viewer, scope, DelayLine)
    )


def visible_jobs(viewer: Viewer, scope: Scope = Scope.LISTED) -> Select[JobLine]:
    """The contacts of the first months in a job of the same people."""
    return select(JobLine).where(
        JobLine.consortium_id == viewer.consortium_id, _may_count(viewer, scope, JobLine)
    )


def visible_facts(viewer: Viewer, scope: Scope = Scope.LISTED) -> Select[AlertFact]:
    """The facts behind alerts of the same people."""
    return select(AlertFact).where(
        AlertFact.consortium_id == viewer.consortium_id, _may_count(viewer, scope, AlertFact)
    )


def visible_files(viewer: Viewer) -> Select[Beneficiary]:
    """People whose file the viewer may open: as coordination, or named in the follow-up group."""
    return select(Beneficiary).where(
        Beneficiary.consortium_id == viewer.consortium_id,
        Beneficiary.merged_into_id.is_(None),
        may_open(viewer),
    )


def visible_support_periods(viewer: Viewer) -> Select[SupportPeriod]:
    """Support periods of the files the viewer may open."""
    is_hers = (Beneficiary.merged_into_id.is_(None), may_open(viewer))
    stays = select(SupportPeriod).join(Beneficiary, _OF_STAY)
    return stays.where(SupportPeriod.consortium_id == viewer.consortium_id, *is_hers)


def may_list(viewer: Viewer) -> ColumnElement[bool]:
    """True for the people of `visible_beneficiaries`, beside Beneficiary in a statement."""
    is_hers = _may_list(viewer, Beneficiary.id, Beneficiary.reserved_structure_id)
    return and_(Beneficiary.anonymised_on.is_(None), is_hers)


def may_open(viewer: Viewer) -> ColumnElement[bool]:
    """True for the people of `visible_files`, beside Beneficiary in a statement."""
    return and_(Beneficiary.anonymised_on.is_(None), _may_open(viewer))


def is_named_in_group(viewer: Viewer, beneficiary_id: Column) -> ColumnElement[bool]:
    """True for the people whose follow-up group names the viewer today."""
    return (
        select(GroupMember.id)
        .where(_names_viewer(viewer), GroupMember.beneficiary_id == beneficiary_id)
        .exists()
    )


def people_shared_with(viewer: Viewer) -> Select[int]:
    """The same people as identifiers: a list that starts from them reads nobody else."""
    return select(GroupMember.beneficiary_id).where(_names_viewer(viewer))


def visible_consortia(viewer: Viewer) -> Select[Consortium]:
    """The viewer's own consortium; every one for the national team, who sees sheets and never people."""
    is_mine = true() if viewer.has(Role.NATIONAL) else Consortium.id == viewer.consortium_id
    return select(Consortium).where(Consortium.territory_id.is_not(None), is_mine)


def visible_structures(viewer: Viewer) -> Select[Structure]:
    """Structures of the viewer's consortium: a directory open to all its accounts."""
    return select(Structure).where(Structure.consortium_id == viewer.consortium_id)


def visible_professionals(viewer: Viewer) -> Select[Professional]:
    """Professionals of the viewer's consortium: a directory open to all its accounts."""
    return select(Professional).where(Professional.consortium_id == viewer.consortium_id)


def _may_count(viewer: Viewer, scope: Scope, line: Any) -> ColumnElement[bool]:
    if scope is Scope.STRUCTURE:
        grounds = [GroupMember.structure_id == viewer.structure_id] if viewer.has(*PEOPLE_ROLES) else []
        return _shared_on(viewer, grounds, line.beneficiary_id, line.reserved_structure_id)
    if scope is Scope.CONSORTIUM:
        may_count = viewer.has(Role.STEERING, Role.COORDINATOR)
        return is_not_reserved(viewer, line.reserved_structure_id) if may_count else false()
    return _may_list(viewer, line.beneficiary_id, line.reserved_structure_id)


def _may_list(viewer: Viewer, beneficiary_id: Column, reserved_structure_id: Column) -> ColumnElement[bool]:
    if viewer.has(Role.COORDINATOR):
        return is_not_reserved(viewer, reserved_structure_id)
    grounds = []
    if viewer.has(Role.CASEWORKER):
        grounds.append(GroupMember.professional_id == viewer.professional_id)
    if viewer.has(Role.STRUCTURE_MANAGER) and viewer.structure_id is not None:
        grounds.append(GroupMember.structure_id == viewer.structure_id)
    return _shared_on(viewer, grounds, beneficiary_id, reserved_structure_id)


def _may_open(viewer: Viewer) -> ColumnElement[bool]:
    person_id, reserved = Beneficiary.id, Beneficiary.reserved_structure_id
    if viewer.has(Role.COORDINATOR):
        return is_not_reserved(viewer, reserved)
    grounds = []
    if viewer.has(Role.CASEWORKER, Role.STRUCTURE_MANAGER):
        grounds.append(GroupMember.professional_id == viewer.professional_id)
    shared = _shared_on(viewer, grounds, person_id, reserved)
    if not viewer.has(*URGENT_ROLES):
        return shared
    return or_(shared, and_(opened_in_urgency(viewer, person_id), is_not_reserved(viewer, reserved)))


def _shared_on(
    viewer: Viewer,
    grounds: list[ColumnElement[bool]],
    beneficiary_id: Column,
    reserved_structure_id: Column,
) -> ColumnElement[bool]:
    """True for people shared on one of these grounds; without any ground, nobody."""
    if not grounds:
        return false()
    shared = select(GroupMember.beneficiary_id).where(_is_live_share(viewer), or_(*grounds))
    return and_(beneficiary_id.in_(shared), is_not_reserved(viewer, reserved_structure_id))


def _names_viewer(viewer: Viewer) -> ColumnElement[bool]:
    return and_(_is_live_share(viewer), GroupMember.professional_id == viewer.professional_id)


def _is_live_share(viewer: Viewer) -> ColumnElement[bool]:
    return and_(
        GroupMember.consortium_id == viewer.consortium_id,
        GroupMember.started_on <= viewer.today,
        or_(GroupMember.ended_on.is_(None), GroupMember.ended_on > viewer.today),
        GroupMember.objected_on.is_(None),
    )


def is_not_reserved(viewer: Viewer, reserved_structure_id: Column) -> ColumnElement[bool]:
    """A person who objected to sharing is read by her owner structure only."""
    if viewer.structure_id is None:
        return reserved_structure_id.is_(None)
    return or_(reserved_structure_id.is_(None), reserved_structure_id == viewer.structure_id)
