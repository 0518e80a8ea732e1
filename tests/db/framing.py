"""Who manages the frame of the diagnosis in tests: start, rewrite, publish."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from db.actions.template_drafts import change_template, start_template_draft
from db.actions.templates import publish_template
from db.engine import write_session
from db.queries.templates import get_template, list_templates
from domain.access import Viewer
from domain.diagnosis.template import Theme
from domain.diagnosis.versions import TemplateDraft
from domain.identifiers import new_id

Act = Callable[..., Any]


def acting(viewer: Viewer) -> Act:
    """Do an action or a read as this viewer, unless `by` names somebody else."""

    def do(action: Act, *arguments: Any, by: Viewer = viewer, **values: Any) -> Any:
        with write_session(by) as session:
            return action(session, by, *arguments, **values)

    return do


def start(act: Act, source_id: int | None = None) -> int:
    """A draft that starts from this version, or from the national core."""
    record_id = new_id()
    act(start_template_draft, record_id=record_id, source_id=source_id)
    return record_id


def publish(act: Act, template_id: int) -> None:
    """Publish the draft as it is now."""
    act(publish_template, template_id, version=act(get_template, template_id).version)


def rewrite(
    act: Act,
    template_id: int,
    *,
    read: TemplateDraft | None = None,
    theme: Theme | None = None,
    **values: Any,
) -> None:
    """Change the draft as it is now, or as it was read: a theme, or what presents it."""
    read = read or act(get_template, template_id).draft
    content = read.content.with_theme(theme) if theme else read.content
    typed = replace(read, **({"content": content} | values))
    act(change_template, template_id, read=read, typed=typed)


def statuses(act: Act) -> dict[int, str]:
    """Number → status."""
    return {line.number: str(line.status) for line in act(list_templates)}
