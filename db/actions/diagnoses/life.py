"""The life of a diagnosis: started, shared between interviewers, corrected by a copy, abandoned."""

from dataclasses import fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.diagnoses.opened import (
    OpenedDiagnosis,
    lock_stay,
    open_diagnosis,
    open_running,
    require_field,
    sign,
)
from db.actions.files import open_file
from db.actions.templates import published_template
from db.models.beneficiaries import GroupMember, SupportPeriod
from db.models.diagnoses import Diagnosis, DiagnosisAnswer, DiagnosisInterviewer, DiagnosisTheme
from db.queries.diagnosis_scopes import visible_diagnoses
from domain import clock
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.diagnosis.records import Project
from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.errors import ForbiddenError

_PROJECT = [field.name for field in fields(Project)]
_COPIED = ["template_id", "moment", "held_on", "wants", *_PROJECT, "track", "next_review_on", "agreement"]
_COPIED += ["person_comment"]
_OF_THEME = ["theme", "person_state", "person_words", "priority_rank", "objective", "next_steps"]
_OF_THEME += ["common_state", "common_words"]
_OF_ANSWER = ["theme", "professional_id", "field", "structure_id", "state", "impact", "situations"]
_OF_ANSWER += ["shared_note", "restricted_note", "restriction", "answered_at"]


def start_diagnosis(
    session: Session, viewer: Viewer, beneficiary_id: int, *, record_id: int, moment: Moment
) -> int:
    """Start a diagnosis, or come back to the one that is running; return its identifier.

    The project is taken from the person's latest validated diagnosis: nothing is asked twice.
    """
    file = open_file(session, viewer, beneficiary_id)
    if not file.is_group_member:
        raise ForbiddenError("Seuls les membres du groupe de suivi réalisent le diagnostic.")
    require_field(viewer)
    if running := _running_id(session, file.period):
        take_part(session, viewer, running)
        return running
    latest = _latest(session, viewer, beneficiary_id)
    diagnosis = Diagnosis(
        consortium_id=viewer.consortium_id,
        id=record_id,
        support_period_id=file.period.id,
        template_id=published_template(session, viewer).id,
        moment=moment,
        held_on=viewer.today,
        **({name: getattr(latest, name) for name in _PROJECT} if latest else {}),
    )
    _add(session, viewer, diagnosis, beneficiary_id)
    return record_id


def start_correction(session: Session, viewer: Viewer, diagnosis_id: int, *, record_id: int) -> int:
    """A new version of a validated diagnosis, which starts as a copy; or the copy already running."""
    file = lock_stay(session, viewer, diagnosis_id)
    require_field(viewer)
    period = open_diagnosis(session, viewer, diagnosis_id).period
    if running := _running_id(session, period):
        if session.get_one(Diagnosis, (viewer.consortium_id, running)).copy_of_id != diagnosis_id:
            raise ForbiddenError(
                "Un autre diagnostic est en cours pour cette personne\u00a0: terminez-le d’abord."
            )
        take_part(session, viewer, running)
        return running
    source = open_diagnosis(session, viewer, diagnosis_id)
    if source.diagnosis.status is not DiagnosisStatus.VALIDATED:
        raise ForbiddenError("Seul le dernier diagnostic validé se corrige.")
    copy = Diagnosis(**_copied(source.diagnosis, _COPIED), id=record_id, copy_of_id=diagnosis_id)
    copy.support_period_id = period.id
    _add(session, viewer, copy, file.person.id)
    _copy_content(session, viewer, file.person.id, diagnosis_id, copy)
    return record_id


def take_part(session: Session, viewer: Viewer, diagnosis_id: int) -> None:
    """Take part, in the field of one's account; doing it twice changes nothing."""
    opened = open_diagnosis(session, viewer, diagnosis_id)
    require_field(viewer)
    opened.require_running()
    if opened.interviewer is None:
        session.add(_interviewer(viewer, opened.diagnosis))
    elif opened.interviewer.released_at is None:
        return
    else:
        opened.interviewer.released_at = None
        opened.interviewer.field, opened.interviewer.structure_id = require_field(viewer)
    session.flush()
    sign(session, viewer, opened, opened.diagnosis)


