"""The first months in a job of fictional people: contacts made, late, due now, to come."""

from datetime import date, timedelta

from db.demo.calendar import later, working_day
from db.demo.model import Desk, Path
from db.demo.network import Worker
from db.models.exchanges import Contact
from db.models.paths import JobCheck
from domain.dates import months_before
from domain.job_checks import DueCheck, due_checks, told_sentence
from domain.people import Channel

SHOWN_MONTHS = 8
_MADE_SHARE, _MADE_EARLY_SHARE, _LATE_SHARE = 0.72, 0.3, 0.12
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
    """Queue the contacts of the jobs begun lately; nothing more is asked after one told over."""
    over: set[int | None] = set()
    for due in due_checks(path.jobs):
        is_recent = due.started_on >= months_before(desk.today, SHOWN_MONTHS)
        if is_recent and due.step_id not in over and not _add_check(desk, path, due):
            over.add(due.step_id)


def _add_check(desk: Desk, path: Path, due: DueCheck) -> bool:
    """False when the person is not in the job any more."""
    rng, made_on = desk.jobs_rng, _draw_day(desk, due)
    worker = _who_calls(path, made_on or due.due_on)
    is_in_job = rng.random() < _STILL_IN_JOB_SHARE
    words = rng.choice(_SAID[is_in_job])
    made = {"made_on": made_on, "is_in_job": is_in_job, "words": words, "professional_id": worker.id}
    values = vars(due) | (made if made_on else {})
    desk.batch.add(JobCheck, due.started_on, worker.id, support_period_id=path.support_period_id, **values)
    if made_on is None:
        return True
    desk.batch.add(
        Contact,
        made_on,
        worker.id,
        support_period_id=path.support_period_id,
        happened_on=made_on,
        channel=Channel.CALL,
        is_reached=True,
        sentence=told_sentence(due.months, is_in_job, words),
        professional_id=worker.id,
    )
    path.facts.reach(made_on)
    return is_in_job


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
