"""What an interview writes, sixty times, is told once: in the accesses of a file and in Ma journée."""

from datetime import timedelta

from db.engine import read_session
from db.queries.changes import list_changes_since
from db.queries.journal import list_file_accesses
from domain.audit import AuditEvent
from domain.diagnosis.words import ThemeState
from tests.db.diagnosing import answer, start_together, write
from tests.factories import NOW


def type_much(duo):
    diagnosis_id = start_together(duo)
    for theme in ("mobilite", "famille", "numerique"):
        answer(duo.social, diagnosis_id, ThemeState.NEED, theme=theme)
        answer(duo.professional, diagnosis_id, ThemeState.STRENGTH, theme=theme)
    write(duo.social, diagnosis_id, "wants", "Un CDI", "")


def test_an_interview_is_one_line_by_person_in_the_accesses_of_the_file(duo):
    type_much(duo)
    with read_session(duo.social) as session:
        lines = list_file_accesses(session, duo.social, duo.person_id)
    told = [line for line in lines if line.object_label.startswith("Diagnostic")]
    assert len(told) == 2


def test_an_interview_is_one_change_by_person_for_the_others(duo):
    type_much(duo)
    with read_session(duo.professional) as session:
        found = list_changes_since(session, duo.professional, NOW - timedelta(days=2))
    kinds = [(change.event, change.object_kind) for change in found.rows]
    assert sorted(kinds) == [(AuditEvent.CREATE, "diagnosis"), (AuditEvent.UPDATE, "diagnosis")]
