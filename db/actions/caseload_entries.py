"""The person's line in the caseload, recomputed from her path in the transaction that changes it."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ScalarSelect, bindparam, delete, func, insert, select
from sqlalchemy.orm import Session, aliased

from db.actions.derived_lines import refresh_derived_lines
from db.actions.path_lines import rhythm_of
from db.models.accounts import Professional
from db.models.base import table_of
from db.models.beneficiaries import Beneficiary, Pause, ReferentAssignment, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.exchanges import Appointment, Contact, Review
from db.models.paths import EngagementContract, Orientation
from domain import clock
from domain.batches import batched
from domain.follow_up import AppointmentStatus
from domain.reviews import review_due_on

_AT_ONCE = 1_000


def refresh_caseload_entry(session: Session, consortium_id: int, beneficiary_id: int) -> None:
    """Write the line again from the latest support period; call it at the end of every change of a path."""
    session.flush()
    asked = {"of_consortium": consortium_id, "of_people": [beneficiary_id]}
    facts = session.execute(_facts_statement(), asked).one()
    entry = session.get(CaseloadEntry, (consortium_id, beneficiary_id))
    if entry is None:
        entry = CaseloadEntry(consortium_id=consortium_id, beneficiary_id=beneficiary_id)
        session.add(entry)
    for field, value in _entry_values(facts).items():
        setattr(entry, field, value)
    session.flush()
    refresh_derived_lines(session, consortium_id, [beneficiary_id])


def refresh_caseload_entries(session: Session, consortium_id: int, beneficiary_ids: Sequence[int]) -> None:
    """The same for many people at once: eight statements per thousand of them, no object kept in memory."""
    session.flush()
    for some in batched(beneficiary_ids, _AT_ONCE):
        lines = [
            {"consortium_id": consortium_id, "beneficiary_id": facts.Beneficiary.id, **_entry_values(facts)}
            for facts in session.execute(
                _facts_statement(), {"of_consortium": consortium_id, "of_people": some}
            )
        ]
        of_some = (CaseloadEntry.consortium_id == consortium_id, CaseloadEntry.beneficiary_id.in_(some))
        session.execute(delete(CaseloadEntry).where(*of_some).execution_options(synchronize_session="fetch"))
        if lines:
            session.execute(insert(table_of(CaseloadEntry)), lines)
        refresh_derived_lines(session, consortium_id, some)


_OF_PERSON = ("reserved_structure_id", "sort_name", "birth_date", "commune_code")
_OF_PERIOD = ("track", "entered_on", "exited_on")


def _entry_values(facts: Any) -> dict[str, Any]:
    person, period, pause = facts.Beneficiary, facts.SupportPeriod, facts.Pause
    seen_on = _local_date(facts.last_honoured_at, facts.time_zone)
    return {
        **{field: getattr(person, field) for field in _OF_PERSON},
        **{field: getattr(period, field) for field in _OF_PERIOD},
        **_review_values(facts),
        "support_period_id": period.id,
        "paused_on": pause.started_on if pause else None,
        "pause_ended_on": pause.ended_on if pause else None,
        "referent_id": facts.referent_id,
        "structure_id": facts.referent_structure_id or facts.oriented_to_id or person.owner_structure_id,
        "last_contact_on": _latest(facts.last_reached_on, seen_on),
        "contract_ends_on": facts.contract_ends_on,
        "refreshed_at": clock.now(),
    }


def _review_values(facts: Any) -> dict[str, Any]:
    period, review = facts.SupportPeriod, facts.Review
    held_on = review.held_on if review else None
    last_review_on = _latest(held_on, _local_date(facts.last_counted_at, facts.time_zone))
    due_on = review_due_on(
        entered_on=period.entered_on,
        last_review_on=last_review_on,
        agreed_on=review.next_review_on if review and last_review_on == held_on else None,
        rhythm_days=facts.rhythm_days,
    )
    return {"last_review_on": last_review_on, "review_due_on": due_on}


@cache
def _facts_statement() -> Any:
    """Of the people `of_people` of `of_consortium`; built once: that takes far longer than running it."""
    return (
        select(*_facts())
        .join(Consortium, Consortium.id == Beneficiary.consortium_id)
        .join(
            SupportPeriod,  # by its person too, or PostgreSQL reads every stay of the consortium: 35 ms
            _here(SupportPeriod, SupportPeriod.beneficiary_id == Beneficiary.id)
            & (SupportPeriod.id == _latest_period()),
        )
        .outerjoin(Pause, _is_latest(Pause, Pause.started_on))
        .outerjoin(Review, _is_latest(Review, Review.held_on))
        .outerjoin(
            ReferentAssignment,
            _here(
                ReferentAssignment,
                (ReferentAssignment.support_period_id == SupportPeriod.id)
                & ReferentAssignment.ended_on.is_(None),
            ),
        )
        .outerjoin(Professional, _here(Professional, Professional.id == ReferentAssignment.professional_id))
        .where(
            Beneficiary.consortium_id == bindparam("of_consortium"),
            Beneficiary.id.in_(bindparam("of_people", expanding=True)),
        )
    )


def _latest_period() -> ScalarSelect[int]:
    period = aliased(SupportPeriod)
    return (
        select(period.id)
        .where(period.consortium_id == Beneficiary.consortium_id, period.beneficiary_id == Beneficiary.id)
        .order_by(period.entered_on.desc(), period.id.desc())
        .limit(1)
        .correlate(Beneficiary)
        .scalar_subquery()
    )


def _facts() -> list[Any]:
    honoured = Appointment.status == AppointmentStatus.HONOURED
    latest_appointment = func.max(Appointment.starts_at)
    counted = _of_period(Appointment, latest_appointment, honoured, Appointment.counts_as_review)
    return [
        Beneficiary,
        SupportPeriod,
        Pause,
        Review,
        Consortium.time_zone,
        rhythm_of(SupportPeriod).label("rhythm_days"),
        ReferentAssignment.professional_id.label("referent_id"),
        Professional.structure_id.label("referent_structure_id"),
        _latest_of(Orientation, Orientation.decided_on, Orientation.structure_id).label("oriented_to_id"),
        _of_period(Contact, func.max(Contact.happened_on), Contact.is_reached).label("last_reached_on"),
        _of_period(Appointment, latest_appointment, honoured).label("last_honoured_at"),
        counted.label("last_counted_at"),
        _of_period(EngagementContract, func.max(EngagementContract.ends_on)).label("contract_ends_on"),
    ]


def _here(table: Any, condition: Any) -> Any:
    return (table.consortium_id == Beneficiary.consortium_id) & condition


def _is_latest(table: Any, day: Any) -> Any:
    """By its period too: joined by a sub-query's identifier alone, PostgreSQL reads the whole table."""
    of_period = table.support_period_id == SupportPeriod.id
    return _here(table, of_period & (table.id == _latest_of(table, day, table.id)))


def _of_period(table: Any, value: Any, *conditions: Any) -> ScalarSelect[Any]:
    return (
        select(value)
        .where(
            table.consortium_id == SupportPeriod.consortium_id,
            table.support_period_id == SupportPeriod.id,
            *conditions,
        )
        .correlate(SupportPeriod)
        .scalar_subquery()
    )


def _latest_of(table: Any, day: Any, value: Any) -> ScalarSelect[Any]:
    """`value` of the period's latest row by `day`; an alias keeps the table free for a join."""
    latest = aliased(table)
    return (
        select(getattr(latest, value.key))
        .where(
            latest.consortium_id == SupportPeriod.consortium_id, latest.support_period_id == SupportPeriod.id
        )
        .order_by(getattr(latest, day.key).desc(), latest.id.desc())
        .limit(1)
        .correlate(SupportPeriod)
        .scalar_subquery()
    )


def _local_date(instant: Any, time_zone: str) -> date | None:
    return clock.date_in(time_zone, instant) if instant else None


def _latest(first: date | None, second: date | None) -> date | None:
    return max((day for day in (first, second) if day), default=None)
