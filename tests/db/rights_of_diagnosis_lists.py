"""The rights matrix for lists of diagnoses and what evolved, and for the parts and forms of a file."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions import diagnosis_lists as lists_that_leave
from db.actions.file_forms import save_form
from db.queries import diagnosis_lists
from db.queries.evolutions import list_stays
from db.queries.file_parts import read_part
from domain.access import Viewer
from domain.clock import set_clock
from domain.diagnosis.lists import DiagnosisFilters, DiagnosisSort
from domain.exchange_drafts import ReviewDraft
from domain.file_parts import FileSection
from domain.identifiers import new_id
from tests.db.rights import FILE, GROUP, LOCAL, Row
from tests.db.world import Side


def _waiting(session: Session, viewer: Viewer, here: Side) -> bool:
    """The one that its two interviewers are typing."""
    return here.diagnosis_id in [line.id for line in diagnosis_lists.list_waiting(session, viewer)]


def _waiting_today(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.diagnosis_id in [line.id for line in diagnosis_lists.list_waiting_today(session, viewer)]


def _listed(session: Session, viewer: Viewer, here: Side) -> bool:
    found = diagnosis_lists.list_diagnoses(session, viewer, DiagnosisFilters())
    return here.diagnosis_id in set(found["diagnosis_id"])


def _exported(session: Session, viewer: Viewer, here: Side) -> bool:
    found = diagnosis_lists.export_diagnoses(session, viewer, DiagnosisFilters())
    return here.diagnosis_id in set(found["diagnosis_id"])


def _counted(session: Session, viewer: Viewer, here: Side) -> int:
    filters = DiagnosisFilters(structure_id=here.structure.id)
    return diagnosis_lists.count_diagnoses(session, viewer, filters)


def _part(session: Session, viewer: Viewer, here: Side) -> Any:
    return read_part(session, viewer, here.person.id, FileSection.PLAN)["objectives"]


def _take(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    taken = lists_that_leave.take_diagnoses(viewer, DiagnosisFilters(), DiagnosisSort.NEWEST)
    return here.diagnosis_id in set(taken["diagnosis_id"])


def _save(session: Session, viewer: Viewer, here: Side) -> None:
    """A review: the coordination writes some too."""
    review = here.records[ReviewDraft][1]
    about = {"name": "ReviewDraft", "record_id": new_id(), "version": None}
    save_form(session, viewer, here.person.id, **about, values=review)


DIAGNOSIS_LIST_READS = {
    "diagnosis_lists.list_waiting": Row(_waiting, GROUP),
    "diagnosis_lists.list_waiting_today": Row(_waiting_today, GROUP),
    "diagnosis_lists.list_diagnoses": Row(_listed, FILE),
    "diagnosis_lists.export_diagnoses": Row(_exported, FILE),
    "diagnosis_lists.count_diagnoses": Row(_counted, FILE),
    "evolutions.list_stays": Row(lambda s, v, here: list_stays(s, v, here.person.id), FILE),
    "file_parts.read_part": Row(_part, FILE),
}
DIAGNOSIS_LIST_WRITES = {
    "diagnosis_lists.take_diagnoses": Row(_take, FILE),
    "diagnosis_lists.sign_diagnoses": Row(
        lambda _, v, __: lists_that_leave.sign_diagnoses(v, rows=1, detail="csv"), LOCAL
    ),
    "file_forms.save_form": Row(_save, FILE),
}
