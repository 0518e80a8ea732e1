"""The list of diagnoses that leaves as a file: who asks is read again at the click."""

import pandas as pd

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.diagnosis_lists import export_diagnoses
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.diagnosis.lists import DiagnosisFilters, DiagnosisSort


def take_diagnoses(viewer: Viewer, filters: DiagnosisFilters, sort: DiagnosisSort) -> pd.DataFrame:
    """Every diagnosis of the list, as it may be read now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return export_diagnoses(session, asking, filters, sort=sort)


def sign_diagnoses(viewer: Viewer, rows: int, detail: str) -> None:
    """Sign that so many lines left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind="diagnosis_list", count=rows, detail=detail)
