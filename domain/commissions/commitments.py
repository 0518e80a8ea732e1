"""What somebody promises in a meeting: typed, checked, named."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.dates import planned_problem, problems_of

TITLE_LENGTH = 300


class Owner(NamedTuple):
    """Who does it: a professional, a structure, or the person herself when neither is named."""

    professional_id: int | None = None
    structure_id: int | None = None


THE_PERSON = Owner()


@dataclass(frozen=True)
class CommitmentDraft:
    """A commitment as it is typed; its deadline may come later, the meeting does not end without it."""

    title: str
    owner: Owner = THE_PERSON
    deadline_on: date | None = None
    objective_id: int | None = None

    def problems(self, today: date) -> dict[str, str]:
        """Field → why it is refused."""
        return problems_of(
            title=title_problem(self.title), deadline_on=deadline_problem(self.deadline_on, today)
        )


def title_problem(title: str) -> str | None:
    """Why this cannot be promised, in French; None when it can."""
    if not title.strip():
        return "Dites ce qui sera fait."
    return f"{TITLE_LENGTH} signes au plus." if len(title) > TITLE_LENGTH else None


def deadline_problem(day: date | None, today: date) -> str | None:
    """A promise is kept from today on."""
    if day is not None and day < today:
        return "Cette échéance est déjà passée."
    return planned_problem(day, today)


def objective_title(decided_on: date) -> str:
    """The objective of the plan that holds what a commission decided, when no other was chosen."""
    return f"Décisions de la commission du {decided_on:%d/%m/%Y}"
