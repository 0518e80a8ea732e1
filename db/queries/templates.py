"""Versions of the frame, with what was made of each."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models.diagnoses import Diagnosis, DiagnosisTemplate
from db.queries.administration_scopes import visible_templates
from domain.access import Viewer
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.versions import TemplateDraft, TemplateLine, TemplateVersion
from domain.diagnosis.words import DiagnosisStatus
from domain.errors import NotFoundError

_SHOWN = (
    DiagnosisTemplate.id,
    DiagnosisTemplate.number,
    DiagnosisTemplate.name,
    DiagnosisTemplate.status,
    DiagnosisTemplate.written_with,
    DiagnosisTemplate.written_on,
    DiagnosisTemplate.published_on,
    DiagnosisTemplate.retired_on,
)


def list_templates(session: Session, viewer: Viewer) -> list[TemplateLine]:
    """Every version, newest first, with how many diagnoses were started and validated on it."""
    used = (
        select(
            Diagnosis.template_id,
            func.count().label("started"),
            func.count(Diagnosis.validated_on).label("validated"),
        )
        .where(Diagnosis.consortium_id == viewer.consortium_id, Diagnosis.status != DiagnosisStatus.ABANDONED)
        .group_by(Diagnosis.template_id)
        .subquery()
    )
    counts = (
        func.coalesce(used.c.started, 0).label("started_count"),
        func.coalesce(used.c.validated, 0).label("validated_count"),
    )
    rows = session.execute(
        visible_templates(viewer)
        .outerjoin(used, used.c.template_id == DiagnosisTemplate.id)
        .with_only_columns(*_SHOWN, *counts, maintain_column_froms=True)
        .order_by(DiagnosisTemplate.number.desc())
    )
    return [TemplateLine(**row._mapping) for row in rows]


def get_template(session: Session, viewer: Viewer, template_id: int) -> TemplateVersion:
    """A version with its content; NotFoundError out of scope."""
    found = visible_templates(viewer).where(DiagnosisTemplate.id == template_id)
    row = session.scalars(found).one_or_none()
    if row is None:
        raise NotFoundError
    return TemplateVersion(row.id, row.number, row.status, row.version, draft_of(row))


def draft_of(template: DiagnosisTemplate) -> TemplateDraft:
    """What is typed of a version."""
    content = TemplateContent.from_json(template.content)
    return TemplateDraft(template.name, template.written_with, template.written_on, content)
