"""The whole path of a person as dated events, for the timeline of her file."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import (
    CTE,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from db.models.beneficiaries import Pause, SupportPeriod
from db.models.consortia import Structure
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Review
from db.models.offer import Service
from db.models.paths import EngagementContract, Orientation, Step
from db.models.referrals import Referral
from db.queries.scopes import visible_support_periods
from db.queries.timeline_cases import CASE_PARTS
from db.queries.timeline_rows import in_file, row_of
from domain.access import Viewer
from domain.timeline_words import LANES

COLUMNS = ["lane", "label", "starts_on", "ends_on", "detail", "is_planned"]


def list_timeline(session: Session, viewer: Viewer, beneficiary_id: int) -> pd.DataFrame:
    """Events in time order, in one statement. `ends_on` is NaT for a point; `is_planned`: still to come."""
    mine = visible_support_periods(viewer).where(SupportPeriod.beneficiary_id == beneficiary_id)
    periods = mine.with_only_columns(*_OF_PERIOD).cte("periods")
    parts = (part(periods, viewer.today) for part in _PARTS)
    events = [_event(row) for row in session.execute(union_all(*parts))]
    frame = pd.DataFrame(events, columns=COLUMNS[:-1])
    for column in ("starts_on", "ends_on"):
        frame[column] = pd.to_datetime(frame[column])
    frame["is_planned"] = frame["starts_on"] > pd.Timestamp(viewer.today)
    return frame.sort_values("starts_on", ignore_index=True)


def _event(row: Any) -> tuple[str, str, str, str | None, str]:
    lane, describe = LANES[row.lane]
    return lane, describe(row.code), row.starts_on, row.ends_on, row.detail or ""


def _entries(periods: CTE, today: date) -> Select[Any]:
    end = func.coalesce(periods.c.exited_on, today)
    return select(*row_of("entry", periods.c.entry_origin, periods.c.entered_on, end))


def _exits(periods: CTE, _today: date) -> Select[Any]:
    columns = row_of("exit", _told(periods.c.exit_words, periods.c.exit_reason), periods.c.exited_on)
    return select(*columns).where(periods.c.exited_on.is_not(None))


def _pauses(periods: CTE, _today: date) -> Select[Any]:
    end = func.coalesce(Pause.ended_on, Pause.expected_end_on)
    columns = row_of("pause", _told(Pause.reason_words, Pause.reason), Pause.started_on, end)
    return select(*columns).where(in_file(Pause, periods))


def _told(words: Any, code: Any) -> Any:
    """The consortium's own words, else the national reason."""
    return func.coalesce(func.nullif(words, ""), cast(code, String))


def _orientations(periods: CTE, _today: date) -> Select[Any]:
    here = and_(
        Structure.consortium_id == Orientation.consortium_id, Structure.id == Orientation.structure_id
    )
    columns = row_of("orientation", Orientation.track, Orientation.decided_on, detail=Structure.name)
    return select(*columns).join(Structure, here).where(in_file(Orientation, periods))


def _contracts(periods: CTE, _today: date) -> Select[Any]:
    contract = EngagementContract
    columns = row_of("contract", contract.kind, contract.starts_on, contract.ends_on)
    return select(*columns).where(in_file(contract, periods))


def _steps(periods: CTE, _today: date) -> Select[Any]:
    start = func.coalesce(Step.started_on, Step.planned_on)
    detail = func.coalesce(func.nullif(Step.title, ""), Step.provider)
    return select(*row_of("step", Step.kind, start, Step.ended_on, detail)).where(in_file(Step, periods))


def _contacts(periods: CTE, _today: date) -> Select[Any]:
    columns = row_of("contact", Contact.channel, Contact.happened_on, detail=Contact.sentence)
    return select(*columns).where(in_file(Contact, periods))


def _reviews(periods: CTE, _today: date) -> Select[Any]:
    return select(*row_of("review", Review.presence, Review.held_on, detail=Review.next_step)).where(
        in_file(Review, periods)
    )


def _diagnoses(periods: CTE, _today: date) -> Select[Any]:
    """Those that are validated, once each: a corrected one gives way to its correction."""
    correction = aliased(Diagnosis)
    is_corrected = (
        select(1)
        .where(correction.consortium_id == Diagnosis.consortium_id, correction.copy_of_id == Diagnosis.id)
        .where(correction.validated_on.is_not(None))
    )
    columns = row_of(
        "diagnosis",
        Diagnosis.moment,
        Diagnosis.held_on,
        detail=case((Diagnosis.is_joint, "Conjoint"), else_=""),
    )
    return select(*columns).where(
        in_file(Diagnosis, periods), Diagnosis.validated_on.is_not(None), ~is_corrected.exists()
    )


def _appointments(periods: CTE, _today: date) -> Select[Any]:
    columns = row_of(
        "appointment", Appointment.status, Appointment.takes_place_on, detail=Appointment.purpose
    )
    return select(*columns).where(in_file(Appointment, periods))


def _referrals(periods: CTE, _today: date) -> Select[Any]:
    return _of_referrals(periods, "referral", literal(""), Referral.sent_on)


def _answers(periods: CTE, _today: date) -> Select[Any]:
    is_refused, is_accepted = Referral.refusal.is_not(None), Referral.starts_on.is_not(None)
    answer = case((is_refused, "refused"), (is_accepted, "accepted"), else_="waiting")
    day = case((is_refused, Referral.closed_on), else_=Referral.answered_on)
    answered = _of_referrals(periods, "answer", answer, day)
    return answered.where(Referral.answered_on.is_not(None))


def _of_referrals(periods: CTE, lane: str, code: Any, day: Any) -> Select[Any]:
    """When it starts is told by its step."""
    service = and_(Service.consortium_id == Referral.consortium_id, Service.id == Referral.service_id)
    told = select(*row_of(lane, code, day, detail=Service.name)).join(Service, service)
    return told.where(in_file(Referral, periods))


# Joined to its own table again, SQLite would read every period of the consortium.
_OF_PERIOD = (
    SupportPeriod.consortium_id,
    SupportPeriod.id,
    SupportPeriod.entry_origin,
    SupportPeriod.entered_on,
    SupportPeriod.exited_on,
    SupportPeriod.exit_reason,
    SupportPeriod.exit_words,
)
_PARTS = (
    _entries,
    _exits,
    _pauses,
    _orientations,
    _contracts,
    _steps,
    _contacts,
    _appointments,
    _reviews,
    _diagnoses,
    _referrals,
    _answers,
    *CASE_PARTS,
)
