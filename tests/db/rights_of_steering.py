"""Rows of the rights matrix for the steering committee's page."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions import steering_pages as actions
from db.queries import steering_pages
from db.queries.indicators import kept, steering
from domain.access import Viewer
from domain.indicators.steering import SteeringDraft
from domain.secrecy import Medium
from tests.db.rights import LOCAL, Row
from tests.db.world import Side

_READERS = frozenset({"coordinator", "steering"})
_OTHERS = (LOCAL | {"national"}) - _READERS
_TYPED = SteeringDraft(message="Bonjour à toutes et à tous.")
DAY = date(2026, 11, 20)


def _page(session: Session, viewer: Viewer, here: Side) -> bool:
    """That of her own consortium only."""
    is_read = steering_pages.get_steering_page(session, viewer) is not None
    return is_read and viewer.consortium_id == here.consortium.id


def _actions(session: Session, viewer: Viewer, here: Side) -> bool:
    steering_pages.list_steering_actions(session, viewer)
    return viewer.consortium_id == here.consortium.id


def _told(session: Session, viewer: Viewer, here: Side) -> bool:
    kept.forget()
    steering.tell_steering(session, viewer, DAY, Medium.DOCUMENT)
    return viewer.consortium_id == here.consortium.id


def _save(session: Session, viewer: Viewer, _here: Side) -> Any:
    actions.save_steering_page(session, viewer, read=SteeringDraft(), typed=_TYPED)


STEERING_READS = {
    "steering_pages.get_steering_page": Row(_page, _READERS, _OTHERS),
    "steering_pages.list_steering_actions": Row(_actions, _READERS, _OTHERS),
    "indicators.steering.tell_steering": Row(_told, _READERS, _OTHERS),
}
STEERING_WRITES = {
    "steering_pages.save_steering_page": Row(
        _save, frozenset({"coordinator"}), (LOCAL | {"national"}) - {"coordinator"}
    ),
}
UNSCOPED_STEERING_QUERIES = {"indicators.steering.steering_perimeter": "touches no database"}
