"""The rights matrix for diagnoses: the file reads them, the group's two interviewers write in them."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.diagnoses import closing, entry, life, opened
from db.models.diagnoses import Diagnosis
from db.queries import diagnoses
from db.queries.diagnosis_scopes import visible_diagnoses
from domain.access import Viewer
from domain.diagnosis.words import Agreement, DiagnosisStatus, Moment, ThemeState
from domain.follow_up import Track
from domain.identifiers import new_id
from tests.db.diagnosing import NEXT
from tests.db.rights import FILE, GROUP, Call, Row
from tests.db.world import Side
from tests.factories import TODAY

_CONCLUSION = {"track": Track.SOCIAL, "next_review_on": NEXT, "agreement": Agreement.AGREES}


def _of_diagnosis(call: Callable[..., Any], *arguments: Any, **values: Any) -> Call:
    return lambda s, v, here: call(s, v, here.diagnosis_id, *arguments, **values)


def _lines(read: Callable[[Session, Viewer, Side], list[Any]]) -> Row:
    return Row(lambda s, v, here: here.diagnosis_id in [line.id for line in read(s, v, here)], FILE)


def _before(session: Session, viewer: Viewer, here: Side) -> int | None:
    aimed_at: Any = SimpleNamespace(
        id=here.diagnosis_id, beneficiary_id=here.person.id, held_on=TODAY, copy_of_id=None
    )
    return diagnoses.previous_diagnosis_id(session, viewer, aimed_at)


def _start(session: Session, viewer: Viewer, here: Side) -> int:
    values = {"record_id": new_id(), "moment": Moment.ENTRY}
    return life.start_diagnosis(session, viewer, here.person.id, **values)  # type: ignore[arg-type]


def _correct(session: Session, viewer: Viewer, here: Side) -> int:
    life.abandon(session, viewer, here.diagnosis_id)
    is_validated = Diagnosis.status == DiagnosisStatus.VALIDATED
    mine = select(Diagnosis.id).where(is_validated, Diagnosis.consortium_id == here.consortium.id)
    return life.start_correction(session, viewer, session.scalar(mine) or 0, record_id=new_id())


def _come_back(session: Session, viewer: Viewer, here: Side) -> None:
    closing.release_interviewer(session, viewer, here.diagnosis_id, viewer.professional_id)
    life.take_part(session, viewer, here.diagnosis_id)


def _conclude(session: Session, viewer: Viewer, here: Side) -> None:
    common: dict[str, Any] = {"shown": None, "typed": ThemeState.NEED}
    entry.record_theme(session, viewer, here.diagnosis_id, "mobilite", "common_state", **common)
    for field, value in _CONCLUSION.items():
        entry.record_field(session, viewer, here.diagnosis_id, field, shown=None, typed=value)
    closing.conclude(session, viewer, here.diagnosis_id)


def _after_conclusion(action: Callable[..., None]) -> Call:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        _conclude(session, viewer, here)
        action(session, viewer, here.diagnosis_id)

    return call


def _release(session: Session, viewer: Viewer, here: Side) -> None:
    released = here.professionals["partner"].id
    closing.release_interviewer(session, viewer, here.diagnosis_id, released)


def _answer(session: Session, viewer: Viewer, here: Side) -> None:
    said: dict[str, Any] = {"shown": ThemeState.NOT_EXPLORED, "typed": ThemeState.NEED}
    entry.record_answer(session, viewer, here.diagnosis_id, "sante", "state", **said)


DIAGNOSIS_READS = {
    "diagnoses.get_diagnosis": Row(_of_diagnosis(diagnoses.get_diagnosis), FILE),
    "diagnoses.read_entry": Row(_of_diagnosis(diagnoses.read_entry), FILE),
    "diagnoses.list_interviewers": Row(
        lambda s, v, here: diagnoses.list_interviewers(s, v, [here.diagnosis_id]), FILE
    ),
    "diagnoses.list_file_diagnoses": _lines(
        lambda s, v, here: diagnoses.list_file_diagnoses(s, v, here.person.id)
    ),
    "diagnoses.with_interviewers": _lines(
        lambda s, v, _: diagnoses.with_interviewers(s, v, visible_diagnoses(v))
    ),
    "diagnoses.previous_diagnosis_id": Row(_before, FILE),
}
DIAGNOSIS_WRITES = {
    "diagnoses.life.start_diagnosis": Row(_start, GROUP, FILE - GROUP),
    "diagnoses.life.start_correction": Row(_correct, GROUP),
    "diagnoses.life.take_part": Row(_come_back, GROUP),
    "diagnoses.life.abandon": Row(_of_diagnosis(life.abandon), GROUP),
    "diagnoses.entry.record_field": Row(
        _of_diagnosis(entry.record_field, "track", shown=None, typed=Track.SOCIAL), GROUP
    ),
    "diagnoses.entry.record_theme": Row(
        _of_diagnosis(entry.record_theme, "sante", "objective", shown="", typed="Voir un médecin"), GROUP
    ),
    "diagnoses.entry.record_answer": Row(_answer, GROUP),
    "diagnoses.entry.set_priorities": Row(
        _of_diagnosis(entry.set_priorities, shown=["mobilite"], typed=["sante"]), GROUP
    ),
    "diagnoses.closing.conclude": Row(_conclude, GROUP),
    "diagnoses.closing.reopen": Row(_after_conclusion(closing.reopen), GROUP),
    "diagnoses.closing.validate": Row(_after_conclusion(closing.validate), GROUP),
    "diagnoses.closing.release_interviewer": Row(_release, GROUP),
    "diagnoses.opened.lock_stay": Row(_of_diagnosis(opened.lock_stay), GROUP),
    "diagnoses.opened.open_diagnosis": Row(_of_diagnosis(opened.open_diagnosis), GROUP),
    "diagnoses.opened.open_draft": Row(_of_diagnosis(opened.open_draft), GROUP),
    "diagnoses.opened.open_running": Row(_of_diagnosis(opened.open_running), GROUP),
}
_ROWS = "puts in words rows already read in scope"
_STATEMENT = "a statement or a condition, run only by reads that have a row"
_OPENED = "called by actions that have a row, once the diagnosis is opened"
UNSCOPED_DIAGNOSIS_QUERIES = {
    **{
        f"diagnosis_rows.{name}": _ROWS
        for name in (
            "answer_of",
            "diagnosis_line",
            "diagnosis_of",
            "interviewer_of",
            "next_step_of",
            "person_name",
            "project_of",
            "theme_of",
        )
    },
    **{
        f"diagnosis_scopes.{name}": _STATEMENT
        for name in ("for_group", "in_group", "restricted_note", "visible_diagnoses")
    },
}
UNSCOPED_DIAGNOSIS_ACTIONS = {
    "diagnoses.life.interviewers_of": _OPENED,
    "diagnoses.opened.require_field": "touches no database",
    "diagnoses.opened.sign": _OPENED,
    "diagnoses.plan.add_to_plan": _OPENED,
}
