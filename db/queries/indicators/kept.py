"""Figures kept in memory for who asks the same again: never a name, nothing older than the last change."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.engine import is_write
from db.models.audit import AuditHead
from db.queries.settings import get_thresholds
from domain.access import Role, Viewer

T = TypeVar("T")
_MOST = 512  # sets of figures: a few kilobytes each
_KEPT: OrderedDict[Hashable, Any] = OrderedDict()  # the last used at the end
_LOCK = Lock()


def kept(session: Session, viewer: Viewer, asked: Hashable, compute: Callable[[], T]) -> T:
    """What was computed for the same circle of people, day, question and data; else compute it.

    `asked` holds everything else that the result depends on, secrecy included. Inside a change, nothing is
    kept: it may yet be undone.
    """
    if is_write(session):
        return compute()
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


def thresholds_in_force(session: Session, viewer: Viewer) -> dict[str, int]:
    """Those of the consortium, read once for all the figures of a page."""
    return _once(session, viewer, "thresholds", lambda: get_thresholds(session, viewer))


def read_once(session: Session, viewer: Viewer) -> None:
    """What every figure of a page needs, before several are read at once."""
    _version(session, viewer)
    thresholds_in_force(session, viewer)


def forget() -> None:
    """Empty it: another database is read from now on (tests, measures)."""
    with _LOCK:
        _KEPT.clear()


def _version(session: Session, viewer: Viewer) -> int | None:
    changes = select(AuditHead.changes).where(AuditHead.consortium_id == viewer.consortium_id)
    return _once(session, viewer, "version", lambda: session.scalar(changes))


def _once(session: Session, viewer: Viewer, name: str, read: Callable[[], T]) -> T:
    """One reading for a whole session, which only reads."""
    key = (name, viewer.consortium_id)
    if key not in session.info:
        session.info[key] = read()
    known: T = session.info[key]
    return known


def _circle(viewer: Viewer) -> Hashable:
    """Whose figures they are: coordinations of a consortium share theirs, a professional's are her own."""
    alone = () if viewer.has(Role.COORDINATOR) else (viewer.professional_id,)
    return viewer.consortium_id, viewer.structure_id, viewer.roles, alone
