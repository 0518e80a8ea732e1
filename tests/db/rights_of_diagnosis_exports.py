"""Rows of the rights matrix: a diagnosis that leaves the application."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions import diagnosis_exports
from domain.access import Viewer
from domain.clock import set_clock
from tests.db.world import Side


def _take_sheet(_session: Session, viewer: Viewer, here: Side) -> None:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    diagnosis_exports.take_diagnosis_sheet(viewer, here.diagnosis_id)


def _take_text(_session: Session, viewer: Viewer, here: Side) -> None:
    set_clock(lambda: viewer.now)
    diagnosis_exports.take_diagnosis_text(viewer, here.diagnosis_id)


DIAGNOSIS_EXPORTS: dict[str, Any] = {
    "diagnosis_exports.take_diagnosis_sheet": _take_sheet,
    "diagnosis_exports.take_diagnosis_text": _take_text,
}
