"""The draft of the next version of the frame: started from a version, rewritten, dropped."""

from dataclasses import fields, replace

from sqlalchemy.orm import Session

from db.actions.administration import lock_consortium, sign_record
from db.actions.templates import next_number, open_template
from db.models.diagnoses import DiagnosisTemplate
from db.queries.administration_scopes import visible_templates
from db.queries.templates import draft_of
from domain.access import Role, Viewer
from domain.audit import AuditEvent
from domain.diagnosis.core import CORE_NAME, OWN_NAME, core_content
from domain.diagnosis.editing import breaks_core, cleaned_draft, too_long
from domain.diagnosis.merging import merge_edit
from domain.diagnosis.versions import TemplateDraft
from domain.diagnosis.words import TemplateStatus
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError


def start_template_draft(session: Session, viewer: Viewer, *, record_id: int, source_id: int | None) -> None:
    """A draft that starts as a copy of this version, or of the national core; one draft at a time."""
    lock_consortium(session, viewer, Role.COORDINATOR)
    is_draft = DiagnosisTemplate.status == TemplateStatus.DRAFT
    present = session.scalar(
        visible_templates(viewer).where(is_draft).with_only_columns(DiagnosisTemplate.id)
    )
    if present == record_id:
        return
    if present is not None:
        raise ForbiddenError("Un brouillon est déjà commencé\u00a0: modifiez-le, ou supprimez-le d’abord.")
    draft = _copied(session, viewer, source_id)
    template = DiagnosisTemplate(
        consortium_id=viewer.consortium_id,
        id=record_id,
        number=next_number(session, viewer),
        name=draft.name,
        status=TemplateStatus.DRAFT,
        content=draft.content.to_json(),
    )
    session.add(template)
    sign_record(session, viewer, AuditEvent.CREATE, template)


def change_template(
    session: Session,
    viewer: Viewer,
    template_id: int,
    *,
    read: TemplateDraft,
    typed: TemplateDraft,
) -> None:
    """Write what differs between what was `read` and what is `typed`; the rest stays as it is stored.

    EditConflictError when somebody else changed the same piece meanwhile, InvalidInputError for a text that
    is too long, ForbiddenError once published.
    """
    template = open_template(session, viewer, template_id)
    _require_draft(template)
    stored = draft_of(template)
    merged, conflicts = merge_edit(stored, read, cleaned_draft(typed))
    if conflicts:
        raise EditConflictError(conflicts, template.version)
    if breaks_core(stored.content, merged.content):
        raise ForbiddenError(
            "Les thèmes et situations de la trame nationale restent\u00a0: seuls leurs mots changent."
        )
    if too_long(merged):
        raise InvalidInputError({"content": "Un texte ou une liste est trop long\u00a0: raccourcissez-le."})
    if changed := [
        one.name for one in fields(merged) if getattr(merged, one.name) != getattr(stored, one.name)
    ]:
        for name, value in _columns(merged).items():
            setattr(template, name, value)
        sign_record(session, viewer, AuditEvent.UPDATE, template, ", ".join(changed))


def drop_template_draft(session: Session, viewer: Viewer, template_id: int) -> None:
    """Delete a draft: no diagnosis was ever made with it."""
    template = open_template(session, viewer, template_id)
    _require_draft(template)
    session.delete(template)
    sign_record(session, viewer, AuditEvent.UPDATE, template, "dropped")


def _require_draft(template: DiagnosisTemplate) -> None:
    if template.status is not TemplateStatus.DRAFT:
        raise ForbiddenError(
            "Une version publiée ne change plus\u00a0: commencez un brouillon à partir d’elle."
        )


def _copied(session: Session, viewer: Viewer, source_id: int | None) -> TemplateDraft:
    """A copy of the national frame does not bear its name: it will not be national any more."""
    own = TemplateDraft(OWN_NAME, content=core_content())
    if source_id is None:
        return own
    source = draft_of(open_template(session, viewer, source_id))
    return replace(own, content=source.content, name=own.name if source.name == CORE_NAME else source.name)


def _columns(draft: TemplateDraft) -> dict[str, object]:
    values = {one.name: getattr(draft, one.name) for one in fields(draft)}
    return values | {"content": draft.content.to_json()}
