"""Where a referral stands, when an answer is late, and the words of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.counts import count_of
from domain.offer.words import ReferralStatus, RefusalReason

Status = ReferralStatus
_UNANSWERED = (Status.SENT, Status.RECEIVED)


@dataclass(frozen=True)
class Standing:
    """Where a referral stands: its state and its dates; `exited_on`: the day when its follow-up ended."""

    status: ReferralStatus
    sent_on: date
    expires_on: date
    reminded_on: date | None = None
    received_on: date | None = None
    answered_on: date | None = None
    starts_on: date | None = None
    started_on: date | None = None
    closed_on: date | None = None
    refusal: RefusalReason | None = None
    exited_on: date | None = None

    def is_expired(self, today: date) -> bool:
        """True when the time left to answer is over; an answer may still come."""
        return self.status in _UNANSWERED and self.expires_on < today

    def is_to_remind(self, today: date, reminder_days: int) -> bool:
        """True when nobody answered for so many days since it was sent, or reminded of."""
        since = self.reminded_on or self.sent_on
        return self.status in _UNANSWERED and since + timedelta(days=reminder_days) <= today

    def is_start_late(self, today: date) -> bool:
        """True when it should have started and nobody said so."""
        return self.status is Status.ACCEPTED and self.starts_on is not None and self.starts_on < today

    def words(self, today: date) -> str:
        """« Envoyée le 03/11/2026, relancée le 15/11/2026, sans réponse depuis 19 jours »."""
        return _WORDS[self.status](self, today)


def _sent(one: Standing, today: date) -> str:
    """What happened since, in its order: it may be read, or reminded of, once its time is over."""
    is_expired = one.is_expired(today)
    days = {"lue": one.received_on, "relancée": one.reminded_on}
    days |= {"échue sans réponse": one.expires_on} if is_expired else {}
    since = sorted((day, what) for what, day in days.items() if day)
    told = [f"Envoyée le {one.sent_on:%d/%m/%Y}", *(f"{what} le {day:%d/%m/%Y}" for day, what in since)]
    if not is_expired and (silent := (today - one.sent_on).days):
        told.append(f"sans réponse depuis {count_of(silent, 'jour')}")
    return ", ".join(told)


def _waiting(one: Standing, _today: date) -> str:
    return f"Sur liste d’attente depuis le {one.answered_on:%d/%m/%Y}"


def _accepted(one: Standing, today: date) -> str:
    verb = "devait commencer" if one.is_start_late(today) else "commence"
    return f"Acceptée le {one.answered_on:%d/%m/%Y}, {verb} le {one.starts_on:%d/%m/%Y}"


def _started(one: Standing, _today: date) -> str:
    return f"Commencée le {one.started_on:%d/%m/%Y}"


def _ended(one: Standing, _today: date) -> str:
    return f"Commencée le {one.started_on:%d/%m/%Y}, terminée le {one.closed_on:%d/%m/%Y}"


def _refused(one: Standing, _today: date) -> str:
    reason = one.refusal.label.lower() if one.refusal else ""
    return f"Refusée le {one.closed_on:%d/%m/%Y}\u00a0: {reason}"


def _withdrawn(one: Standing, _today: date) -> str:
    is_over = one.exited_on and one.closed_on and one.exited_on <= one.closed_on
    why = f"\u00a0: parcours terminé le {one.exited_on:%d/%m/%Y}" if is_over else ""
    return f"Retirée le {one.closed_on:%d/%m/%Y}{why}"


_WORDS = {
    Status.SENT: _sent,
    Status.RECEIVED: _sent,
    Status.WAITING: _waiting,
    Status.ACCEPTED: _accepted,
    Status.STARTED: _started,
    Status.ENDED: _ended,
    Status.REFUSED: _refused,
    Status.WITHDRAWN: _withdrawn,
}
