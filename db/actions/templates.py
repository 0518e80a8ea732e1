"""The published version of the frame, which new diagnoses take: published, replaced, retired."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.actions.administration import lock_consortium, sign_record
from db.models.consortia import Consortium
from db.models.diagnoses import DiagnosisTemplate
from db.queries.administration_scopes import visible_templates
from db.queries.templates import draft_of
from domain.access import Role, Viewer
from domain.audit import AuditEvent
from domain.diagnosis.core import CORE_NAME, core_content
from domain.diagnosis.editing import draft_problems
from domain.diagnosis.words import TemplateStatus
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError


def published_template(session: Session, viewer: Viewer) -> DiagnosisTemplate:
    """The consortium's published version; the national core is published when there is none."""
    return _published(session, viewer) or _publish_core(session, viewer)


def publish_template(session: Session, viewer: Viewer, template_id: int, *, version: int) -> None:
    """New diagnoses take this draft, as it was read at `version`; the former version is retired.

    InvalidInputError while something is to be corrected. Publishing twice changes nothing more.
    """
    template = open_template(session, viewer, template_id)
    if template.status is TemplateStatus.PUBLISHED:
        return
    if template.status is TemplateStatus.RETIRED:
        raise ForbiddenError(
            "Une version retirée ne se publie plus\u00a0: commencez un brouillon à partir d’elle."
        )
    if template.version != version:
        raise EditConflictError([], template.version)
    if problems := draft_problems(draft_of(template), viewer.today):
        raise InvalidInputError(problems)
    if former := _published(session, viewer):
        _retire(session, viewer, former)
    template.status, template.published_on = TemplateStatus.PUBLISHED, viewer.today
    sign_record(session, viewer, AuditEvent.UPDATE, template, "published")


def retire_template(session: Session, viewer: Viewer, template_id: int) -> None:
    """New diagnoses take the national core again; those made with this version keep it."""
    template = open_template(session, viewer, template_id)
    if template.status is TemplateStatus.DRAFT:
        raise ForbiddenError("Un brouillon ne se retire pas\u00a0: supprimez-le.")
    if template.status is TemplateStatus.PUBLISHED:
        _retire(session, viewer, template)


def open_template(session: Session, viewer: Viewer, template_id: int) -> DiagnosisTemplate:
    """A version, for who manages the frame; its consortium is held until the end."""
    lock_consortium(session, viewer, Role.COORDINATOR)
    statement = visible_templates(viewer).where(DiagnosisTemplate.id == template_id)
    template = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if template is None:
        raise NotFoundError
    return template


def next_number(session: Session, viewer: Viewer) -> int:
    """The number of a new version; the caller holds the consortium."""
    of_consortium = DiagnosisTemplate.consortium_id == viewer.consortium_id
    return (session.scalar(select(func.max(DiagnosisTemplate.number)).where(of_consortium)) or 0) + 1


def _published(session: Session, viewer: Viewer) -> DiagnosisTemplate | None:
    return session.scalars(
        select(DiagnosisTemplate).where(
            DiagnosisTemplate.consortium_id == viewer.consortium_id,
            DiagnosisTemplate.status == TemplateStatus.PUBLISHED,
        )
    ).one_or_none()


def _publish_core(session: Session, viewer: Viewer) -> DiagnosisTemplate:
    """Two first diagnoses at once publish it once: the second waits for the consortium, then finds it."""
    lock = {"key_share": True}  # others write in the journal, which points to it, meanwhile
    session.get_one(Consortium, viewer.consortium_id, with_for_update=lock, populate_existing=True)
    if found := _published(session, viewer):
        return found
    template = DiagnosisTemplate(
        consortium_id=viewer.consortium_id,
        number=next_number(session, viewer),
        name=CORE_NAME,
        status=TemplateStatus.PUBLISHED,
        published_on=viewer.today,
        content=core_content().to_json(),
    )
    session.add(template)
    sign_record(session, viewer, AuditEvent.CREATE, template)
    return template


def _retire(session: Session, viewer: Viewer, template: DiagnosisTemplate) -> None:
    template.status, template.retired_on = TemplateStatus.RETIRED, viewer.today
    sign_record(session, viewer, AuditEvent.UPDATE, template, "retired")
