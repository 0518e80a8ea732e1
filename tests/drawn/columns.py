"""Columns that no rule looks at, of the rows of an example: who wrote, for which service, why."""

from collections.abc import Callable
from types import SimpleNamespace as Row
from typing import Any

from db.models.beneficiaries import Pause, ReferentAssignment
from db.models.diagnoses import Diagnosis
from db.models.exchanges import Appointment, Contact, Review
from db.models.paths import JobCheck, Orientation
from db.models.referrals import Referral
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import DiagnosisStatus, Moment, ThemeState
from domain.follow_up import PauseReason, Presence
from domain.offer.words import ReferralStatus, RefusalReason
from domain.people import Channel


def by(territory: Any) -> dict[str, Any]:
    """The same professional everywhere."""
    return {"professional_id": territory.staff[0].id}


def _of_diagnosis(territory: Any, row: Row) -> dict[str, Any]:
    said = {"jobs": [], "contract_types": [], "mobility_means": [], "moment": Moment.ENTRY}
    status = DiagnosisStatus.SUPERSEDED if row.superseded_on else DiagnosisStatus.VALIDATED
    bits = {"needs": _bits(row.needs), "first_needs": None if row.first is row else _bits(row.first.needs)}
    dates = {"held_on": row.validated_on, "closed_on": row.validated_on}
    return said | bits | dates | {"status": status, "template_id": territory.template_id}


def _bits(needs: frozenset[str]) -> int:
    return needs_bits(dict.fromkeys(needs, ThemeState.NEED))


def _of_referral(territory: Any, row: Row) -> dict[str, Any]:
    refusal = RefusalReason.FULL if row.status is ReferralStatus.REFUSED else None
    service = {"service_id": territory.service_id, "reason": "Besoin", "expires_on": row.sent_on}
    return by(territory) | service | {"refusal": refusal}


FILLED: dict[type, Callable[[Any, Row], dict[str, Any]]] = {
    Pause: lambda _territory, _row: {"reason": PauseReason.HEALTH},
    ReferentAssignment: lambda territory, row: {"professional_id": territory.staff[row.who].id},
    Contact: lambda territory, _row: by(territory) | {"channel": Channel.CALL},
    Review: lambda territory, _row: by(territory) | {"presence": Presence.PERSON},
    Appointment: lambda territory, _row: by(territory),
    Orientation: lambda territory, row: {"structure_id": territory.structures[row.site]},
    JobCheck: lambda territory, row: by(territory) if row.made_on else {"professional_id": None},
    Diagnosis: _of_diagnosis,
    Referral: _of_referral,
}
