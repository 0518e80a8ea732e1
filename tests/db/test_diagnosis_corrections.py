"""A correction is a new version that starts as a copy."""

import pytest
from sqlalchemy import select

from db.actions.diagnoses.closing import conclude, validate
from db.actions.diagnoses.life import abandon
from db.actions.records import change_record
from db.engine import SessionFactory
from db.models.beneficiaries import GroupMember
from db.models.diagnoses import DiagnosisAnswer, DiagnosisTheme
from db.models.paths import Objective
from domain.diagnosis.words import DiagnosisStatus, ThemeState
from domain.errors import EditConflictError, ForbiddenError, NotFoundError
from domain.path_drafts import ObjectiveDraft
from tests.db.at_once import ROUNDS, at_once
from tests.db.diagnosing import (
    act,
    answer,
    correct,
    fill_in,
    join,
    make_duo,
    read,
    say,
    sign_by_both,
    start,
    start_together,
    validated,
    write,
)
from tests.factories import TODAY

NOT_COPIED = {"id", "diagnosis_id", "created_at", "updated_at", "created_by", "updated_by"}
NOT_COPIED |= {"retained_state", "is_divergent"}


def rows_of(session, model, diagnosis_id):
    rows = session.scalars(select(model).where(model.diagnosis_id == diagnosis_id).order_by(model.id))
    names = set(model.__table__.columns.keys()) - NOT_COPIED
    return [{name: getattr(row, name) for name in names} for row in rows]


def close(duo, diagnosis_id):
    act(duo.social, conclude, diagnosis_id)
    sign_by_both(duo, diagnosis_id)


def test_a_correction_copies_every_answer_and_word_with_its_author(session, duo):
    source = start_together(duo)
    fill_in(duo.social, source)
    answer(duo.social, source, "Suivie au CMP", field="restricted_note", shown="")
    answer(duo.professional, source, ThemeState.STRENGTH)
    say(duo.professional, source, "common_state", ThemeState.NEED, None)
    write(duo.professional, source, "wants", "Un CDI", "")
    close(duo, source)
    copy = correct(duo.professional, source)
    for model in (DiagnosisTheme, DiagnosisAnswer):
        assert rows_of(session, model, copy) == rows_of(session, model, source)
    before, after = read(duo.social, source), read(duo.social, copy)
    for name in ("wants", "project", "conclusion", "held_on", "moment", "content"):
        assert getattr(after, name) == getattr(before, name)
    assert (after.status, after.copy_of_id, len(after.waited_for)) == (DiagnosisStatus.DRAFT, source, 2)


def test_correcting_twice_comes_back_to_the_copy(session, duo):
    source = validated(duo)
    copies = {correct(viewer, source) for viewer in (duo.social, duo.professional, duo.social)}
    (copy,) = copies
    assert len(rows_of(session, DiagnosisAnswer, copy)) == 1
    assert read(duo.social, source).status is DiagnosisStatus.VALIDATED
    close(duo, copy)
    assert read(duo.social, source).status is DiagnosisStatus.SUPERSEDED


def test_only_the_last_validated_diagnosis_is_corrected_and_nothing_else_runs_meanwhile(duo):
    source = validated(duo)
    draft = start(duo.social, duo.person_id)
    for diagnosis_id in (source, draft):
        with pytest.raises(ForbiddenError):
            correct(duo.social, diagnosis_id)
    fill_in(duo.social, draft)
    act(duo.social, conclude, draft)
    act(duo.social, validate, draft)
    with pytest.raises(ForbiddenError, match="dernier diagnostic validé"):
        correct(duo.social, source)


def test_a_correction_abandoned_leaves_the_validated_diagnosis_as_it_was(duo):
    source = validated(duo)
    before = read(duo.social, source)
    act(duo.professional, abandon, correct(duo.social, source))
    assert read(duo.social, source) == before
    assert correct(duo.social, source) != source


def test_somebody_of_the_group_may_correct_and_those_who_signed_are_asked_again(session, duo):
    source, third = validated(duo), join(session, duo)
    copy = read(third, correct(third, source))
    assert {one.professional_id for one in copy.waited_for} == {
        third.professional_id,
        duo.social.professional_id,
        duo.professional.professional_id,
    }
    with pytest.raises(NotFoundError):
        correct(join(session, duo, in_group=False), source)


def test_a_correction_asks_only_who_is_still_in_the_group(session, duo):
    source = validated(duo)
    statement = select(GroupMember).where(GroupMember.professional_id == duo.professional.professional_id)
    session.scalars(statement).one().ended_on = TODAY
    session.flush()
    copy = correct(duo.social, source)
    people = [one.professional_id for one in read(duo.social, copy).interviewers]
    assert people == [duo.social.professional_id]


@pytest.mark.usefixtures("own_engine")
def test_an_objective_is_changed_by_hand_while_the_correction_that_rewords_it_is_signed():
    with SessionFactory.begin() as session:
        duo = make_duo(session)
    one, title = validated(duo), "Passer le permis"
    for rank in ROUNDS:
        one, former, title = correct(duo.social, one), title, f"Permis {rank}"
        say(duo.social, one, "objective", title, former)
        act(duo.social, conclude, one)
        act(duo.social, validate, one)
        with SessionFactory() as session:
            stored = session.scalars(select(Objective)).one()
        typed = (stored.id, stored.version, ObjectiveDraft(stored.theme, stored.title, stored.set_on))
        refused = at_once(
            lambda copy=one: act(duo.professional, validate, copy),
            lambda it=typed: act(duo.social, change_record, it[0], version=it[1], draft=it[2]),
        )
        assert {type(error) for error in refused} <= {EditConflictError}
