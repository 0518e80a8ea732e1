"""Random referrals in the stays of histories, kept as plain days beside their rows."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.consortia import Consortium
from db.models.referrals import Referral
from domain.offer.words import ReferralStatus
from tests.factories import make_service

_DAY = timedelta(days=1)


def add_referrals(session: Session, rng: Random, stays: Sequence[Any], author: Professional) -> None:
    """Up to three a stay, some before the entry, one in two answered within twenty days."""
    consortium = session.get_one(Consortium, author.consortium_id)
    key = {"consortium_id": consortium.id, "service_id": make_service(session, consortium).id}
    key |= {"professional_id": author.id}
    for stay in stays:
        for _ in range(rng.randrange(4)):
            sent_on = stay.entered_on + rng.randrange(-5, 60) * _DAY
            answered_on = sent_on + rng.randrange(20) * _DAY if rng.random() < 0.5 else None
            stay.days["referral_sent"].append(sent_on)
            stay.days["referral_answered"] += [answered_on] if answered_on else []
            status = ReferralStatus.WAITING if answered_on else ReferralStatus.SENT
            dates = {"sent_on": sent_on, "expires_on": sent_on + 30 * _DAY, "answered_on": answered_on}
            session.add(Referral(**key, **dates, support_period_id=stay.id, reason="Besoin", status=status))
    session.flush()
