"""A few readings of files in the last days, so that « Qui a consulté ce dossier ? » has an answer."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.demo.batch import instant
from db.demo.calendar import working_day
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from domain import clock
from domain.access import Role, Viewer
from domain.audit import AuditEvent
from domain.identifiers import new_id

_FILES, _DAYS = 40, 6


class _Visit(NamedTuple):
    occurred_at: datetime
    beneficiary_id: int
    viewer: Viewer


def add_file_reads(session: Session, referent: Viewer, coordinator: Viewer, today: date) -> None:
    """The référent opened her files one after the other; the coordination opened one in three."""
    visits = []
    for number, beneficiary_id in enumerate(_followed_by(session, referent)):
        day = working_day(today - timedelta(days=_DAYS - number * (_DAYS - 1) // _FILES))
        visits.append(_Visit(instant(day, 9 * 60 + 10 * number), beneficiary_id, referent))
        if number % 3 == 0:
            visits.append(_Visit(instant(day, 10 * 60 + 5 * number), beneficiary_id, coordinator))
    _write(session, sorted(visits, key=lambda visit: visit.occurred_at))


def _write(session: Session, visits: Sequence[_Visit]) -> None:
    former_clock = clock.set_clock(None)
    for visit in visits:
        clock.set_clock(partial(_instant_of, visit))
        write_audit(
            session,
            visit.viewer,
            AuditEvent.READ,
            object_kind=Beneficiary.__tablename__,
            object_id=visit.beneficiary_id,
            beneficiary_id=visit.beneficiary_id,
        )
    clock.set_clock(former_clock)


def _instant_of(visit: _Visit) -> datetime:
    return visit.occurred_at


def _followed_by(session: Session, referent: Viewer) -> Sequence[int]:
    return session.scalars(
        select(CaseloadEntry.beneficiary_id)
        .where(
            CaseloadEntry.consortium_id == referent.consortium_id,
            CaseloadEntry.referent_id == referent.professional_id,
        )
        .order_by(CaseloadEntry.sort_name, CaseloadEntry.beneficiary_id)
        .limit(_FILES)
    ).all()


def viewer_of(professional: Professional, role: Role) -> Viewer:
    """This professional at work with that role."""
    return Viewer(
        professional_id=professional.id,
        consortium_id=professional.consortium_id,
        structure_id=professional.structure_id,
        roles=frozenset({role}),
        field=professional.field,
        session_id=new_id(),
        display_name=professional.display_name,
        structure_name="",
        consortium_name="",
        time_zone="Europe/Paris",
        now=clock.now(),
    )
