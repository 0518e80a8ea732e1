"""Saved views of the caseload: each is changed by its owner only."""

from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.files import raise_problems
from db.models.views import SavedView
from db.queries.view_scopes import visible_saved_views
from domain.access import PEOPLE_ROLES, Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import EditConflictError, FieldDifference, ForbiddenError, NotFoundError
from domain.names import normalise_name
from domain.saved_views import ViewDraft
from domain.text import clean_text


def save_view(session: Session, viewer: Viewer, *, record_id: int, draft: ViewDraft) -> None:
    """Keep a new view; a second click changes nothing."""
    require_role(viewer, *PEOPLE_ROLES)
    if session.get(SavedView, (viewer.consortium_id, record_id)):
        return
    _check(session, viewer, draft, view_id=record_id)
    owner = {"consortium_id": viewer.consortium_id, "professional_id": viewer.professional_id}
    view = SavedView(**owner, id=record_id)
    _fill(view, draft)
    session.add(view)
    session.flush()
    _audit(session, viewer, AuditEvent.CREATE, view, "")


def change_view(session: Session, viewer: Viewer, view_id: int, *, version: int, draft: ViewDraft) -> None:
    """Rename it, share it, or keep something else under its name; EditConflictError if it has changed."""
    view = _load(session, viewer, view_id)
    if view.version != version:
        raise EditConflictError([FieldDifference("Nom", view.name, draft.name)], view.version)
    _check(session, viewer, draft, view_id=view_id)
    _fill(view, draft)
    session.flush()
    _audit(session, viewer, AuditEvent.UPDATE, view, "")


def delete_view(session: Session, viewer: Viewer, view_id: int) -> None:
    """Forget it, for everybody who used it."""
    view = _load(session, viewer, view_id)
    session.delete(view)
    session.flush()
    _audit(session, viewer, AuditEvent.UPDATE, view, "suppression")


def _load(session: Session, viewer: Viewer, view_id: int) -> SavedView:
    """The view, locked; a colleague's is read but not changed."""
    statement = visible_saved_views(viewer).where(SavedView.id == view_id).with_for_update(of=SavedView)
    view = session.scalars(statement).first()
    if view is None:
        raise NotFoundError
    if view.professional_id != viewer.professional_id:
        raise ForbiddenError("Seule la personne qui a enregistré cette vue la modifie.")
    return view


def _check(session: Session, viewer: Viewer, draft: ViewDraft, *, view_id: int) -> None:
    raise_problems(**draft.problems())
    others = visible_saved_views(viewer).where(
        SavedView.professional_id == viewer.professional_id, SavedView.id != view_id
    )
    names = {normalise_name(view.name) for view in session.scalars(others)}
    is_taken = normalise_name(draft.name) in names
    raise_problems(name="Vous avez déjà une vue de ce nom." if is_taken else None)


def _fill(view: SavedView, draft: ViewDraft) -> None:
    view.name, view.is_shared = clean_text(draft.name), draft.is_shared
    view.filters, view.columns, view.sort = draft.filters, draft.columns, draft.sort


def _audit(session: Session, viewer: Viewer, event: AuditEvent, view: SavedView, detail: str) -> None:
    write_audit(session, viewer, event, object_kind=SavedView.__tablename__, object_id=view.id, detail=detail)
