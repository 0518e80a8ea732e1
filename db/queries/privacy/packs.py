"""« Dossier d’accès »: everything that Jalons keeps about a person, its recipients, who consulted it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, ReferentAssignment, SupportPeriod
from db.models.consortia import Structure
from db.queries.privacy.people import Rows, answerable_people, person_rows
from db.queries.scopes import visible_files
from domain.access import Viewer
from domain.errors import NotFoundError

_HIDDEN = frozenset({"mac", "session_id", "search_name", "sort_name", "consortium_id", "version"})


@dataclass(frozen=True)
class AccessPack:
    """Rows by table; the names of the professionals and structures that they tell by their numbers."""

    who: str
    made_at: datetime
    consortium_name: str
    rows: Rows
    professionals: dict[int, str]
    structures: dict[int, str]


def get_access_pack(session: Session, viewer: Viewer, beneficiary_id: int) -> AccessPack:
    """For the data-protection officer and the person's référent; NotFoundError for anybody else."""
    found = answerable_people(viewer).where(Beneficiary.id == beneficiary_id)
    person = session.scalars(found).first() or session.scalars(_of_referent(viewer, beneficiary_id)).first()
    if person is None:
        raise NotFoundError
    rows = person_rows(session, viewer.consortium_id, beneficiary_id)
    people = select(Professional).where(Professional.consortium_id == viewer.consortium_id)
    places = select(Structure).where(Structure.consortium_id == viewer.consortium_id)
    return AccessPack(
        who=f"{person.last_name} {person.first_names}",
        made_at=viewer.now,
        consortium_name=viewer.consortium_name,
        rows={name: [_told(row) for row in some] for name, some in rows.items() if some},
        professionals={one.id: one.display_name for one in session.scalars(people)},
        structures={one.id: one.name for one in session.scalars(places)},
    )


def _of_referent(viewer: Viewer, beneficiary_id: int) -> Any:
    of_stay = and_(
        ReferentAssignment.consortium_id == SupportPeriod.consortium_id,
        ReferentAssignment.support_period_id == SupportPeriod.id,
    )
    hers = (
        select(SupportPeriod.beneficiary_id)
        .join(ReferentAssignment, of_stay)
        .where(
            SupportPeriod.consortium_id == viewer.consortium_id,
            ReferentAssignment.professional_id == viewer.professional_id,
            or_(ReferentAssignment.ended_on.is_(None), ReferentAssignment.ended_on > viewer.today),
        )
    )
    return visible_files(viewer).where(Beneficiary.id == beneficiary_id, Beneficiary.id.in_(hers))


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _HIDDEN and value not in (None, "")}
