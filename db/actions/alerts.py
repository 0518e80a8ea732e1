"""Putting an alert off until a day, with the reason, and taking it up again."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.files import OpenedFile, open_file_to_steer
from db.models.indicators import AlertPutOff
from domain.access import Viewer
from domain.alert_lists import put_off_problems
from domain.alerts import AlertCode
from domain.audit import AuditEvent
from domain.errors import InvalidInputError
from domain.text import clean_text


def put_off(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    code: AlertCode,
    until_on: date | None,
    reason: str,
) -> None:
    """Put this alert of the person off until that day; the former postponement ends."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    if session.get(AlertPutOff, (viewer.consortium_id, record_id)):
        return
    if problems := put_off_problems(until_on, reason, viewer.today):
        raise InvalidInputError(problems)
    for former in _end_running(session, viewer, file, code):
        _sign(session, viewer, former, AuditEvent.UPDATE)
    record = AlertPutOff(
        consortium_id=viewer.consortium_id,
        id=record_id,
        beneficiary_id=beneficiary_id,
        code=code,
        put_off_on=viewer.today,
        until_on=until_on,
        reason=clean_text(reason),
        professional_id=viewer.professional_id,
    )
    session.add(record)
    session.flush()
    _sign(session, viewer, record, AuditEvent.CREATE)


def take_up_again(session: Session, viewer: Viewer, beneficiary_id: int, *, code: AlertCode) -> None:
    """Show this alert again from today; harmless when nobody puts it off any more."""
    file = open_file_to_steer(session, viewer, beneficiary_id)
    for record in _end_running(session, viewer, file, code):
        _sign(session, viewer, record, AuditEvent.UPDATE)


def _end_running(session: Session, viewer: Viewer, file: OpenedFile, code: AlertCode) -> list[AlertPutOff]:
    running = session.scalars(
        select(AlertPutOff).where(
            AlertPutOff.consortium_id == viewer.consortium_id,
            AlertPutOff.beneficiary_id == file.person.id,
            AlertPutOff.code == code,
            AlertPutOff.until_on > viewer.today,
        )
    ).all()
    for record in running:
        record.until_on = viewer.today
    session.flush()
    return list(running)


def _sign(session: Session, viewer: Viewer, record: AlertPutOff, event: AuditEvent) -> None:
    write_audit(
        session,
        viewer,
        event,
        object_kind=record.__tablename__,
        object_id=record.id,
        beneficiary_id=record.beneficiary_id,
        detail=str(record.code),
    )
