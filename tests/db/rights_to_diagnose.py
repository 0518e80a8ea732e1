"""The rights matrix, for the frame of the diagnosis: who reads its versions, who writes the next one."""

from dataclasses import replace

from sqlalchemy.orm import Session

from db.actions import template_drafts, templates
from db.models.diagnoses import DiagnosisTemplate
from db.queries import templates as versions
from domain.access import Viewer
from domain.diagnosis.core import core_content
from domain.diagnosis.versions import TemplateDraft
from domain.diagnosis.words import TemplateStatus
from domain.identifiers import new_id
from tests.db.rights_of_administration import Calls
from tests.db.world import Side

FRAME = frozenset({"administrator", "coordinator"})
_READ = TemplateDraft("Trame du territoire", content=core_content())


def add_draft(session: Session, here: Side) -> None:
    """A draft of the next version; it bears the identifier of its consortium, so that rows find it."""
    draft = DiagnosisTemplate(
        consortium_id=here.consortium.id,
        id=here.consortium.id,
        number=2,
        name=_READ.name,
        status=TemplateStatus.DRAFT,
        content=_READ.content.to_json(),
    )
    session.add(draft)
    session.flush()


def _change(session: Session, viewer: Viewer, here: Side) -> None:
    typed = replace(_READ, name="Trame du Conflent")
    template_drafts.change_template(session, viewer, here.consortium.id, read=_READ, typed=typed)


def _drop(session: Session, viewer: Viewer, here: Side) -> None:
    template_drafts.drop_template_draft(session, viewer, here.consortium.id)


def _start(session: Session, viewer: Viewer, here: Side) -> None:
    """One draft at a time: the present one leaves first."""
    _drop(session, viewer, here)
    template_drafts.start_template_draft(session, viewer, record_id=new_id(), source_id=None)


def _publish(session: Session, viewer: Viewer, here: Side) -> None:
    templates.publish_template(session, viewer, here.consortium.id, version=1)


def _retire(session: Session, viewer: Viewer, here: Side) -> None:
    """What is published, by who just published it."""
    _publish(session, viewer, here)
    templates.retire_template(session, viewer, here.consortium.id)


FRAME_READS: Calls = {
    "templates.list_templates": lambda s, v, here: [
        line for line in versions.list_templates(s, v) if line.id == here.consortium.id
    ],
    "templates.get_template": lambda s, v, here: versions.get_template(s, v, here.consortium.id),
}
FRAME_WRITES: Calls = {
    "template_drafts.start_template_draft": _start,
    "template_drafts.change_template": _change,
    "template_drafts.drop_template_draft": _drop,
    "templates.publish_template": _publish,
    "templates.retire_template": _retire,
    "templates.open_template": lambda s, v, here: templates.open_template(s, v, here.consortium.id),
}
