"""What a campaign of « points de situation » would create: read now, from today's agendas."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.exchanges import Appointment
from db.queries.scopes import visible_caseload
from domain.access import Viewer
from domain.campaign_slots import CampaignDraft
from domain.caseload import MAX_BULK, status_on
from domain.errors import InvalidInputError, NotFoundError
from domain.follow_up import AppointmentStatus, Status
from domain.review_campaigns import Busy, CampaignPlan, Candidate, plan_campaign

_LONGEST = timedelta(minutes=600)  # of an appointment: one that began before the period may still run


def preview_campaign(
    session: Session, viewer: Viewer, draft: CampaignDraft, beneficiary_ids: Collection[int]
) -> CampaignPlan:
    """Spread these people over their référents' free time, the most late first; two statements.

    InvalidInputError for a draft or a number of people that cannot be, NotFoundError when one of the people
    may not be listed.
    """
    problems = draft.problems(viewer.today)
    if not 1 <= len(set(beneficiary_ids)) <= MAX_BULK:
        problems["people"] = f"Choisissez de 1 à {MAX_BULK} personnes."
    if problems:
        raise InvalidInputError(problems)
    rows = _people(session, viewer, beneficiary_ids)
    if len(rows) != len(set(beneficiary_ids)):
        raise NotFoundError
    appointments = _appointments(session, viewer, draft, rows)
    planned = {one.support_period_id for one in appointments if _is_to_come(one, viewer)}
    people = [_candidate(row, viewer, planned) for row in rows]
    return plan_campaign(viewer, draft, people, [_busy(one) for one in appointments])


def _people(session: Session, viewer: Viewer, beneficiary_ids: Collection[int]) -> Sequence[Any]:
    """The most late first; a référent whose account is closed is no référent any more."""
    referent = and_(
        Professional.consortium_id == CaseloadEntry.consortium_id,
        Professional.id == CaseloadEntry.referent_id,
        Professional.is_active,
    )
    person = and_(
        Beneficiary.consortium_id == CaseloadEntry.consortium_id,
        Beneficiary.id == CaseloadEntry.beneficiary_id,
    )
    structure = and_(
        Structure.consortium_id == CaseloadEntry.consortium_id, Structure.id == CaseloadEntry.structure_id
    )
    columns = (CaseloadEntry, Beneficiary, Professional, Structure.name.label("structure_name"))
    return session.execute(
        visible_caseload(viewer)
        .join(Beneficiary, person)
        .outerjoin(Professional, referent)
        .outerjoin(Structure, structure)
        .where(CaseloadEntry.beneficiary_id.in_(beneficiary_ids))
        .with_only_columns(*columns, maintain_column_froms=True)
        .order_by(CaseloadEntry.review_due_on, CaseloadEntry.beneficiary_id)
    ).all()


def _appointments(
    session: Session, viewer: Viewer, draft: CampaignDraft, rows: Sequence[Any]
) -> Sequence[Any]:
    """Of these people and their référents, over the period; what is planned for them, whenever it is."""
    referents = {row.Professional.id for row in rows if row.Professional}
    periods = {row.CaseloadEntry.support_period_id for row in rows}
    zone = ZoneInfo(viewer.time_zone)
    first = datetime.combine(draft.first_on or viewer.today, time(), zone).astimezone(UTC) - _LONGEST
    end = datetime.combine((draft.last_on or viewer.today) + timedelta(days=1), time(), zone).astimezone(UTC)
    in_period = and_(Appointment.starts_at >= first, Appointment.starts_at < end)
    is_hers = Appointment.support_period_id.in_(periods)
    is_theirs = or_(
        Appointment.professional_id.in_(referents), Appointment.second_professional_id.in_(referents)
    )
    statement = select(Appointment).where(
        Appointment.consortium_id == viewer.consortium_id,
        Appointment.status != AppointmentStatus.CANCELLED,
        or_(and_(is_hers, Appointment.starts_at >= min(first, viewer.now)), and_(is_theirs, in_period)),
    )
    return session.scalars(statement).all()


def _is_to_come(appointment: Appointment, viewer: Viewer) -> bool:
    """Whatever its purpose: honoured, it may count as a review."""
    return appointment.status is AppointmentStatus.PLANNED and appointment.starts_at >= viewer.now


def _candidate(row: Any, viewer: Viewer, planned: Collection[int]) -> Candidate:
    entry, person, referent = row.CaseloadEntry, row.Beneficiary, row.Professional
    paused = {"paused_on": entry.paused_on, "pause_ended_on": entry.pause_ended_on}
    status = status_on(viewer.today, exited_on=entry.exited_on, **paused)
    return Candidate(
        beneficiary_id=person.id,
        support_period_id=entry.support_period_id,
        name=f"{person.usual_name or person.birth_name} {person.first_names}",
        referent_id=referent.id if referent else None,
        referent_name=referent.display_name if referent else "",
        structure_id=entry.structure_id,
        structure_name=row.structure_name or "",
        is_exited=status is Status.EXITED,
        is_paused=status is Status.PAUSED,
        has_appointment=entry.support_period_id in planned,
    )


def _busy(appointment: Appointment) -> Busy:
    who = {appointment.professional_id, appointment.second_professional_id} - {None}
    starts_at = appointment.starts_at
    length = timedelta(minutes=appointment.duration_minutes)
    return Busy(
        frozenset(one for one in who if one),
        appointment.support_period_id,
        (starts_at, starts_at + length),
    )
