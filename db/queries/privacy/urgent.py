"""Who opened which file in urgency, told to her référent and to the data-protection officer."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.privacy import UrgentAccess
from db.queries.scopes import may_open
from domain.access import Role, Viewer
from domain.privacy import TOLD_DAYS, UrgentAccessLine

MOST_LINES = 200


def list_urgent_accesses(session: Session, viewer: Viewer) -> list[UrgentAccessLine]:
    """Every one for the data-protection officer; for a référent, those of the week to her people's files."""
    rows = session.execute(_accesses(viewer).order_by(UrgentAccess.started_at.desc()).limit(MOST_LINES))
    return [
        UrgentAccessLine(
            beneficiary_id=access.beneficiary_id,
            who=f"{person.last_name} {person.first_names}",
            professional_name=reader.display_name,
            structure_name=structure_name or "",
            reason=access.reason,
            started_at=access.started_at,
            ends_at=access.ends_at,
        )
        for access, person, reader, structure_name in rows
    ]


def _accesses(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    told = (
        select(UrgentAccess, Beneficiary, Professional, Structure.name)
        .join(Beneficiary, _here(Beneficiary, UrgentAccess.beneficiary_id))
        .join(Professional, _here(Professional, UrgentAccess.professional_id))
        .outerjoin(Structure, _here(Structure, Professional.structure_id))
        .where(UrgentAccess.consortium_id == viewer.consortium_id)
    )
    if viewer.has(Role.DATA_PROTECTION):
        return told
    hers = select(CaseloadEntry.beneficiary_id).where(
        CaseloadEntry.consortium_id == viewer.consortium_id,
        CaseloadEntry.referent_id == viewer.professional_id,
    )
    recent = UrgentAccess.started_at > viewer.now - timedelta(days=TOLD_DAYS)
    return told.where(recent, UrgentAccess.beneficiary_id.in_(hers), may_open(viewer))


def _here(table: Any, identifier: Any) -> Any:
    return and_(table.consortium_id == UrgentAccess.consortium_id, table.id == identifier)
