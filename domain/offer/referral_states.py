"""Where a referral stands, when an answer is late, and the words of it."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.counts import count_of
from domain.offer.words import ReferralStatus, RefusalReason

Status = ReferralStatus
_UNANSWERED = (Status.SENT, Status.RECEIVED)


@dataclass(frozen=True)
class Standing:
    """Where a referral stands: its state and its dates."""

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
    received = f", lue le {one.received_on:%d/%m/%Y}" if one.received_on else ""
    reminded = f", relancée le {one.reminded_on:%d/%m/%Y}" if one.reminded_on else ""
    days = (today - one.sent_on).days
    silent = f", sans réponse depuis {count_of(days, 'jour')}" if days else ""
    if one.is_expired(today):
        silent = f", échue sans réponse le {one.expires_on:%d/%m/%Y}"
    return f"Envoyée le {one.sent_on:%d/%m/%Y}{received}{reminded}{silent}"


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
    return f"Retirée le {one.closed_on:%d/%m/%Y}"


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
