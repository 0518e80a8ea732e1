"""The rights matrix, for the thresholds of a consortium."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.thresholds import change_thresholds
from domain.access import Viewer
from tests.db.world import Side

SETTING = frozenset({"administrator", "coordinator"})


def _change(session: Session, viewer: Viewer, _here: Side) -> Any:
    change_thresholds(session, viewer, read={}, typed={"orientation_late_days": 30})


THRESHOLD_WRITES = {"thresholds.change_thresholds": _change}
