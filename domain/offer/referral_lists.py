"""Lists of referrals: those received by a structure, those sent, those of a file."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from domain.labels import LabelledEnum
from domain.offer.referral_states import Standing
from domain.offer.referrals import Sides
from domain.offer.words import ReferralStatus

PAGE_SIZE = 50


class ReferralBox(LabelledEnum):
    """Which referrals a list shows."""

    RECEIVED = "received", "Orientations reçues"
    SENT = "sent", "Orientations envoyées"


class ReferralState(LabelledEnum):
    """What remains to be done; statuses that call for the same gesture stand together."""

    TO_ANSWER = "to_answer", "Sans réponse"
    WAITING = "waiting", "Sur liste d’attente"
    ACCEPTED = "accepted", "Acceptées"
    STARTED = "started", "Commencées"
    CLOSED = "closed", "Closes"

    @property
    def statuses(self) -> tuple[ReferralStatus, ...]:
        """The statuses that it gathers."""
        return _STATUSES[self]


_STATUSES = {
    ReferralState.TO_ANSWER: (ReferralStatus.SENT, ReferralStatus.RECEIVED),
    ReferralState.WAITING: (ReferralStatus.WAITING,),
    ReferralState.ACCEPTED: (ReferralStatus.ACCEPTED,),
    ReferralState.STARTED: (ReferralStatus.STARTED,),
    ReferralState.CLOSED: (ReferralStatus.ENDED, ReferralStatus.REFUSED, ReferralStatus.WITHDRAWN),
}


@dataclass(frozen=True)
class ReferralFilters:
    """An empty value asks for nothing; `is_mine`: sent by the viewer herself, for the sent ones."""

    box: ReferralBox = ReferralBox.RECEIVED
    state: ReferralState = ReferralState.TO_ANSWER
    theme: str | None = None
    is_late: bool = False
    is_mine: bool = True
    reminder_days: int = 10


@dataclass(frozen=True)
class ReferralLine:
    """A referral as lists and files show it.

    What was written (reason, availability, answer) and the telephone are empty for who may not read them.
    """

    id: int
    version: int
    beneficiary_id: int
    first_names: str
    last_name: str
    phone: str
    do_not_leave_message: bool
    birth_date: date | None
    service_id: int
    step_id: int | None
    service: str
    carrier: str
    theme: str | None
    theme_label: str
    sender: str
    sender_structure: str
    reason: str
    needed_since_on: date | None
    availability: str
    answer_words: str
    standing: Standing
    sides: Sides
    may_open: bool

    @property
    def name(self) -> str:
        """« Élise Lefèvre »."""
        return f"{self.first_names} {self.last_name}"

    @property
    def gestures(self) -> tuple[Any, ...]:
        """What this reader may do now."""
        return self.sides.gestures(self.standing.status)


class ReferralCounts(NamedTuple):
    """For « Ma journée »: received to answer, sent by me without an answer, of which to remind."""

    to_answer: int
    unanswered: int
    to_remind: int
