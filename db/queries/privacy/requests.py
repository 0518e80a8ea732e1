"""What people asked about their data, who waits for information, whose file will soon be anonymised."""

from datetime import timedelta
from typing import Any

from sqlalchemy import and_, case, select
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.privacy import PersonRequest
from db.queries.privacy.people import answerable_people
from domain.access import Viewer
from domain.dates import months_before
from domain.privacy import INFORMATION_DAYS, NOTICE_DAYS, RequestLine, RequestState

MOST_LINES = 500
Waiting = list[tuple[int, str, Any]]
_OF_PERSON = and_(
    CaseloadEntry.consortium_id == Beneficiary.consortium_id, CaseloadEntry.beneficiary_id == Beneficiary.id
)


def list_requests(session: Session, viewer: Viewer) -> list[RequestLine]:
    """Requests of people: those that wait first, the nearest deadline first."""
    is_of = (
        PersonRequest.consortium_id == Beneficiary.consortium_id,
        PersonRequest.beneficiary_id == Beneficiary.id,
    )
    statement = answerable_people(viewer).join(PersonRequest, and_(*is_of))
    waits = case((PersonRequest.state == RequestState.OPEN, 0), else_=1)
    rows = session.execute(
        statement.with_only_columns(PersonRequest, Beneficiary, maintain_column_froms=True)
        .order_by(waits, PersonRequest.due_on, PersonRequest.id)
        .limit(MOST_LINES)
    )
    return [_line(request, person) for request, person in rows]


def list_uninformed(session: Session, viewer: Viewer) -> Waiting:
    """People followed for more than 30 days, whom nobody has informed: number, name, entry."""
    since = viewer.today - timedelta(days=INFORMATION_DAYS)
    late = (
        CaseloadEntry.entered_on < since,
        CaseloadEntry.exited_on.is_(None),
        Beneficiary.informed_on.is_(None),
    )
    return _waiting(session, viewer, CaseloadEntry.entered_on, *late)


def list_expiring(session: Session, viewer: Viewer) -> Waiting:
    """People whose file is anonymised within 30 days, or ought to be: number, name, end of the support."""
    months = session.scalar(select(Consortium.retention_months).where(Consortium.id == viewer.consortium_id))
    last = months_before(viewer.today + timedelta(days=NOTICE_DAYS), months or 0)
    ended = (CaseloadEntry.exited_on <= last, Beneficiary.litigation_on.is_(None))
    return _waiting(session, viewer, CaseloadEntry.exited_on, *ended)


def _waiting(session: Session, viewer: Viewer, day: Any, *conditions: Any) -> Waiting:
    people = answerable_people(viewer).join(CaseloadEntry, _OF_PERSON).where(*conditions)
    rows = session.execute(
        people.with_only_columns(Beneficiary, day, maintain_column_froms=True).order_by(day).limit(MOST_LINES)
    )
    return [(person.id, f"{person.last_name} {person.first_names}", since) for person, since in rows]


def _line(request: PersonRequest, person: Beneficiary) -> RequestLine:
    kept = ("id", "version", "beneficiary_id", "kind", "state", "received_on", "due_on", "answered_on")
    return RequestLine(
        **{name: getattr(request, name) for name in kept},
        who=f"{person.last_name} {person.first_names}".strip(),
        answer=request.answer,
    )
