"""Referrals to a service: what is asked, who may do what next, when an answer is late, and the words of it.

Two sides: the sender's (the person's follow-up group and the coordination), the receiver's (the member of the
consortium that carries the service). A service outside of the consortium answers by telephone or by post:
the sender then types for it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.dates import order_problem, past_problem, planned_problem, problems_of
from domain.follow_up import StepKind, StepOutcome
from domain.labels import LabelledEnum
from domain.offer.words import ReferralStatus, RefusalReason, ServiceKind, ServiceState

REASON_LENGTH, AVAILABILITY_LENGTH, ANSWER_LENGTH = 1000, 300, 1000
EXPIRY, REMINDER = "referral_expiry_days", "referral_reminder_days"  # thresholds of the consortium
Status = ReferralStatus


class Gesture(LabelledEnum):
    """What can be done with a referral, as its button says it."""

    ACCEPT = "accept", "Accepter"
    WAIT = "wait", "Mettre sur liste d’attente"
    REFUSE = "refuse", "Refuser"
    START = "start", "Noter le début"
    END = "end", "Noter la fin"
    REMIND = "remind", "Relancer"
    WITHDRAW = "withdraw", "Retirer"


# Columns of a referral that its gestures change, as the history of the file names them.
REFERRAL_LABELS = {
    "status": "Où en est-on",
    "answered_on": "Réponse le",
    "reminded_on": "Relancée le",
    "received_on": "Lue le",
    "starts_on": "Début convenu",
    "started_on": "Début réel",
    "closed_on": "Close le",
    "refusal": "Motif du refus",
    "answer_words": "Réponse",
}
ANSWERS = {Gesture.ACCEPT: Status.ACCEPTED, Gesture.WAIT: Status.WAITING, Gesture.REFUSE: Status.REFUSED}
_FOR_RECEIVER: Mapping[Status, tuple[Gesture, ...]] = {
    Status.SENT: (Gesture.ACCEPT, Gesture.WAIT, Gesture.REFUSE),
    Status.RECEIVED: (Gesture.ACCEPT, Gesture.WAIT, Gesture.REFUSE),
    Status.WAITING: (Gesture.ACCEPT, Gesture.REFUSE),
    Status.ACCEPTED: (Gesture.START, Gesture.REFUSE),
    Status.STARTED: (Gesture.END,),
}
_FOR_SENDER: Mapping[Status, tuple[Gesture, ...]] = {
    Status.SENT: (Gesture.REMIND, Gesture.WITHDRAW),
    Status.RECEIVED: (Gesture.REMIND, Gesture.WITHDRAW),
    Status.WAITING: (Gesture.WITHDRAW,),
    Status.ACCEPTED: (Gesture.WITHDRAW,),
}


@dataclass(frozen=True)
class Sides:
    """On which sides of a referral somebody stands; `is_outside`: nobody of the consortium receives it."""

    is_sender: bool
    is_receiver: bool
    is_outside: bool

    def gestures(self, status: ReferralStatus) -> tuple[Gesture, ...]:
        """What she may do now, the likeliest first."""
        answers = self.is_receiver or (self.is_sender and self.is_outside)
        found = _FOR_RECEIVER.get(status, ()) if answers else ()
        return found + (_FOR_SENDER.get(status, ()) if self.is_sender else ())


@dataclass(frozen=True)
class ReferralDraft:
    """What is asked of a service for somebody; `theme`: the need it meets, code of a theme."""

    label: ClassVar[str] = "Orientation vers un service"
    field_labels: ClassVar[dict[str, str]] = {
        "theme": "Besoin",
        "reason": "Pourquoi",
        "needed_since_on": "Besoin connu depuis le",
        "availability": "Disponibilités de la personne",
        "is_agreed": "La personne est d’accord",
    }

    service_id: int
    theme: str | None
    reason: str
    needed_since_on: date | None
    availability: str
    is_agreed: bool
    diagnosis_id: int | None = None

    def problems(self, today: date) -> dict[str, str]:
        """Field → what is wrong: a reason, the person's agreement, a need that is not of tomorrow."""
        return problems_of(
            reason=None
            if self.reason.strip()
            else "Dites en une phrase ce que la personne attend du service.",
            needed_since_on=past_problem(self.needed_since_on, today) if self.needed_since_on else None,
            is_agreed=None if self.is_agreed else "L’orientation ne part qu’avec l’accord de la personne.",
        )


