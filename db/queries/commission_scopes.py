"""Who may read commissions: who runs a body, who sits in it, who accompanies the person.

A participant sees the meeting, and of its situations those of the people whose file she may open.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember
from db.queries.scopes import is_not_reserved, may_open
from domain.access import COMMISSION_ROLES, Role, Viewer
from domain.commissions.words import MemberDuty

Column = InstrumentedAttribute[Any]


def visible_bodies(viewer: Viewer) -> Select[CommissionBody]:
    """Bodies of the consortium: a directory for whoever may bring a situation to one."""
    is_known = true() if knows_bodies(viewer) else false()
    return select(CommissionBody).where(CommissionBody.consortium_id == viewer.consortium_id, is_known)


def knows_bodies(viewer: Viewer) -> bool:
    """True for who may bring a situation to a body, or sit in one."""
    return viewer.has(*COMMISSION_ROLES)


def visible_meetings(viewer: Viewer) -> Select[CommissionMeeting]:
    """Meetings that the viewer runs, sits in, or where a situation of hers is examined; with its body."""
    hers = (
        select(AgendaPoint.meeting_id)
        .join(CommissionCase, _same(AgendaPoint, CommissionCase, AgendaPoint.case_id))
        .join(SupportPeriod, _same(CommissionCase, SupportPeriod, CommissionCase.support_period_id))
        .join(Beneficiary, _same(SupportPeriod, Beneficiary, SupportPeriod.beneficiary_id))
        .where(AgendaPoint.consortium_id == viewer.consortium_id, may_open(viewer))
    )
    body_id = CommissionMeeting.body_id
    grounds = or_(runs(viewer, body_id), _sits_in(viewer, body_id), CommissionMeeting.id.in_(hers))
    return (
        select(CommissionMeeting)
        .join(CommissionBody, _same(CommissionMeeting, CommissionBody, body_id))
        .where(
            CommissionMeeting.consortium_id == viewer.consortium_id,
            true() if viewer.has(Role.COORDINATOR) else grounds,
        )
    )


def visible_cases(viewer: Viewer) -> Select[CommissionCase]:
    """Situations of the bodies that the viewer runs, and of people whose file she may open.

    Joined to CommissionBody, SupportPeriod and Beneficiary; nobody reads those of a person who objected to
    sharing, but her own structure.
    """
    return (
        select(CommissionCase)
        .join(CommissionBody, _same(CommissionCase, CommissionBody, CommissionCase.body_id))
        .join(SupportPeriod, _same(CommissionCase, SupportPeriod, CommissionCase.support_period_id))
        .join(Beneficiary, _same(SupportPeriod, Beneficiary, SupportPeriod.beneficiary_id))
        .where(
            CommissionCase.consortium_id == viewer.consortium_id,
            Beneficiary.merged_into_id.is_(None),
            is_not_reserved(viewer, Beneficiary.reserved_structure_id),
            or_(runs(viewer, CommissionCase.body_id), may_open(viewer)),
        )
    )


def person_name() -> ColumnElement[str]:
    """Last name then first names, as lists write them, beside Beneficiary."""
    last_name = func.coalesce(func.nullif(Beneficiary.usual_name, ""), Beneficiary.birth_name)
    return last_name + " " + Beneficiary.first_names


def runs(viewer: Viewer, body_id: Column) -> ColumnElement[bool]:
    """True for the bodies whose meetings she prepares and leads: all of them for the coordination."""
    if viewer.has(Role.COORDINATOR):
        return true()
    if not viewer.has(Role.COMMISSION_SECRETARY):
        return false()
    return _sits_in(viewer, body_id, CommissionMember.duty == MemberDuty.SECRETARY)


def _sits_in(viewer: Viewer, body_id: Column, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    mine = select(CommissionMember.body_id).where(
        CommissionMember.consortium_id == viewer.consortium_id,
        CommissionMember.professional_id == viewer.professional_id,
        CommissionMember.ended_on.is_(None),
        *conditions,
    )
    return body_id.in_(mine)


def _same(table: Any, other: Any, key: Column) -> ColumnElement[bool]:
    return and_(other.consortium_id == table.consortium_id, other.id == key)
