"""What may be written in a stay, drawn by Hypothesis as plain rows named as their columns.

Days fall on those of other facts as often as not: the very day, the last of a period, one more.
"""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace as Row
from typing import Any

from hypothesis import strategies as st

from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Review
from db.models.paths import EngagementContract, Orientation, Step
from db.models.referrals import Referral
from domain.follow_up import AppointmentStatus, StepKind, StepOutcome, Track
from domain.offer.words import ReferralStatus
from tests.factories import TODAY

DAY = timedelta(days=1)
EDGES = (0, 1, 14, 15, 16, 29, 30, 31, 59, 60, 61, 90)
THEMES = ("mobilite", "sante", "jardin")  # the last one is of the consortium
COMMON = {"max_size": 2}
gaps = st.sampled_from(EDGES) | st.integers(0, 200)
_KINDS = (StepKind.IMMERSION, StepKind.TRAINING, StepKind.JOB)
_ANSWERED = (ReferralStatus.WAITING, ReferralStatus.ACCEPTED, ReferralStatus.STARTED, ReferralStatus.REFUSED)
_CLOSED = (ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN)


def records_on(entered_on: date, days: list[date]) -> dict[type, st.SearchStrategy[list[Row]]]:
    """A list of each kind of record, on few days; some fall before the entry, or after the exit."""
    day = st.sampled_from(days)
    early = day | st.just(entered_on - 5 * DAY)
    return {
        Contact: st.lists(st.builds(Row, happened_on=day, is_reached=st.booleans()), **COMMON),
        Review: st.lists(st.builds(Row, held_on=day), **COMMON),
        Appointment: st.lists(_appointments(early), max_size=3),
        Orientation: st.lists(_orientations(early), **COMMON),
        EngagementContract: st.lists(_contracts(day), **COMMON),
        Step: st.lists(_steps(day), **COMMON),
        Diagnosis: st.lists(_diagnoses(day), max_size=3).map(_in_turn),
        Referral: st.lists(_referrals(early), max_size=3),
    }


def _appointments(day: st.SearchStrategy[date]) -> st.SearchStrategy[Row]:
    def row(on: date, hour: int, status: AppointmentStatus, counts: bool) -> Row:
        is_review = counts and status is AppointmentStatus.HONOURED
        at = datetime.combine(on, time(hour), UTC)
        return Row(takes_place_on=on, starts_at=at, status=status, counts_as_review=is_review)

    return st.builds(row, day, st.sampled_from((9, 14)), st.sampled_from(AppointmentStatus), st.booleans())


def _orientations(day: st.SearchStrategy[date]) -> st.SearchStrategy[Row]:
    def row(on: date, notified_after: int | None, **values: Any) -> Row:
        notified_on = None if notified_after is None else on + notified_after * DAY
        return Row(decided_on=on, notified_on=notified_on, **values)

    after = st.sampled_from((None, 0, 3))
    told = {"track": st.sampled_from(Track), "is_vulnerable": st.booleans(), "site": st.integers(0, 1)}
    return st.builds(row, day, after, **told)


def _contracts(day: st.SearchStrategy[date]) -> st.SearchStrategy[Row]:
    def row(starts_on: date, ends_on: date | int, **signed: Any) -> Row:
        last = ends_on if isinstance(ends_on, date) else starts_on + ends_on * DAY
        return Row(starts_on=starts_on, ends_on=max(last, starts_on + DAY), **signed)

    signed = {"person_signed_on": st.none() | day, "structure_signed_on": st.none() | day}
    return st.builds(row, day, st.sampled_from((1, 30, 180)) | day, **signed)


def _steps(day: st.SearchStrategy[date]) -> st.SearchStrategy[Row]:
    """With the contacts of the first months, around its end and around their own dates."""

    def row(
        planned_on: date, started_on: date | None, end: date | None, kind: StepKind, outcome: Any, checks: Any
    ) -> Row:
        ended_on = max(end, started_on) if end and started_on else None
        dates = {"planned_on": planned_on, "started_on": started_on, "ended_on": ended_on}
        return Row(kind=kind, outcome=outcome, checks=checks if started_on else [], **dates)

    outcome = st.sampled_from((None, None, *StepOutcome))
    checks = st.lists(_job_checks(day), max_size=3)
    return st.builds(row, day, st.none() | day, st.none() | day, st.sampled_from(_KINDS), outcome, checks)


def _job_checks(day: st.SearchStrategy[date]) -> st.SearchStrategy[Row]:
    def row(due_on: date, shift: int | None, months: int, answer: bool) -> Row:
        made_on = None if shift is None or due_on + shift * DAY > TODAY else due_on + shift * DAY
        made = {"made_on": made_on, "is_in_job": None if made_on is None else answer}
        return Row(months=months, due_on=due_on, started_on=due_on - 31 * months * DAY, **made)

    due_on = day | st.sampled_from((TODAY + 15 * DAY, TODAY + 16 * DAY))
    shift = st.sampled_from((None, 0, -15, 15, 16, -16, 20, 21))
    return st.builds(row, due_on, shift, st.sampled_from((1, 3, 6)), st.booleans())


def _diagnoses(day: st.SearchStrategy[date]) -> st.SearchStrategy[Row]:
    def row(compared: int, different: int, **values: Any) -> Row:
        return Row(compared_count=compared, divergent_count=min(compared, different), **values)

    needs = st.frozensets(st.sampled_from(THEMES))
    told = {"explored_count": st.integers(0, 16), "is_joint": st.booleans(), "needs": needs}
    return st.builds(row, st.integers(0, 3), st.integers(0, 3), validated_on=day, **told)


def _in_turn(rows: list[Row]) -> list[Row]:
    """Each one replaces the one before, on the very day when it is validated."""
    rows = sorted(rows, key=lambda row: row.validated_on)
    for row, later in zip(rows, [*rows[1:], None], strict=False):
        row.superseded_on, row.first = later and later.validated_on, rows[0]
    return rows


def _referrals(day: st.SearchStrategy[date]) -> st.SearchStrategy[Row]:
    def row(sent_on: date, back_on: date, status: ReferralStatus, theme: str | None) -> Row:
        answered_on = max(back_on, sent_on)
        closed_on = answered_on if status in _CLOSED else None
        told = {"answered_on": answered_on if status in _ANSWERED else None, "closed_on": closed_on}
        return Row(sent_on=sent_on, status=status, theme=theme, **told)

    statuses = st.sampled_from((ReferralStatus.SENT, ReferralStatus.WITHDRAWN, *_ANSWERED))
    return st.builds(row, day, day, statuses, st.sampled_from((*THEMES, None)))
