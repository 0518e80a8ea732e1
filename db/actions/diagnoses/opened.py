"""A diagnosis as an action holds it: in scope, locked, with what its author may do."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.files import OpenedFile, open_file
from db.models.beneficiaries import SupportPeriod
from db.models.diagnoses import Diagnosis, DiagnosisInterviewer, DiagnosisTemplate, DiagnosisTheme
from db.queries.diagnosis_scopes import in_group, visible_diagnoses
from domain.access import Field, Viewer
from domain.audit import AuditEvent
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.words import OPEN_STATUSES, DiagnosisStatus
from domain.errors import ForbiddenError, NotFoundError

Beside = tuple[Any, ColumnElement[bool]]
NOTHING_BESIDE: Beside = (DiagnosisTheme, DiagnosisTheme.theme == "")
CLOSED = (
    "Ce diagnostic est validé\u00a0: il ne change plus. Une correction se fait dans une nouvelle version."
)
ABANDONED = "Ce diagnostic a été abandonné\u00a0: il ne change plus."
CONCLUDED = "Ce diagnostic est conclu\u00a0: rouvrez-le pour le modifier."
NOT_TAKING_PART = "Prenez d’abord part à l’entretien."
NO_FIELD = (
    "Votre compte ne dit pas si vous travaillez dans le champ social ou professionnel."
    " Demandez à l’administration de le compléter."
)


@dataclass(frozen=True)
class OpenedDiagnosis:
    """The row, locked until the transaction ends; `beside` is a row asked for with it."""

    diagnosis: Diagnosis
    period: SupportPeriod
    content: TemplateContent
    interviewer: DiagnosisInterviewer | None
    beside: Any

    @property
    def is_taking_part(self) -> bool:
        """True when the viewer is an interviewer who is still waited for, or has validated."""
        return self.interviewer is not None and self.interviewer.released_at is None

    def require_running(self) -> None:
        """ForbiddenError when it is validated or abandoned."""
        if self.diagnosis.status not in OPEN_STATUSES:
            is_abandoned = self.diagnosis.status is DiagnosisStatus.ABANDONED
            raise ForbiddenError(ABANDONED if is_abandoned else CLOSED)


def open_diagnosis(
    session: Session,
    viewer: Viewer,
    diagnosis_id: int,
    beside: Beside = NOTHING_BESIDE,
) -> OpenedDiagnosis:
    """A diagnosis of somebody whose group names the viewer; NotFoundError otherwise.

    What is compared is read once the lock is held: read with it, it would be what was there before waiting.
    """
    held = session.execute(
        visible_diagnoses(viewer)
        .join(DiagnosisTemplate, _here(DiagnosisTemplate, DiagnosisTemplate.id == Diagnosis.template_id))
        .where(Diagnosis.id == diagnosis_id, in_group(viewer))
        .with_only_columns(Diagnosis, SupportPeriod, DiagnosisTemplate.content, maintain_column_froms=True)
        .with_for_update(of=Diagnosis)
        .execution_options(populate_existing=True)
    ).first()
    if held is None:
        raise NotFoundError
    stored, period, content = held
    interviewer, found = _read_beside(session, viewer, stored, beside)
    return OpenedDiagnosis(stored, period, TemplateContent.from_json(content), interviewer, found)


def _read_beside(session: Session, viewer: Viewer, diagnosis: Diagnosis, beside: Beside) -> Any:
    mine = DiagnosisInterviewer.professional_id == viewer.professional_id
    model, condition = beside
    return session.execute(
        select(DiagnosisInterviewer, model)
        .select_from(Diagnosis)
        .outerjoin(DiagnosisInterviewer, _of_diagnosis(DiagnosisInterviewer, mine))
        .outerjoin(model, _of_diagnosis(model, condition))
        .where(Diagnosis.consortium_id == diagnosis.consortium_id, Diagnosis.id == diagnosis.id)
        .execution_options(populate_existing=True)
    ).one()


def open_draft(
    session: Session,
    viewer: Viewer,
    diagnosis_id: int,
    beside: Beside = NOTHING_BESIDE,
) -> OpenedDiagnosis:
    """A draft in which the viewer takes part; ForbiddenError when it may only be read."""
    opened = open_running(session, viewer, diagnosis_id, beside)
    if opened.diagnosis.status is not DiagnosisStatus.DRAFT:
        raise ForbiddenError(CONCLUDED)
    return opened


def open_running(
    session: Session,
    viewer: Viewer,
    diagnosis_id: int,
    beside: Beside = NOTHING_BESIDE,
) -> OpenedDiagnosis:
    """A diagnosis not closed yet, in which the viewer takes part; ForbiddenError otherwise."""
    opened = open_diagnosis(session, viewer, diagnosis_id, beside)
    opened.require_running()
    if not opened.is_taking_part:
        raise ForbiddenError(NOT_TAKING_PART)
    return opened


def lock_stay(session: Session, viewer: Viewer, diagnosis_id: int) -> OpenedFile:
    """The file of a diagnosis, its stay locked before the diagnosis: two people never wait for each other.

    Needed by what also writes in the plan and in the caseload line; NotFoundError outside the group.
    """
    mine = visible_diagnoses(viewer).where(Diagnosis.id == diagnosis_id, in_group(viewer))
    owner = mine.with_only_columns(SupportPeriod.beneficiary_id, maintain_column_froms=True)
    beneficiary_id = session.scalar(owner)
    if beneficiary_id is None:
        raise NotFoundError
    return open_file(session, viewer, beneficiary_id)


def require_field(viewer: Viewer) -> tuple[Field, int]:
    """The field and structure that the viewer's answers bear; ForbiddenError when her account lacks one."""
    if viewer.field is None or viewer.structure_id is None:
        raise ForbiddenError(NO_FIELD)
    return viewer.field, viewer.structure_id


def sign(
    session: Session,
    viewer: Viewer,
    opened: OpenedDiagnosis,
    record: Any,
    event: AuditEvent = AuditEvent.UPDATE,
) -> None:
    """The audit line of a change in this diagnosis."""
    write_audit(
        session,
        viewer,
        event,
        object_kind=record.__tablename__,
        object_id=record.id,
        beneficiary_id=opened.period.beneficiary_id,
    )


def _here(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.consortium_id == Diagnosis.consortium_id, *conditions)


def _of_diagnosis(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return _here(table, table.diagnosis_id == Diagnosis.id, *conditions)