@dataclass(frozen=True)
class GestureDraft:
    """What is typed with a gesture; `day`: when it happened, or when it starts for an acceptance."""

    field_labels: ClassVar[dict[str, str]] = {
        "day": "Date",
        "answered_on": "Réponse reçue le",
        "refusal": "Motif",
        "outcome": "Issue",
        "words": "En une phrase",
    }

    gesture: Gesture
    day: date | None = None
    answered_on: date | None = None
    refusal: RefusalReason | None = None
    outcome: StepOutcome | None = None
    words: str = ""

    def problems(self, today: date, *, sent_on: date, started_on: date | None) -> dict[str, str]:
        """Field → what is wrong; `answered_on` empty: the answer is given today."""
        return problems_of(
            day=self._day_problem(today, sent_on, started_on),
            answered_on=order_problem(sent_on, self.answered_on, _BEFORE_SENT)
            or (past_problem(self.answered_on, today) if self.answered_on else None),
            refusal="Choisissez le motif." if self.gesture is Gesture.REFUSE and not self.refusal else None,
            outcome="Dites comment cela s’est terminé."
            if self.gesture is Gesture.END and not self.outcome
            else None,
        )

    def _day_problem(self, today: date, sent_on: date, started_on: date | None) -> str | None:
        if self.gesture is Gesture.ACCEPT:
            if self.day is None:
                return "Indiquez la date de début convenue."
            return order_problem(sent_on, self.day, _BEFORE_SENT) or planned_problem(self.day, today)
        if self.gesture is Gesture.START:
            return past_problem(self.day, today) or order_problem(sent_on, self.day, _BEFORE_SENT)
        if self.gesture is Gesture.END:
            return past_problem(self.day, today) or order_problem(
                started_on, self.day, "La fin précède le début."
            )
        return None


_BEFORE_SENT = "Cette date précède l’envoi."


_STEP_KINDS = {
    ServiceKind.TRAINING: StepKind.TRAINING,
    ServiceKind.WORKSHOP: StepKind.WORKSHOP,
    ServiceKind.SUPPORT: StepKind.SOCIAL_ACTION,
    ServiceKind.FINANCIAL_AID: StepKind.SOCIAL_ACTION,
    ServiceKind.MATERIAL_AID: StepKind.SOCIAL_ACTION,
}


def step_kind(kind: ServiceKind | None) -> StepKind:
    """The kind of step that a service of this kind makes."""
    return StepKind.OTHER if kind is None else _STEP_KINDS.get(kind, StepKind.OTHER)


def is_open_to_referrals(state: ServiceState, suspended_until_on: date | None, today: date) -> bool:
    """A suspension ends with its last day, whether or not somebody says so."""
    if state is ServiceState.SUSPENDED:
        return suspended_until_on is not None and suspended_until_on < today
    return state is ServiceState.OPEN


def service_problem(
    state: ServiceState,
    suspended_until_on: date | None,
    prescribers: Collection[int],
    *,
    structure_id: int | None,
    today: date,
) -> str | None:
    """Why professionals of this structure cannot refer anybody to a service; None when they can."""
    if not is_open_to_referrals(state, suspended_until_on, today):
        return "Ce service n’accueille personne en ce moment\u00a0: il est suspendu ou fermé."
    if prescribers and structure_id not in prescribers:
        return "Votre structure n’est pas de celles qui peuvent orienter vers ce service."
    return None
