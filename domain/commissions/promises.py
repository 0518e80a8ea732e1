"""« Vos engagements »: what was promised in commissions, as a structure or a secretary follows it."""

from dataclasses import dataclass
from datetime import date

from domain.commissions.commitments import Owner, deadline_problem
from domain.dates import problems_of
from domain.follow_up import ActionStatus
from domain.labels import LabelledEnum

PROMISES_PER_PAGE = 25
WHY_LENGTH = 300
PROMISE_LABELS = {"deadline_on": "Nouvelle échéance", "reason": "Pourquoi"}


class PromiseState(LabelledEnum):
    """Where a commitment stands on a given day."""

    LATE = "late", "En retard"
    TO_DO = "to_do", "À faire"
    DONE = "done", "Fait"


@dataclass(frozen=True)
class PromiseFilters:
    """What the list keeps; None keeps everything."""

    body_id: int | None = None
    state: PromiseState | None = None
    owner: Owner | None = None


@dataclass(frozen=True)
class Promise:
    """A commitment in the list; `beneficiary_id` is None when the viewer may not open the file."""

    id: int
    version: int
    title: str
    owner: Owner
    owner_name: str
    deadline_on: date | None
    status: ActionStatus
    done_on: date | None
    taken_on: date
    body: str
    person: str
    beneficiary_id: int | None

    def state(self, today: date) -> PromiseState:
        """Late from the day after its deadline."""
        if self.status is ActionStatus.DONE:
            return PromiseState.DONE
        is_late = self.deadline_on is not None and self.deadline_on < today
        return PromiseState.LATE if is_late else PromiseState.TO_DO


@dataclass(frozen=True)
class NewDeadline:
    """Another deadline, and why; `title`: of which commitment, for who reads the form."""

    deadline_on: date | None = None
    reason: str = ""
    title: str = ""

    def problems(self, today: date) -> dict[str, str]:
        """Field → why it is refused."""
        day = deadline_problem(self.deadline_on, today) if self.deadline_on else "Choisissez un jour."
        reason = None if self.reason.strip() else "Dites pourquoi l’échéance change."
        return problems_of(deadline_on=day, reason=reason)
