"""The first months back in work: which contacts are due and when, and what a contact made says.

Three dates follow the start of a job: one, three and six months later. Each stays, even of a job that ended
before, so that those who lost theirs are counted; but it is due only if the job did not end before. A later
job that runs that day takes it over: the follow-up starts again with the job begun last.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from domain.dates import months_before, order_problem, past_problem, problems_of
from domain.follow_up import ExitReason, StepKind
from domain.labels import LabelledEnum
from domain.people import Channel

CHECK_MONTHS = (1, 3, 6)
RECENT_MONTHS = 6  # an older job, typed late, is not asked about any more
AHEAD_DAYS = 30  # contacts whose time opens within so many days
MADE_DAYS = 30
WORDS_LENGTH = 300
JOB_KINDS = (StepKind.JOB, StepKind.INTEGRATION_JOB, StepKind.BUSINESS)
JOB_EXITS = (ExitReason.LASTING_JOB, ExitReason.TRANSITION_JOB, ExitReason.BUSINESS)


@dataclass(frozen=True)
class Job:
    """A job begun: a step of the path or, without step, what the exit says."""

    step_id: int | None
    started_on: date
    ended_on: date | None = None

    def runs_on(self, day: date) -> bool:
        """True from the first day to the last one, as far as the end is known."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)

    @property
    def rank(self) -> tuple[date, int]:
        """Of two jobs, which one began last."""
        return self.started_on, self.step_id or 0


@dataclass(frozen=True)
class DueCheck:
    """A date of a job: after how many months, on which day."""

    step_id: int | None
    months: int
    started_on: date
    due_on: date


def due_on(started_on: date, months: int) -> date:
    """The same day so many calendar months later; the last day of the month when there is none."""
    return months_before(started_on, -months)


def jobs_of(steps: Sequence[Job], exited_on: date | None, reason: ExitReason | None) -> list[Job]:
    """The jobs of a stay; that of the exit too, unless a step that runs beyond this day tells it."""
    if exited_on is None or reason not in JOB_EXITS or any(_goes_beyond(step, exited_on) for step in steps):
        return list(steps)
    return [*steps, Job(None, exited_on)]


def until_told_over(jobs: Iterable[Job], over_on: dict[int | None, date]) -> list[Job]:
    """The same jobs; one that a contact told over ended that day at the latest."""
    ends = [(job, [day for day in (job.ended_on, over_on.get(job.step_id)) if day]) for job in jobs]
    return [replace(job, ended_on=min(days, default=None)) for job, days in ends]


def due_checks(jobs: Sequence[Job]) -> list[DueCheck]:
    """The dates of these jobs of one stay; those that a job lasted until ask for a contact."""
    found = []
    for job in jobs:
        for months in CHECK_MONTHS:
            day = due_on(job.started_on, months)
            is_replaced = any(other.rank > job.rank and other.runs_on(day) for other in jobs)
            if not is_replaced:
                found.append(DueCheck(job.step_id, months, job.started_on, day))
    return found


def is_recent(started_on: date, today: date) -> bool:
    """True when a job that is only now known is still asked about."""
    return started_on >= months_before(today, RECENT_MONTHS)


def _goes_beyond(step: Job, day: date) -> bool:
    return step.started_on <= day and (step.ended_on is None or step.ended_on > day)


class JobCheckState(LabelledEnum):
    """Where a contact stands today."""

    NOW = "now", "À faire maintenant"
    LATE = "late", "En retard"
    COMING = "coming", "À venir"
    MADE = "made", "Faits"


@dataclass(frozen=True)
class DateSpan:
    """Days, both included; None: without bound."""

    first: date | None
    last: date | None


def span_of(state: JobCheckState, today: date, around_days: int) -> DateSpan:
    """When the contact is due, or was made, for each state; `around_days` before and after are its time."""
    around = timedelta(days=around_days)
    match state:
        case JobCheckState.NOW:
            return DateSpan(today - around, today + around)
        case JobCheckState.LATE:
            return DateSpan(None, today - around - timedelta(days=1))
        case JobCheckState.COMING:
            opens_until = today + around + timedelta(days=AHEAD_DAYS)
            return DateSpan(today + around + timedelta(days=1), opens_until)
        case JobCheckState.MADE:
            return DateSpan(today - timedelta(days=MADE_DAYS), None)


@dataclass(frozen=True)
class JobCheckFilters:
    """Which contacts are listed; empty means everyone's. `around_days`: the threshold in force."""

    state: JobCheckState = JobCheckState.NOW
    months: tuple[int, ...] = ()
    structure_id: int | None = None
    referent_id: int | None = None
    around_days: int = 15


@dataclass(frozen=True)
class JobCheckDraft:
    """What a contact made says; `channel` None: learnt from somebody else, she herself was not reached."""

    field_labels: ClassVar[dict[str, str]] = {
        "is_in_job": "Toujours en emploi",
        "made_on": "Date",
        "channel": "Moyen",
        "words": "En une phrase",
    }

    made_on: date | None
    is_in_job: bool | None
    words: str = ""
    channel: Channel | None = Channel.CALL

    def problems(self, today: date, started_on: date) -> dict[str, str]:
        """A contact is in the past, after the start of the job, and says whether she is still in it."""
        before = f"Cette date précède le début de l’emploi ({started_on:%d/%m/%Y})."
        too_long = len(self.words) > WORDS_LENGTH
        return problems_of(
            is_in_job="Dites si la personne est toujours en emploi." if self.is_in_job is None else None,
            made_on=past_problem(self.made_on, today) or order_problem(started_on, self.made_on, before),
            words=f"{WORDS_LENGTH} signes au plus\u00a0: le détail va dans une note." if too_long else None,
        )


@dataclass(frozen=True)
class JobCheckLine:
    """A contact as the file and the list show it; `version` is the one it was read at."""

    id: int
    version: int
    step_id: int | None
    started_on: date
    months: int
    due_on: date
    made_on: date | None = None
    is_in_job: bool | None = None
    words: str = ""
    professional_name: str = ""


def months_words(months: int) -> str:
    """« 1 mois », « 3 mois »."""
    return f"{months}\u00a0mois"


def told_sentence(months: int, is_in_job: bool, words: str) -> str:
    """What the exchanges of the file keep of a contact made."""
    state = "toujours en emploi" if is_in_job else "plus en emploi"
    return f"Maintien dans l’emploi, {months_words(months)}\u00a0: {state}. {words}".strip()
