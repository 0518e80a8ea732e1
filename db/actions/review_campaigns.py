"""A campaign of « points de situation »: every appointment that was shown, or none."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audits
from db.actions.caseload_entries import refresh_caseload_entries
from db.models.accounts import Professional
from db.models.beneficiaries import SupportPeriod
from db.models.exchanges import Appointment
from db.queries.review_campaigns import preview_campaign
from db.queries.scopes import visible_professionals
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.campaign_slots import CampaignDraft
from domain.clock import local_time
from domain.errors import ForbiddenError
from domain.follow_up import AppointmentStatus
from domain.review_campaigns import PURPOSE, CampaignPlan, LeftOut, Meeting, PlanChangedError
from domain.text import clean_text


def confirm_campaign(
    session: Session,
    viewer: Viewer,
    draft: CampaignDraft,
    *,
    shown: CampaignPlan,
    record_ids: Mapping[int, int],
) -> int:
    """Create the appointments that were shown; return how many. Sent twice, they are created once.

    `record_ids`: of the appointment to create, by person, made when the plan was shown. PlanChangedError when
    the same choices would give another plan now: an agenda, a référent, a pause or a right has changed.
    """
    people = [meeting.person.beneficiary_id for meeting in shown.meetings]
    _lock(session, viewer, shown.meetings)
    sent = select(Appointment.id).where(
        Appointment.consortium_id == viewer.consortium_id, Appointment.id.in_(record_ids.values())
    )
    if session.scalars(sent).first() is not None:
        return 0
    left_out = [person.beneficiary_id for person, _ in shown.left_out]
    plan = preview_campaign(session, viewer, draft, [*people, *left_out])
    if {person.beneficiary_id for person, reason in plan.left_out if reason is LeftOut.FORBIDDEN} & set(
        people
    ):
        raise ForbiddenError
    if plan.meetings != shown.meetings:
        raise PlanChangedError
    session.add_all(
        _appointment(viewer, draft, one, record_ids[one.person.beneficiary_id]) for one in shown.meetings
    )
    refresh_caseload_entries(session, viewer.consortium_id, people)
    _sign(session, viewer, [(record_ids[person_id], person_id) for person_id in people])
    return len(people)


def _lock(session: Session, viewer: Viewer, meetings: Sequence[Meeting]) -> None:
    """Stays, then référents, each in one order: two campaigns on the same agendas wait for each other."""
    stays = {meeting.person.support_period_id for meeting in meetings}
    of_stays = select(SupportPeriod.id).where(
        SupportPeriod.consortium_id == viewer.consortium_id, SupportPeriod.id.in_(stays)
    )
    session.execute(of_stays.order_by(SupportPeriod.id).with_for_update())
    referents = {meeting.professional_id for meeting in meetings}
    agendas = visible_professionals(viewer).where(Professional.id.in_(referents)).order_by(Professional.id)
    session.execute(agendas.with_only_columns(Professional.id).with_for_update())


def _appointment(viewer: Viewer, draft: CampaignDraft, meeting: Meeting, record_id: int) -> Appointment:
    return Appointment(
        consortium_id=viewer.consortium_id,
        id=record_id,
        support_period_id=meeting.person.support_period_id,
        professional_id=meeting.professional_id,
        starts_at=meeting.starts_at,
        takes_place_on=local_time(viewer.time_zone, meeting.starts_at).date(),
        duration_minutes=draft.duration_minutes,
        place=clean_text(draft.place) or meeting.person.structure_name,
        purpose=PURPOSE,
        status=AppointmentStatus.PLANNED,
        counts_as_review=False,
    )


def _sign(session: Session, viewer: Viewer, created: Sequence[tuple[int, int]]) -> None:
    """A line for each, as if it had been added in the file."""
    write_audits(
        session,
        viewer,
        AuditEvent.CREATE,
        object_kind=Appointment.__tablename__,
        beneficiary_ids=[person_id for _, person_id in created],
        object_ids=[record_id for record_id, _ in created],
    )
