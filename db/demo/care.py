"""How a fictional path is kept up: most are in order today, a few have slipped, each in its own ways.

All of it is drawn apart. What is told of today only: the years before keep the published orders of magnitude.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from db.demo.calendar import later, working_day
from db.demo.exchanges import CONSORTIUM_RHYTHM_DAYS, Meeting, add_appointment, add_contact, add_review
from db.demo.milestones import DrawnStep, add_step
from db.demo.model import Desk, Path
from db.demo.network import Worker
from domain.alerts import AlertCode as Code
from domain.follow_up import AppointmentStatus, StepKind, Track
from domain.reviews import review_due_on

_REACHED_DAYS, _SEEN_DAYS, _LONG_AGO = 52, 70, timedelta(days=240)
_REVIEWED_IN_TIME_SHARE = 0.86  # of the reviews late on a path kept up
_NEXT_STEPS = {
    Track.PROFESSIONAL: (StepKind.WORKSHOP, StepKind.TRAINING, StepKind.JOB),
    Track.SOCIO_PROFESSIONAL: (StepKind.WORKSHOP, StepKind.IMMERSION, StepKind.INTEGRATION_JOB),
    Track.SOCIAL: (StepKind.SOCIAL_ACTION, StepKind.WORKSHOP),
}


def keep_up(desk: Desk, path: Path) -> None:
    """Queue what brings a path up to date, but for what slipped; nothing more of who is away or has left."""
    if path.stay.exited_on or path.is_paused(desk.today):
        return
    for code, bring in _BRINGS.items():
        if code not in path.slips:
            bring(desk, path)
    if path.last_step_on and path.last_step_on < desk.today - _LONG_AGO:
        _bring_step(desk, path)
    if Code.MISSED_APPOINTMENTS in path.slips:
        _miss_twice(desk, path)
    if Code.STEP_NOT_STARTED in path.slips and path.referent:
        planned_on = working_day(desk.today - timedelta(days=desk.care_rng.randint(18, 70)))
        if path.referents[-1].covers(planned_on):
            add_step(desk, path, _next_step(desk, path, planned_on))


def _bring_contact(desk: Desk, path: Path) -> None:
    day = _recent_day(desk, path, _REACHED_DAYS)
    known_on = path.facts.last_contact_on or path.stay.entered_on
    if (desk.today - known_on).days >= _REACHED_DAYS and not path.is_paused(day):
        add_contact(desk, path, day, _who_follows(desk, path, day), is_reached=True)


def _bring_review(desk: Desk, path: Path) -> None:
    rhythm = path.review_rhythm_days or CONSORTIUM_RHYTHM_DAYS
    due_on = review_due_on(
        entered_on=path.stay.entered_on,
        last_review_on=path.facts.last_review_on,
        agreed_on=path.facts.next_review_on,
        rhythm_days=rhythm,
    )
    day = _recent_day(desk, path, min(rhythm - 24, _SEEN_DAYS))
    is_later = day > (path.facts.last_review_on or path.stay.entered_on)
    is_made = due_on < desk.today and desk.care_rng.random() < _REVIEWED_IN_TIME_SHARE
    if is_made and is_later and not path.is_paused(day):
        add_review(desk, path, day, _who_follows(desk, path, day))


def _bring_step(desk: Desk, path: Path) -> None:
    """Something is planned next, or goes on."""
    if path.referent and not path.has_next_step:
        add_step(desk, path, _next_step(desk, path, later(desk.today, desk.care_rng.randint(5, 60))))


_BRINGS: dict[Code, Callable[[Desk, Path], Any]] = {
    Code.NO_CONTACT: _bring_contact,
    Code.REVIEW_OVERDUE: _bring_review,
    Code.NO_NEXT_STEP: _bring_step,
}


def _next_step(desk: Desk, path: Path, planned_on: date) -> DrawnStep:
    return DrawnStep(desk.care_rng.choice(_NEXT_STEPS[path.directions[-1].track]), planned_on=planned_on)


def _miss_twice(desk: Desk, path: Path) -> None:
    for soonest, latest in ((28, 55), (5, 25)):
        day = working_day(desk.today - timedelta(days=desk.care_rng.randint(soonest, latest)))
        if path.referent and path.referents[-1].covers(day) and not path.is_paused(day):
            add_appointment(desk, path, Meeting(day, path.referent, AppointmentStatus.NOT_EXCUSED))


def _recent_day(desk: Desk, path: Path, within: int) -> date:
    room = (desk.today - path.stay.entered_on).days
    return working_day(desk.today - timedelta(days=min(room, desk.care_rng.randint(1, max(2, within)))))


def _who_follows(desk: Desk, path: Path, day: date) -> Worker:
    colleagues = path.colleagues_on(day)
    return colleagues[0] if colleagues else desk.care_rng.choice(desk.network.team[path.site.id])
