"""The page of the steering committee, composed by the coordination of the consortium."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.administration import lock_consortium, sign_record
from db.models.consortia import AxisAction
from db.models.settings import SteeringPage
from db.queries.steering_pages import get_steering_page, list_steering_actions
from domain.access import Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import EditConflictError, FieldDifference, InvalidInputError
from domain.indicators.steering import CHOICES, FIELDS, SteeringAction, SteeringDraft
from domain.text import clean_text
from domain.wording import in_words

Changes = Mapping[str | int, object]


def save_steering_page(
    session: Session, viewer: Viewer, *, read: SteeringDraft, typed: SteeringDraft
) -> None:
    """Write what differs from what was `read`; saving the same twice changes nothing more.

    EditConflictError when somebody else changed the same field, or the progress of the same action,
    meanwhile. An action that left the sheet is let go.
    """
    require_role(viewer, Role.COORDINATOR)
    consortium = lock_consortium(session, viewer, Role.COORDINATOR)
    typed = replace(typed, message=clean_text(typed.message).strip())
    if problems := typed.problems(viewer.today):
        raise InvalidInputError(problems)
    actions = {one.id: one for one in list_steering_actions(session, viewer)}
    progress = {one.id: one.progress for one in actions.values()}
    stored = replace(get_steering_page(session, viewer), progress=progress).values
    shown = read.values
    changed = {
        key: value
        for key, value in typed.values.items()
        if key in stored and value != shown.get(key) and value != stored[key]
    }
    if found := [key for key in changed if stored[key] != shown.get(key)]:
        told = [_difference(key, stored[key], changed[key], actions) for key in found]
        raise EditConflictError(told, consortium.version)
    _write_page(session, viewer, {key: changed[key] for key in FIELDS if key in changed})
    _write_progress(session, viewer, {key: changed[key] for key in changed if key not in FIELDS})


def _difference(
    key: str | int, stored: object, typed: object, actions: Mapping[int, SteeringAction]
) -> FieldDifference:
    label = FIELDS[key] if isinstance(key, str) else actions[key].text
    return FieldDifference(label, *(_words(value) for value in (stored, typed)))


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(CHOICES[code].title for code in value)
    return in_words(value)


def _write_page(session: Session, viewer: Viewer, changed: Changes) -> None:
    if not changed:
        return
    own = select(SteeringPage).where(SteeringPage.consortium_id == viewer.consortium_id)
    page = session.scalars(own).one_or_none()
    event = AuditEvent.UPDATE if page else AuditEvent.CREATE
    if page is None:
        first = SteeringDraft()
        page = SteeringPage(consortium_id=viewer.consortium_id, figures=list(first.figures))
        session.add(page)
    for name, value in changed.items():
        setattr(page, str(name), list(value) if isinstance(value, tuple) else value)
    sign_record(session, viewer, event, page, ", ".join(map(str, changed)))


def _write_progress(session: Session, viewer: Viewer, changed: Changes) -> None:
    own = select(AxisAction).where(
        AxisAction.consortium_id == viewer.consortium_id, AxisAction.id.in_(changed)
    )
    for action in session.scalars(own) if changed else ():
        action.progress = changed[action.id]  # type: ignore[assignment]
        sign_record(session, viewer, AuditEvent.UPDATE, action, f"progress: {action.progress}")
