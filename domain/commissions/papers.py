"""What the documents of a meeting say, beside its agenda."""

from dataclasses import dataclass
from datetime import datetime

from domain.commissions.decisions import DecisionLine


@dataclass(frozen=True)
class Invitation:
    """For the person: when she is expected, who brings her situation, whom to call.

    `address` is empty when nobody may write to her at home: the letter is handed to her.
    """

    person: str
    address: str
    town: str
    body: str
    starts_at: datetime
    place: str
    presenter: str
    structure: str
    phone: str
    email: str
    is_regulatory: bool = False


@dataclass(frozen=True)
class DecisionLetter:
    """For the person: what was decided, why, how to contest it; `letter`: to whom, and whom to call."""

    letter: Invitation
    line: DecisionLine
