"""The first months in a job of fictional people: contacts made, late, due now, to come."""

from datetime import date, timedelta
from typing import Any

from db.demo.calendar import later, working_day
from db.demo.model import Desk, Path
from db.demo.network import Worker
from db.models.exchanges import Contact
from db.models.paths import JobCheck
from domain.dates import months_before
from domain.job_checks import DueCheck, due_checks, jobs_of, told_sentence
from domain.people import Channel

SHOWN_MONTHS = 8
_MADE_SHARE, _MADE_EARLY_SHARE, _LATE_SHARE = 0.78, 0.7, 0.12
_STILL_IN_JOB_SHARE = 0.86
_AROUND_DAYS = 15
_SAID = {
    True: (
        "Tout se passe bien.",
        "Les horaires restent à caler avec la garde des enfants.",
        "",
        "Content·e.",
    ),
    False: ("Fin de période d’essai.", "Trop loin de chez elle.", "A préféré arrêter."),
}


def add_job_checks(desk: Desk, path: Path) -> None:
    """Queue the contacts of the jobs begun lately; nobody calls any more once a job is over."""
    jobs = jobs_of(path.jobs, path.stay.exited_on, path.exit_reason) if path.referents else []
    over_on = {job.step_id: job.ended_on for job in jobs if job.ended_on}
    for due in due_checks(jobs):
        if due.started_on < months_before(desk.today, SHOWN_MONTHS):
            continue
        ended_on = over_on.get(due.step_id)
        if ended_on and ended_on < due.due_on:
            _queue(desk, path, due, _who_calls(path, due.due_on))
        elif told_over_on := _add_check(desk, path, due, ended_on):
            over_on[due.step_id] = told_over_on


def _add_check(desk: Desk, path: Path, due: DueCheck, ended_on: date | None) -> date | None:
    """When the person said that she is not in the job any more, if she did."""
    rng, made_on = desk.jobs_rng, _draw_day(desk, due)
    worker = _who_calls(path, made_on or due.due_on)
    is_in_job = rng.random() < _STILL_IN_JOB_SHARE and not (made_on and ended_on and ended_on < made_on)
    words = rng.choice(_SAID[is_in_job])
    if made_on is None:
        _queue(desk, path, due, worker)
        return None
    made = {"made_on": made_on, "is_in_job": is_in_job, "words": words, "professional_id": worker.id}
    check_id = _queue(desk, path, due, worker, **made)
    desk.batch.add(
        Contact,
        made_on,
        worker.id,
        id=check_id,
        support_period_id=path.support_period_id,
        happened_on=made_on,
        channel=Channel.CALL,
        is_reached=True,
        sentence=told_sentence(due.months, is_in_job, words),
        professional_id=worker.id,
    )
    path.facts.reach(made_on)
    return None if is_in_job else made_on


def _queue(desk: Desk, path: Path, due: DueCheck, worker: Worker, **made: Any) -> int:
    of_stay = {"support_period_id": path.support_period_id}
    return desk.batch.add(JobCheck, due.started_on, worker.id, **of_stay, **vars(due), **made)


def _draw_day(desk: Desk, due: DueCheck) -> date | None:
    """When the contact was made, if it was: mostly around its date, sometimes too late."""
    rng, around = desk.jobs_rng, timedelta(days=_AROUND_DAYS)
    fate, shift, delay = rng.random(), rng.randint(-8, 12), rng.randint(18, 40)
    if due.due_on - around > desk.today:
        return None
    is_open = due.due_on + around >= desk.today
    if is_open and fate < _MADE_EARLY_SHARE:
        return working_day(min(due.due_on + timedelta(days=shift), desk.today - timedelta(days=1)))
    if not is_open and fate < _MADE_SHARE:
        return later(due.due_on, shift) if shift > 0 else working_day(due.due_on + timedelta(days=shift))
    late_on = later(due.due_on, delay)
    return late_on if not is_open and fate < _MADE_SHARE + _LATE_SHARE and late_on < desk.today else None


def _who_calls(path: Path, day: date) -> Worker:
    """Who is around her that day; after an exit, who was her last référent."""
    return next(iter(path.colleagues_on(day)), path.referents[-1].worker)
