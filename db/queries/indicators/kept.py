"""Figures kept in memory for who asks the same again: never a name, nothing older than the last change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.audit import AuditHead
from domain.access import Role, Viewer

T = TypeVar("T")
_MOST = 512  # sets of figures: a few kilobytes each
_KEPT: OrderedDict[Hashable, Any] = OrderedDict()  # the last used at the end
_LOCK = Lock()
_VERSION = "data_version"


def kept(session: Session, viewer: Viewer, asked: Hashable, compute: Callable[[], T]) -> T:
    """What was computed for the same circle of people, day, question and data; else compute it.

    `asked` holds everything else that the result depends on, secrecy included.
    """
    key = (_circle(viewer), viewer.today, _version(session, viewer), asked)
    with _LOCK:
        if key in _KEPT:
            _KEPT.move_to_end(key)
            known: T = _KEPT[key]
            return known
    found = compute()
    with _LOCK:
        _KEPT[key] = found
        if len(_KEPT) > _MOST:
            _KEPT.popitem(last=False)
    return found


def _version(session: Session, viewer: Viewer) -> int | None:
    """The changes of her consortium so far, asked once for all the figures that one session reads."""
    if _VERSION not in session.info:
        head = select(AuditHead.changes).where(AuditHead.consortium_id == viewer.consortium_id)
        session.info[_VERSION] = session.scalar(head)
    version: int | None = session.info[_VERSION]
    return version


def forget() -> None:
    """Empty it: another database is read from now on (tests, measures)."""
    with _LOCK:
        _KEPT.clear()


def _circle(viewer: Viewer) -> Hashable:
    """Whose figures they are: coordinations of a consortium share theirs, a professional's are her own."""
    alone = () if viewer.has(Role.COORDINATOR) else (viewer.professional_id,)
    return viewer.consortium_id, viewer.structure_id, viewer.roles, alone
