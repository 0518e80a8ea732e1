"""Minutes of a meeting: made from it, corrected, validated for good, replaced."""

import pytest
from sqlalchemy import select

from db.actions.commissions import commitments, day, minutes, outcomes
from db.actions.commissions.projections import open_projection
from db.models.cases import MeetingMinutes
from db.models.commissions import CommissionMeeting, Projection
from db.queries.commissions.minutes import gather_content, list_minutes
from domain.commissions.commitments import CommitmentDraft
from domain.commissions.words import MeetingState, MinutesState
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from tests.db.meeting_days import act, make_day, read, start_on_situation
from tests.factories import TODAY


@pytest.fixture
def held(session):
    """A meeting that ended: one situation concluded with a commitment, two put off."""
    held = make_day(session)
    point = start_on_situation(held)
    act(
        held.secretary, outcomes.record_outcome, point.id, "conclusion_words", shown="", typed="Piste retenue"
    )
    draft = CommitmentDraft("Appeler le bailleur", deadline_on=TODAY)
    act(held.secretary, commitments.add_commitment, point.id, record_id=new_id(), draft=draft)
    for one in held.points[1:]:
        act(held.secretary, day.put_off_point, one.id)
    act(held.secretary, day.end_meeting, held.meeting.id)
    return held


def run(held, action, *about, **values):
    return act(held.secretary, action, held.meeting.id, *about, **values)


def numbers(held, viewer=None):
    return read(viewer or held.secretary, list_minutes, held.meeting.id)


def validated(held):
    run(held, minutes.generate_minutes)
    run(held, minutes.validate_minutes, version=numbers(held)[0].version)


def test_minutes_say_who_sat_what_was_decided_and_promised(held):
    run(held, minutes.generate_minutes)
    content = numbers(held)[0].content
    assert [one.attendance for one in content.sitters] == ["present", "present"]
    first = content.situations[0]
    assert "Zoulikha" in first.person
    assert (first.conclusion, first.promises[0].title) == ("Piste retenue", "Appeler le bailleur")
    assert [one.state for one in content.situations] == ["treated", "postponed", "postponed"]


def test_stored_minutes_say_the_number_of_their_format(session, held):
    run(held, minutes.generate_minutes)
    assert session.scalar(select(MeetingMinutes)).content["format"] == 1


def test_minutes_made_again_keep_corrections(held):
    run(held, minutes.generate_minutes)
    case_id = held.cases[0].id
    run(held, minutes.correct_minutes, case_id, shown="", typed="Lire : bailleur social")
    run(held, minutes.generate_minutes)
    assert numbers(held)[0].content.correction_of(case_id) == "Lire : bailleur social"


def test_two_corrections_of_the_same_words_do_not_erase_each_other(held):
    run(held, minutes.generate_minutes)
    run(held, minutes.correct_minutes, None, shown="", typed="Une")
    with pytest.raises(EditConflictError):
        run(held, minutes.correct_minutes, None, shown="", typed="Deux")


def test_validated_minutes_never_change(held):
    validated(held)
    with pytest.raises(ForbiddenError, match="ne change plus"):
        run(held, minutes.correct_minutes, None, shown="", typed="Trop tard")
    with pytest.raises(ForbiddenError, match="se remplace"):
        run(held, minutes.generate_minutes)


def test_minutes_of_a_meeting_that_changed_since_are_not_validated(session, held):
    run(held, minutes.generate_minutes)
    session.refresh(held.points[0])
    held.points[0].comment = "Repris en séance"
    session.flush()
    with pytest.raises(ForbiddenError, match="a changé"):
        run(held, minutes.validate_minutes, version=numbers(held)[0].version)


def test_what_was_not_read_is_not_validated(held):
    run(held, minutes.generate_minutes)
    version = numbers(held)[0].version
    run(held, minutes.correct_minutes, None, shown="", typed="Ajouté par une autre")
    with pytest.raises(ForbiddenError, match="a changé"):
        run(held, minutes.validate_minutes, version=version)


def test_a_replacement_says_why_and_the_former_number_is_kept(held):
    validated(held)
    with pytest.raises(InvalidInputError):
        run(held, minutes.replace_minutes, reason=" ")
    run(held, minutes.replace_minutes, reason="Erreur de nom")
    assert [one.state for one in numbers(held)] == [MinutesState.DRAFT, MinutesState.VALIDATED]
    run(held, minutes.validate_minutes, version=numbers(held)[0].version)
    assert [one.state for one in numbers(held)] == [MinutesState.VALIDATED, MinutesState.REPLACED]


def test_the_meeting_closes_once_its_minutes_are_validated(session, held):
    with pytest.raises(ForbiddenError):
        run(held, minutes.close_meeting)
    validated(held)
    run(held, minutes.close_meeting)
    session.expire_all()
    meeting = session.get_one(CommissionMeeting, (held.meeting.consortium_id, held.meeting.id))
    assert (meeting.state, meeting.closed_on) == (MeetingState.CLOSED, TODAY)


def test_closing_ends_its_shared_screens(session, held):
    validated(held)
    projection, _ = run(held, open_projection)
    run(held, minutes.close_meeting)
    session.expire_all()
    assert session.get_one(Projection, projection.id).revoked_at is not None


def test_a_referent_reads_validated_minutes_only_and_does_not_write_them(held):
    run(held, minutes.generate_minutes)
    assert numbers(held, held.referent) == []
    with pytest.raises(NotFoundError):
        act(held.referent, minutes.validate_minutes, held.meeting.id, version=1)


def test_reading_and_gathering_take_few_statements(held, count_statements):
    validated(held)
    with count_statements() as reading:
        numbers(held)
    with count_statements() as gathering:
        read(held.secretary, gather_content, held.meeting.id)
    assert (len(reading), len(gathering)) == (2, 6)
