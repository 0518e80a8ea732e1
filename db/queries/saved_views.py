"""Saved views of the caseload."""

from sqlalchemy import and_
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.views import SavedView
from db.queries.view_scopes import visible_saved_views
from domain.access import Viewer
from domain.names import normalise_name
from domain.saved_views import ViewDraft, ViewLine


def list_saved_views(session: Session, viewer: Viewer) -> list[ViewLine]:
    """Hers first, then those shared in her structure, each by name."""
    owner = and_(
        Professional.consortium_id == SavedView.consortium_id, Professional.id == SavedView.professional_id
    )
    statement = visible_saved_views(viewer).join(Professional, owner).add_columns(Professional)
    lines = [_line(view, holder, viewer) for view, holder in session.execute(statement)]
    return sorted(lines, key=lambda line: (not line.is_mine, normalise_name(line.draft.name), line.id))


def _line(view: SavedView, owner: Professional, viewer: Viewer) -> ViewLine:
    return ViewLine(
        id=view.id,
        version=view.version,
        draft=ViewDraft(view.name, view.filters, view.columns, view.sort, view.is_shared),
        owner_name=owner.display_name,
        is_mine=owner.id == viewer.professional_id,
    )
