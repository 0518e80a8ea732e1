"""Mes vues: the kept views of the caseload, to rename, share or delete."""

import streamlit as st

from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.saved_views import my_views, views_of_colleagues
from db.actions.saved_views import change_view, delete_view
from db.engine import read_session, write_session
from db.queries.saved_views import list_saved_views
from domain.access import PEOPLE_ROLES, require_role
from domain.saved_views import ViewDraft, ViewLine
from navigation import CASELOAD

viewer = current_viewer()


def change(view: ViewLine, draft: ViewDraft) -> None:
    """Her own view, under another name or shared."""
    with domain_errors_shown():
        with write_session(viewer) as session:
            change_view(session, viewer, view.id, version=view.version, draft=draft)
        confirm_after_rerun("Vue modifiée.")


def delete(view: ViewLine) -> None:
    """Forget her own view."""
    with domain_errors_shown():
        with write_session(viewer) as session:
            delete_view(session, viewer, view.id)
        confirm_after_rerun("Vue supprimée.")


st.title("Mes vues", anchor=False)
st.page_link(CASELOAD.path, label="Retour à la file active", icon=":material/arrow_back:")
with domain_errors_shown():
    require_role(viewer, *PEOPLE_ROLES)
    with read_session(viewer) as session:
        views = list_saved_views(session, viewer)
    my_views([view for view in views if view.is_mine], change=change, delete=delete)
    views_of_colleagues([view for view in views if not view.is_mine])
