"""Two people, or two windows, in the same diagnosis at the same instant: nothing is lost nor crashes."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.actions.diagnoses.closing import conclude, release_interviewer, reopen, validate
from db.actions.diagnoses.entry import set_priorities
from db.actions.records import add_record
from db.engine import SessionFactory
from db.models.diagnoses import Diagnosis, DiagnosisInterviewer, DiagnosisTemplate
from db.models.exchanges import Review
from db.models.paths import Objective
from db.queries.audit_chain import find_broken_line
from domain.diagnosis.words import DiagnosisStatus, Impact, ThemeState
from domain.errors import EditConflictError, ForbiddenError
from domain.exchange_drafts import ContactDraft
from domain.identifiers import new_id
from domain.people import Channel
from tests.db.at_once import ROUNDS, at_once, race
from tests.db.diagnosing import (
    act,
    answer,
    concluded,
    correct,
    make_duo,
    read,
    say,
    start,
    start_together,
    validated,
    write,
)


@pytest.fixture
def duo(own_engine):
    """As they are in a database of this test only, which several connections write to."""
    assert own_engine
    with SessionFactory.begin() as session:
        return make_duo(session)


def counted(duo, model):
    of_consortium = model.consortium_id == duo.social.consortium_id
    with SessionFactory() as session:
        return session.scalar(select(func.count()).select_from(model).where(of_consortium))


def words(rank):
    return [f"Sans voiture {rank}", f"Loin du bus {rank}"]


def test_two_who_start_at_once_are_in_the_same_diagnosis_with_one_frame(duo):
    started = []
    viewers = (duo.social, duo.professional) * 2
    refused = at_once(
        *(lambda viewer=viewer: started.append(start(viewer, duo.person_id)) for viewer in viewers)
    )
    assert (refused, len(set(started))) == ([], 1)
    counts = [counted(duo, model) for model in (Diagnosis, DiagnosisInterviewer, DiagnosisTemplate)]
    assert counts == [1, 2, 1]


def test_two_who_type_the_same_words_of_a_theme_at_once_meet_one_conflict(duo):
    one = start_together(duo)
    race(
        duo,
        lambda viewer, typed, shown: say(viewer, one, "person_words", typed, shown),
        words,
        "",
        lambda: read(duo.social, one).entry.theme("mobilite").person_words,
    )


def test_two_who_type_the_same_shared_field_at_once_meet_one_conflict(duo):
    one = start_together(duo)
    race(
        duo,
        lambda viewer, typed, shown: write(viewer, one, "wants", typed, shown),
        words,
        "",
        lambda: read(duo.social, one).wants,
    )


def test_two_windows_of_one_author_meet_one_conflict(duo):
    one = start_together(duo)
    race(
        duo,
        lambda _, typed, shown: answer(duo.social, one, typed, field="shared_note", shown=shown),
        words,
        "",
        lambda: read(duo.social, one).entry.answers[0].shared_note,
    )


def test_two_who_choose_priorities_at_once_meet_one_conflict(duo):
    one = start_together(duo)
    refused = at_once(
        lambda: act(duo.social, set_priorities, one, shown=[], typed=["sante"]),
        lambda: act(duo.professional, set_priorities, one, shown=[], typed=["mobilite", "numerique"]),
    )
    ranks = [theme.priority_rank for theme in read(duo.social, one).entry.themes.values()]
    assert [type(error) for error in refused] == [EditConflictError]
    assert sorted(rank for rank in ranks if rank) in ([1], [1, 2])


def test_answers_of_two_people_and_other_fields_at_once_are_all_kept(duo):
    one = start_together(duo)
    themes = ("mobilite", "sante", "numerique", "famille")
    clicks = [
        lambda viewer=viewer, theme=theme: answer(viewer, one, ThemeState.NEED, theme=theme)
        for viewer in (duo.social, duo.professional)
        for theme in themes
    ]
    words = lambda: say(duo.professional, one, "person_words", "Loin", "")  # noqa: E731
    assert at_once(*clicks, words, lambda: write(duo.social, one, "wants", "Un CDI", "")) == []
    kept = read(duo.social, one)
    assert (len(kept.entry.answers), kept.wants) == (8, "Un CDI")
    assert kept.entry.theme("mobilite").person_words == "Loin"


def test_two_fields_of_one_answer_typed_at_once_are_both_kept(duo):
    one = start_together(duo)
    answer(duo.social, one, ThemeState.NEED)
    refused = at_once(
        lambda: answer(duo.social, one, "Une note", field="shared_note", shown=""),
        lambda: answer(duo.social, one, "Entre nous", field="restricted_note", shown=""),
        lambda: answer(duo.social, one, Impact.STRONG, field="impact", shown=None),
    )
    (kept,) = read(duo.social, one).entry.answers
    assert (refused, kept.shared_note, kept.restricted_note) == ([], "Une note", "Entre nous")
    assert kept.impact is Impact.STRONG


def test_two_last_signatures_at_once_close_it_once(duo):
    one = concluded(duo)
    viewers = (duo.social, duo.professional) * 2
    assert at_once(*(lambda viewer=viewer: act(viewer, validate, one) for viewer in viewers)) == []
    closed = read(duo.social, one)
    assert (closed.status, closed.is_joint) == (DiagnosisStatus.VALIDATED, True)
    assert [counted(duo, model) for model in (Objective, Review)] == [1, 1]
    with SessionFactory() as session:
        assert find_broken_line(session, duo.social.consortium_id) is None


def test_signing_and_reopening_at_once_never_leaves_a_signature_on_a_draft(duo):
    one = concluded(duo)
    for _ in ROUNDS:
        at_once(lambda: act(duo.social, validate, one), lambda: act(duo.social, reopen, one))
        found = read(duo.social, one)
        assert (found.status, len(found.waited_for)) == (DiagnosisStatus.DRAFT, 2)
        act(duo.social, conclude, one)


def test_two_who_release_each_other_at_once_leave_somebody(duo):
    one = start_together(duo)
    refused = at_once(
        lambda: act(duo.social, release_interviewer, one, duo.professional.professional_id),
        lambda: act(duo.professional, release_interviewer, one, duo.social.professional_id),
    )
    assert [type(error) for error in refused] == [ForbiddenError]
    assert len(read(duo.social, one).waited_for) == 1


def test_correcting_while_the_correction_is_signed_makes_nobody_wait_for_ever(duo):
    source = validated(duo)
    copy = correct(duo.social, source)
    act(duo.social, conclude, copy)
    act(duo.social, validate, copy)
    refused = at_once(
        lambda: act(duo.professional, validate, copy),
        lambda: correct(duo.social, source),
        lambda: start(duo.social, duo.person_id, new_id()),
    )
    assert {type(error) for error in refused} <= {ForbiddenError}
    assert read(duo.social, source).status is DiagnosisStatus.SUPERSEDED


def test_a_diagnosis_closes_while_somebody_else_writes_in_the_file(duo):
    one = validated(duo)
    for day in range(1, 5):
        one = correct(duo.social, one)
        act(duo.social, conclude, one)
        act(duo.social, validate, one)
        call = ContactDraft(date(2026, 11, day), Channel.CALL, True)
        refused = at_once(
            lambda copy=one: act(duo.professional, validate, copy),
            lambda draft=call: act(duo.social, add_record, duo.person_id, record_id=new_id(), draft=draft),
        )
        assert refused == []
        assert read(duo.social, one).status is DiagnosisStatus.VALIDATED