def abandon(session: Session, viewer: Viewer, diagnosis_id: int) -> None:
    """Put aside a diagnosis started by mistake: it stays in the file, out of every figure."""
    opened = open_running(session, viewer, diagnosis_id)
    opened.diagnosis.status = DiagnosisStatus.ABANDONED
    opened.diagnosis.closed_on = viewer.today
    session.flush()
    sign(session, viewer, opened, opened.diagnosis)


def interviewers_of(session: Session, opened: OpenedDiagnosis) -> list[DiagnosisInterviewer]:
    """Everybody who took part, released ones included."""
    return _rows(session, DiagnosisInterviewer, opened.diagnosis.consortium_id, opened.diagnosis.id)


def _running_id(session: Session, period: SupportPeriod) -> int | None:
    statement = select(Diagnosis.id).where(
        Diagnosis.consortium_id == period.consortium_id,
        Diagnosis.support_period_id == period.id,
        Diagnosis.closed_on.is_(None),
    )
    return session.scalar(statement)


def _latest(session: Session, viewer: Viewer, beneficiary_id: int) -> Diagnosis | None:
    statement = visible_diagnoses(viewer).where(
        SupportPeriod.beneficiary_id == beneficiary_id, Diagnosis.status == DiagnosisStatus.VALIDATED
    )
    return session.scalars(statement.order_by(Diagnosis.held_on.desc(), Diagnosis.id.desc()).limit(1)).first()


def _add(session: Session, viewer: Viewer, diagnosis: Diagnosis, beneficiary_id: int) -> None:
    session.add(diagnosis)
    session.flush()
    session.add(_interviewer(viewer, diagnosis))
    session.flush()
    write_audit(
        session,
        viewer,
        AuditEvent.CREATE,
        object_kind=Diagnosis.__tablename__,
        object_id=diagnosis.id,
        beneficiary_id=beneficiary_id,
    )


def _interviewer(viewer: Viewer, diagnosis: Diagnosis) -> DiagnosisInterviewer:
    field, structure_id = require_field(viewer)
    return DiagnosisInterviewer(
        consortium_id=diagnosis.consortium_id,
        diagnosis_id=diagnosis.id,
        professional_id=viewer.professional_id,
        field=field,
        structure_id=structure_id,
        joined_at=clock.now(),
    )


def _copy_content(
    session: Session, viewer: Viewer, beneficiary_id: int, source_id: int, copy: Diagnosis
) -> None:
    """Answers keep their author and instant; who had validated is asked again, if still in the group."""
    mine = {"consortium_id": copy.consortium_id, "diagnosis_id": copy.id}
    for model, names in ((DiagnosisTheme, _OF_THEME), (DiagnosisAnswer, _OF_ANSWER)):
        for row in _rows(session, model, copy.consortium_id, source_id):
            session.add(model(**mine, **{name: getattr(row, name) for name in names}))
    others = _members(session, viewer, beneficiary_id) - {viewer.professional_id}
    for row in _rows(session, DiagnosisInterviewer, copy.consortium_id, source_id):
        if row.validated_at is not None and row.professional_id in others:
            person = {name: getattr(row, name) for name in ("professional_id", "field", "structure_id")}
            session.add(DiagnosisInterviewer(**mine, **person, joined_at=clock.now()))
    session.flush()


def _members(session: Session, viewer: Viewer, beneficiary_id: int) -> set[int | None]:
    """Professionals named in the person's group today."""
    statement = select(GroupMember.professional_id).where(
        GroupMember.consortium_id == viewer.consortium_id,
        GroupMember.beneficiary_id == beneficiary_id,
        GroupMember.ended_on.is_(None),
        GroupMember.objected_on.is_(None),
    )
    return set(session.scalars(statement))


def _copied(source: Diagnosis, names: list[str]) -> dict[str, Any]:
    return {"consortium_id": source.consortium_id} | {name: getattr(source, name) for name in names}


def _rows(session: Session, model: Any, consortium_id: int, diagnosis_id: int) -> list[Any]:
    statement = select(model).where(model.consortium_id == consortium_id, model.diagnosis_id == diagnosis_id)
    fresh = {"populate_existing": True}
    return list(session.scalars(statement.order_by(model.id), execution_options=fresh))
