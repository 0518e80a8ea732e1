"""Requests of people about their data: recorded with their deadline, answered, effective at once."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.privacy.anonymisation import anonymise
from db.models.beneficiaries import Beneficiary
from db.models.privacy import PersonRequest
from db.queries.privacy.people import answerable_people
from domain.access import Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.privacy import PRIVACY_ROLES, RequestKind, RequestState, due_date, request_problems

HELD = "Une procédure en cours retient ce dossier : il ne peut pas être effacé."


def record_request(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    kind: RequestKind,
    received_on: date,
) -> None:
    """Write that the person asked; she is answered within a month."""
    person = _load_person(session, viewer, beneficiary_id)
    if problems := request_problems(received_on, viewer.today):
        raise InvalidInputError(problems)
    if session.get(PersonRequest, (viewer.consortium_id, record_id)):
        return
    request = PersonRequest(
        **{"consortium_id": viewer.consortium_id, "id": record_id, "beneficiary_id": person.id},
        **{"kind": kind, "received_on": received_on, "due_on": due_date(received_on)},
    )
    session.add(request)
    session.flush()
    _sign(session, viewer, request, AuditEvent.CREATE)


def answer_request(
    session: Session, viewer: Viewer, request_id: int, *, state: RequestState, answer: str
) -> None:
    """Accept or refuse; an accepted limitation, opposition or erasure takes effect in this transaction."""
    require_role(viewer, *PRIVACY_ROLES)
    request = session.get(PersonRequest, (viewer.consortium_id, request_id))
    if request is None:
        raise NotFoundError
    person = _load_person(session, viewer, request.beneficiary_id)
    if request.state is not RequestState.OPEN:
        raise ForbiddenError("Cette demande a déjà reçu une réponse.")
    if not answer.strip():
        raise InvalidInputError({"answer": "Écrivez ce qui a été répondu à la personne."})
    request.state, request.answer, request.answered_on = state, answer.strip()[:1000], viewer.today
    session.flush()
    if state is RequestState.ACCEPTED:
        _put_into_effect(session, viewer, person, request.kind)
    _sign(session, viewer, request, AuditEvent.UPDATE)


def lift_limitation(session: Session, viewer: Viewer, beneficiary_id: int) -> None:
    """The file may be written again; it stays reserved when the person objected to its sharing."""
    person = _load_person(session, viewer, beneficiary_id)
    if person.limited_on is None:
        return
    if not _has_objected(session, person):
        person.sharing_objected_on = person.reserved_structure_id = None
    person.limited_on = None
    _save(session, viewer, person)


def hold_file(session: Session, viewer: Viewer, beneficiary_id: int, *, is_held: bool) -> None:
    """« Contentieux »: a dispute keeps the file from being anonymised, until it is over."""
    person = _load_person(session, viewer, beneficiary_id)
    person.litigation_on = viewer.today if is_held else None
    _save(session, viewer, person)


def _put_into_effect(session: Session, viewer: Viewer, person: Beneficiary, kind: RequestKind) -> None:
    if kind is RequestKind.ERASURE:
        if person.litigation_on is not None:
            raise ForbiddenError(HELD)
        anonymise(session, viewer.consortium_id, person.id, today=viewer.today)
        return
    if kind is RequestKind.LIMITATION:
        person.limited_on = person.limited_on or viewer.today
    if kind in (RequestKind.LIMITATION, RequestKind.OPPOSITION):
        person.sharing_objected_on = person.sharing_objected_on or viewer.today
        person.reserved_structure_id = person.reserved_structure_id or person.owner_structure_id
    _save(session, viewer, person)


def _has_objected(session: Session, person: Beneficiary) -> bool:
    """Before the limitation, or by a request that was accepted."""
    asked = select(PersonRequest.id).where(
        PersonRequest.consortium_id == person.consortium_id,
        PersonRequest.beneficiary_id == person.id,
        PersonRequest.kind == RequestKind.OPPOSITION,
        PersonRequest.state == RequestState.ACCEPTED,
    )
    before = (person.sharing_objected_on, person.limited_on)
    return bool(before[0] and before[1] and before[0] < before[1]) or session.scalar(asked) is not None


def _load_person(session: Session, viewer: Viewer, beneficiary_id: int) -> Beneficiary:
    require_role(viewer, *PRIVACY_ROLES)
    wanted = answerable_people(viewer).where(
        Beneficiary.id == beneficiary_id, Beneficiary.anonymised_on.is_(None)
    )
    person = session.scalars(wanted.with_for_update()).first()
    if person is None:
        raise NotFoundError
    return person


def _save(session: Session, viewer: Viewer, person: Beneficiary) -> None:
    """The caseload's line and figures follow; the change is signed."""
    if person.merged_into_id is None:
        refresh_caseload_entry(session, viewer.consortium_id, person.id)
    write_audit(
        session,
        viewer,
        AuditEvent.UPDATE,
        object_kind=Beneficiary.__tablename__,
        object_id=person.id,
        beneficiary_id=person.id,
    )


def _sign(session: Session, viewer: Viewer, request: PersonRequest, event: AuditEvent) -> None:
    write_audit(
        session,
        viewer,
        event,
        object_kind=PersonRequest.__tablename__,
        object_id=request.id,
        beneficiary_id=request.beneficiary_id,
        detail=request.kind,
    )
