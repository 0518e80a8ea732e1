"""A diagnosis is read and written in few statements, as many for an answer as for thirty, through indexes."""

import pytest
from sqlalchemy import text

from db.actions.diagnoses.closing import conclude, validate
from db.actions.diagnoses.entry import record_answer, record_field, record_theme, set_priorities
from db.actions.diagnoses.life import start_correction, start_diagnosis
from db.engine import read_session, write_session
from db.models.beneficiaries import SupportPeriod
from db.models.diagnoses import Diagnosis
from db.queries.diagnoses import (
    get_diagnosis,
    list_file_diagnoses,
    list_interviewers,
    previous_diagnosis_id,
    read_entry,
)
from db.queries.diagnosis_scopes import visible_diagnoses
from domain.diagnosis.core import core_content
from domain.diagnosis.words import Agreement, DiagnosisStatus, Moment, ThemeState
from domain.follow_up import Track
from domain.identifiers import new_id
from tests.db.diagnosing import NEXT, SEEN, act, answer, fill_in, say, start_together, validated
from tests.db.plans import plan, sent
from tests.db.test_query_plans import assert_indexed, crowd, plans_of

__all__ = ["crowd"]  # a fixture, shared with the other query plans
VIEWERS = ("coordinator", "caseworker")


def read_previous(session, viewer, diagnosis_id):
    return previous_diagnosis_id(session, viewer, get_diagnosis(session, viewer, diagnosis_id))


def list_of_file(session, viewer, diagnosis_id):
    statement = visible_diagnoses(viewer).where(Diagnosis.id == diagnosis_id)
    columns = statement.with_only_columns(SupportPeriod.beneficiary_id, maintain_column_froms=True)
    return list_file_diagnoses(session, viewer, session.scalar(columns))


def list_people(session, viewer, diagnosis_id):
    return list_interviewers(session, viewer, [diagnosis_id])


READS = {get_diagnosis: 3, read_entry: 1, list_people: 1, list_of_file: 1 + 2, read_previous: 3 + 1}


def fill_every_theme(duo, diagnosis_id):
    for theme in core_content().codes:
        for viewer in (duo.social, duo.professional):
            answer(viewer, diagnosis_id, ThemeState.NEED, theme=theme)
        say(duo.social, diagnosis_id, "person_words", "Un mot", "", theme=theme)


@pytest.mark.parametrize("read", READS, ids=lambda read: read.__name__)
def test_a_read_sends_as_many_statements_for_an_answer_as_for_thirty(duo, count_statements, read):
    validated(duo)
    diagnosis_id, counts = start_together(duo), []
    for fill in (lambda: None, lambda: fill_every_theme(duo, diagnosis_id)):
        fill()
        for viewer in (duo.social, duo.professional):
            with count_statements() as statements, read_session(viewer) as session:
                read(session, viewer, diagnosis_id)
            counts.append(len(statements))
    assert counts == [READS[read]] * 4


def test_a_value_typed_costs_three_statements_the_lock_what_is_stored_and_the_new_one(duo, count_statements):
    one, counts = start_together(duo), []
    need, words = {"shown": SEEN, "typed": ThemeState.NEED}, {"shown": "", "typed": "Un mot"}
    for _ in range(2):
        for action, *arguments, values in (
            (record_answer, one, "mobilite", "state", need),
            (record_answer, one, "mobilite", "shared_note", words),
            (record_theme, one, "mobilite", "person_words", words),
            (record_field, one, "wants", words),
        ):
            with count_statements() as statements:
                act(duo.social, action, *arguments, **values)
            counts.append(len(statements))
        fill_every_theme_but_one(duo, one)
        need, words = {"shown": ThemeState.NEED, "typed": SEEN}, {"shown": "Un mot", "typed": "Autre"}
    assert counts == [3] * 8


def fill_every_theme_but_one(duo, diagnosis_id):
    for theme in core_content().codes:
        if theme != "mobilite":
            answer(duo.social, diagnosis_id, ThemeState.NEED, theme=theme)
            say(duo.professional, diagnosis_id, "person_words", "Un mot", "", theme=theme)


def test_a_conclusion_costs_the_same_whatever_was_said(duo, count_statements):
    counts = []
    for fill in (fill_every_theme, lambda *_: None):
        one = start_together(duo)
        fill_in(duo.social, one) if fill is not fill_every_theme else fill_once(duo, one)
        with count_statements() as statements:
            act(duo.social, conclude, one)
        counts.append(len(statements))
        for viewer in (duo.social, duo.professional):
            act(viewer, validate, one)
    assert counts[0] <= counts[1] + 1


def fill_once(duo, diagnosis_id):
    fill_in(duo.social, diagnosis_id)
    fill_every_theme_but_one(duo, diagnosis_id)


def diagnosis_of(crowd, viewer, status):
    with read_session(viewer) as session:
        mine = visible_diagnoses(viewer).where(
            SupportPeriod.beneficiary_id == crowd.person_id, Diagnosis.status == status
        )
        return session.scalars(mine.with_only_columns(Diagnosis.id, maintain_column_froms=True)).one()


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("read", READS, ids=lambda read: read.__name__)
def test_a_diagnosis_is_read_through_indexes(crowd, read, viewer):
    diagnosis_id = diagnosis_of(crowd, crowd.viewers[viewer], DiagnosisStatus.DRAFT)
    assert_indexed(plans_of(crowd, viewer, read, diagnosis_id))


def whole_life(session, viewer, crowd):
    """A diagnosis come back to, typed in, concluded, validated, then corrected."""
    values = {"record_id": new_id(), "moment": Moment.ENTRY}
    one = start_diagnosis(session, viewer, crowd.person_id, **values)
    answered = {"shown": SEEN, "typed": ThemeState.STRENGTH}
    record_answer(session, viewer, one, "mobilite", "state", **answered)
    set_priorities(session, viewer, one, shown=[], typed=["sante"])
    record_theme(session, viewer, one, "sante", "objective", shown="", typed="Voir un médecin")
    conclusion = {"track": Track.SOCIAL, "next_review_on": NEXT, "agreement": Agreement.AGREES}
    for field, value in conclusion.items():
        record_field(session, viewer, one, field, shown=None, typed=value)
    conclude(session, viewer, one)
    validate(session, viewer, one)
    start_correction(session, viewer, one, record_id=new_id())


def test_a_diagnosis_is_written_through_indexes_from_its_start_to_its_correction(crowd):
    viewer = crowd.viewers["caseworker"]
    with write_session(viewer) as session:
        with sent() as statements:
            whole_life(session, viewer, crowd)
        if session.get_bind().dialect.name == "postgresql":
            session.execute(text("set local enable_seqscan = off"))
        plans = [
            plan(session, statement, values)
            for statement, values in statements
            if isinstance(values, (dict, tuple))
        ]
        session.rollback()
    assert len(plans) > 30
    assert_indexed(plans)
