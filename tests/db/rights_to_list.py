"""Rows of the rights matrix for what the list of people offers: views, exports, texts, new référents."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions import bulk, caseload_exports, groups, logbooks, plain_texts, saved_views
from db.models.views import SavedView
from db.queries.saved_views import list_saved_views
from domain.access import Viewer
from domain.caseload import CaseloadFilters, CaseloadSort
from domain.clock import set_clock
from domain.identifiers import new_id
from domain.saved_views import ViewDraft
from tests.db.world import Side


def shared_views(session: Session, viewer: Viewer, here: Side) -> list[Any]:
    """The view that the référent of this side shares with her structure."""
    return [one for one in list_saved_views(session, viewer) if one.id == _view_id(session, here)]


def save_view(session: Session, viewer: Viewer, _here: Side) -> None:
    """A new one, for oneself."""
    saved_views.save_view(session, viewer, record_id=new_id(), draft=ViewDraft("À relancer"))


def change_view(session: Session, viewer: Viewer, here: Side) -> None:
    """The référent's, renamed."""
    draft = ViewDraft("Autrement")
    saved_views.change_view(session, viewer, _view_id(session, here), version=1, draft=draft)


def delete_view(session: Session, viewer: Viewer, here: Side) -> None:
    """The référent's."""
    saved_views.delete_view(session, viewer, _view_id(session, here))


def change_referent(session: Session, viewer: Viewer, here: Side) -> None:
    """A colleague of the same structure takes over."""
    colleague_id = here.professionals["colleague"].id
    bulk.change_referent(session, viewer, [here.person.id], professional_id=colleague_id)


def hand_over(session: Session, viewer: Viewer, here: Side) -> None:
    """The same, for one person."""
    colleague_id = here.professionals["colleague"].id
    groups.hand_over(session, viewer, here.person.id, record_id=new_id(), professional_id=colleague_id)


def take_logbook(_session: Session, viewer: Viewer, here: Side) -> None:
    """What she takes home."""
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    logbooks.take_logbook(viewer, here.person.id)


def take_text(_session: Session, viewer: Viewer, here: Side) -> None:
    """The summary of the file."""
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    plain_texts.take_text(viewer, here.person.id)


def take_caseload(_session: Session, viewer: Viewer, here: Side) -> bool:
    """The person, in the whole list."""
    set_clock(lambda: viewer.now)
    taken = caseload_exports.take_caseload(viewer, CaseloadFilters(), CaseloadSort.NAME)
    return here.person.id in set(taken["beneficiary_id"])


def _view_id(session: Session, here: Side) -> int:
    return session.scalar(select(SavedView.id).where(SavedView.consortium_id == here.consortium.id)) or 0
