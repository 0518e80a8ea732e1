"""A diagnosis that leaves the application: with its person, or as text for another tool."""

from sqlalchemy.orm import Session

from db.actions.reads import record_export
from db.engine import write_session
from db.queries.diagnoses import get_diagnosis
from db.queries.directory import list_professionals
from db.queries.file_headers import get_header
from db.queries.files import list_group
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.diagnosis.plain_text import diagnosis_text
from domain.diagnosis.sheet import DiagnosisSheet
from domain.errors import ForbiddenError

_FOR_GROUP = "Ce diagnostic ne sort qu’avec un membre du groupe de suivi."


def take_diagnosis_sheet(viewer: Viewer, diagnosis_id: int) -> DiagnosisSheet:
    """Read what is handed over and sign the export; NotFoundError when the file may not be opened.

    Opens its own transactions: it runs at the click, long after the page, and asks again who is there.
    ForbiddenError for who opens the file without being in its follow-up group.
    """
    return _take(viewer, diagnosis_id, kind="diagnosis_sheet")


def take_diagnosis_text(viewer: Viewer, diagnosis_id: int) -> str:
    """The same as text, signed too; same errors."""
    return diagnosis_text(_take(viewer, diagnosis_id, kind="diagnosis_text"))


def _take(viewer: Viewer, diagnosis_id: int, *, kind: str) -> DiagnosisSheet:
    asking = ask_again(viewer)
    with write_session(asking) as session:
        sheet = _read(session, asking, diagnosis_id)
        person_id, detail = sheet.diagnosis.beneficiary_id, f"diagnostic {diagnosis_id}"
        record_export(session, asking, kind=kind, count=1, detail=detail, beneficiary_id=person_id)
    return sheet


def _read(session: Session, viewer: Viewer, diagnosis_id: int) -> DiagnosisSheet:
    diagnosis = get_diagnosis(session, viewer, diagnosis_id)
    if not diagnosis.is_in_group:
        raise ForbiddenError(_FOR_GROUP)
    return DiagnosisSheet(
        viewer=viewer,
        header=get_header(session, viewer, diagnosis.beneficiary_id),
        diagnosis=diagnosis,
        names=list_professionals(session, viewer),
        group=list_group(session, viewer, diagnosis.beneficiary_id),
    )
