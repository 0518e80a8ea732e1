"""Tables, one module per aggregate; importing this package registers them all."""

from db.models.base import Base

from db.models import (  # noqa: F401  isort: skip
    accounts,
    audit,
    beneficiaries,
    caseload,
    cases,
    commissions,
    consortia,
    dated_lines,
    diagnoses,
    exchanges,
    imports,
    indicators,
    offer,
    offer_loads,
    paths,
    privacy,
    reasons,
    reconciliations,
    reference,
    referrals,
    settings,
    views,
)

__all__ = ["Base"]
