"""What makes each alert appear in the demonstration: drawn apart, so that nothing else moves."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entries
from db.actions.derived_lines import refresh_derived_lines
from db.demo.batch import Batch, instant
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from db.models.indicators import AlertFact, AlertPutOff
from db.models.paths import Orientation, Step
from domain.access import Viewer
from domain.alerts import AlertRule
from domain.batches import batched
from domain.follow_up import AppointmentStatus, StepKind, Track

_VULNERABLE_SHARE = 0.12
_QUIET = timedelta(days=25)  # nobody was met since: what is missed then is the last news
_MISSED_DAYS, _LATE_DAYS, _PUT_OFF_DAYS = (21, 6), 40, (15, 30, 60)
_REASONS = (
    "En stage jusque-là, le point est fait avec la tutrice.",
    "Hospitalisation prévue, reprise de contact à la sortie.",
    "Garde d’enfant en attente, on en reparle à la rentrée.",
)


def note_vulnerabilities(session: Session, consortium_id: int, seed: int) -> None:
    """A share of the social tracks; then everybody's lines are computed, alerts with them."""
    rng = Random(f"{seed} alerts")
    found = select(Orientation.id).where(
        Orientation.consortium_id == consortium_id, Orientation.track == Track.SOCIAL
    )
    chosen = [
        one for one in session.scalars(found.order_by(Orientation.id)) if rng.random() < _VULNERABLE_SHARE
    ]
    for some in batched(chosen, 1_000):
        of_some = (Orientation.consortium_id == consortium_id, Orientation.id.in_(some))
        session.execute(
            update(Orientation)
            .where(*of_some)
            .values(is_vulnerable=True)
            .execution_options(synchronize_session=False)
        )
    refresh_derived_lines(session, consortium_id)


def add_alert_cases(batch: Batch, referent: Viewer, today: date) -> None:
    """For the référent: people missed twice, a step that did not start, alerts put off."""
    people = _quiet_people(batch.session, referent, today)
    for entry in people[:2]:
        for days in _MISSED_DAYS:
            _add_missed(batch, entry, referent, today - timedelta(days=days))
    for entry in people[2:4]:
        planned_on = today - timedelta(days=_LATE_DAYS)
        step = {"kind": StepKind.WORKSHOP, "title": "Atelier mobilité", "planned_on": planned_on}
        batch.add(
            Step, planned_on, referent.professional_id, support_period_id=entry.support_period_id, **step
        )
    _put_some_off(batch, people[4:], referent, today)
    batch.flush()
    touched = [entry.beneficiary_id for entry in people[:4]]
    refresh_caseload_entries(batch.session, batch.consortium_id, touched)


def _quiet_people(session: Session, referent: Viewer, today: date) -> Sequence[CaseloadEntry]:
    line = CaseloadEntry
    is_quiet = or_(line.last_contact_on.is_(None), line.last_contact_on < today - _QUIET)
    is_active = or_(line.paused_on.is_(None), line.pause_ended_on.is_not(None))
    return session.scalars(
        select(line)
        .where(
            line.consortium_id == referent.consortium_id,
            line.referent_id == referent.professional_id,
            line.exited_on.is_(None),
            is_quiet,
            is_active,
        )
        .order_by(line.beneficiary_id)
    ).all()


def _add_missed(batch: Batch, entry: CaseloadEntry, referent: Viewer, day: date) -> None:
    batch.add(
        Appointment,
        day,
        referent.professional_id,
        support_period_id=entry.support_period_id,
        starts_at=instant(day, 10 * 60),
        takes_place_on=day,
        place=referent.structure_name,
        purpose="Point d’étape",
        professional_id=referent.professional_id,
        status=AppointmentStatus.NOT_EXCUSED,
    )


def _put_some_off(batch: Batch, people: Sequence[CaseloadEntry], referent: Viewer, today: date) -> None:
    """Of people for whom nothing is planned, else without contact."""
    facts = select(AlertFact).where(
        AlertFact.consortium_id == referent.consortium_id,
        AlertFact.beneficiary_id.in_([entry.beneficiary_id for entry in people]),
        AlertFact.rule.in_((AlertRule.NO_NEXT_STEP, AlertRule.NO_CONTACT)),
        AlertFact.fact_on <= today - timedelta(days=60),
    )
    found = batch.session.scalars(facts.order_by(AlertFact.beneficiary_id, AlertFact.rule)).all()
    for fact, days, reason in zip(found, _PUT_OFF_DAYS, _REASONS, strict=False):
        batch.add(
            AlertPutOff,
            today,
            referent.professional_id,
            beneficiary_id=fact.beneficiary_id,
            code=fact.rule.code,
            put_off_on=today,
            until_on=today + timedelta(days=days),
            reason=reason,
            professional_id=referent.professional_id,
        )
