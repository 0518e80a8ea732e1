"""People of the demonstration whose situation may be brought to a commission."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry


class Candidate(NamedTuple):
    """Somebody accompanied today, and by whom."""

    beneficiary_id: int
    support_period_id: int
    entered_on: date
    referent_id: int
    commune_code: str | None
    first_name: str


def list_candidates(session: Session, consortium_id: int) -> list[Candidate]:
    """Those who have a référent, the ones who came last first; nobody who objected to sharing."""
    person = and_(
        Beneficiary.consortium_id == CaseloadEntry.consortium_id,
        Beneficiary.id == CaseloadEntry.beneficiary_id,
    )
    entry = CaseloadEntry
    rows = session.execute(
        select(
            entry.beneficiary_id, entry.support_period_id, entry.entered_on, entry.referent_id,
            entry.commune_code, Beneficiary.first_names.label("first_name"),
        )
        .join(Beneficiary, person)
        .where(
            entry.consortium_id == consortium_id,
            entry.exited_on.is_(None),
            entry.referent_id.is_not(None),
            entry.reserved_structure_id.is_(None),
            Beneficiary.merged_into_id.is_(None),
        )
        .order_by(entry.entered_on.desc(), entry.beneficiary_id)
    )  # fmt: skip
    return [Candidate(**row._mapping) for row in rows.all()]
