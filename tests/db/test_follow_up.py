"""Turning points of a path."""

from datetime import date

import pytest
from sqlalchemy import select

from db.actions.follow_up import close_follow_up, orient, reopen
from db.actions.pauses import pause, resume
from db.engine import read_session, write_session
from db.models.beneficiaries import SupportPeriod
from db.models.caseload import CaseloadEntry
from db.queries.file_headers import get_header
from db.queries.files import list_orientations, list_periods
from domain.beneficiaries import EntryDraft
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.follow_up import EntryOrigin, ExitReason, PauseReason, Status, Track
from domain.identifiers import new_id
from tests.factories import TODAY, make_consortium, make_person, make_professional, viewer_for


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


@pytest.fixture
def person(session, caseworker):
    return make_person(session, caseworker)


def act(viewer, action, person, **values):
    with write_session(viewer) as session:
        action(session, viewer, person.id, **values)


def header(viewer, person):
    with read_session(viewer) as session:
        return get_header(session, viewer, person.id)


def orient_to(viewer, person, track, day, **values):
    defaults = {"record_id": new_id(), "structure_id": viewer.structure_id, "decided_on": day}
    act(viewer, orient, person, track=track, **(defaults | values))


def pause_from(viewer, person, start, end):
    act(
        viewer,
        pause,
        person,
        record_id=new_id(),
        reason=PauseReason.HEALTH,
        started_on=start,
        expected_end_on=end,
    )


def leave(viewer, person, day=date(2026, 11, 1)):
    act(viewer, close_follow_up, person, exited_on=day, reason=ExitReason.LASTING_JOB)


def come_back(viewer, person, day):
    draft = EntryDraft(entered_on=day, entry_origin=EntryOrigin.SELF)
    act(viewer, reopen, person, record_id=new_id(), draft=draft)


def test_the_latest_orientation_gives_the_track(viewer, person):
    orient_to(viewer, person, Track.PROFESSIONAL, date(2026, 6, 1))
    orient_to(viewer, person, Track.SOCIAL, date(2026, 2, 1))
    assert header(viewer, person).period.track is Track.PROFESSIONAL
    with read_session(viewer) as session:
        tracks = [line.track for line in list_orientations(session, viewer, person.id)]
    assert tracks == [Track.PROFESSIONAL, Track.SOCIAL]


def test_an_orientation_is_not_older_than_the_entry(viewer, person):
    with pytest.raises(InvalidInputError) as refused:
        orient_to(viewer, person, Track.SOCIAL, date(2025, 12, 1))
    assert "decided_on" in refused.value.problems


def test_an_orientation_goes_to_a_structure_of_the_consortium(session, viewer, person):
    elsewhere = make_professional(session, make_consortium(session)).structure_id
    with pytest.raises(NotFoundError):
        orient_to(viewer, person, Track.SOCIAL, TODAY, structure_id=elsewhere)


@pytest.mark.parametrize("track", [one for one in Track if one is not Track.SOCIAL])
def test_a_vulnerability_is_refused_with_words_outside_the_social_track(viewer, person, track):
    with pytest.raises(InvalidInputError) as raised:
        orient_to(viewer, person, track, TODAY, is_vulnerable=True)
    assert "parcours social seulement" in raised.value.problems["is_vulnerable"]


def test_a_pause_shows_until_it_is_ended(viewer, person):
    pause_from(viewer, person, date(2026, 11, 1), date(2026, 12, 31))
    assert header(viewer, person).status is Status.PAUSED
    act(viewer, resume, person, ended_on=date(2026, 11, 10))
    assert header(viewer, person).status is Status.ACTIVE


def test_there_is_one_pause_at_a_time(viewer, person):
    pause_from(viewer, person, date(2026, 11, 1), date(2026, 12, 31))
    with pytest.raises(ForbiddenError):
        pause_from(viewer, person, date(2026, 11, 2), date(2026, 12, 31))


def test_an_exit_ends_the_pause_and_the_referent(viewer, person):
    pause_from(viewer, person, date(2026, 10, 1), date(2026, 12, 31))
    leave(viewer, person)
    shown = header(viewer, person)
    assert (shown.status, shown.pause, shown.referent_name) == (Status.EXITED, None, "")


def test_an_exit_sent_twice_is_recorded_once(session, viewer, person):
    leave(viewer, person)
    leave(viewer, person, date(2026, 11, 5))
    assert session.scalars(select(SupportPeriod.exited_on)).one() == date(2026, 11, 1)


def test_somebody_who_comes_back_has_a_second_period(viewer, person):
    leave(viewer, person)
    come_back(viewer, person, date(2026, 11, 15))
    assert header(viewer, person).status is Status.ACTIVE
    with read_session(viewer) as session:
        assert len(list_periods(session, viewer, person.id)) == 2


def test_a_return_does_not_precede_the_exit(viewer, person):
    leave(viewer, person)
    with pytest.raises(InvalidInputError) as refused:
        come_back(viewer, person, date(2026, 10, 30))
    assert refused.value.problems == {"entered_on": "Le retour précède la sortie."}


def test_nothing_new_is_decided_for_somebody_who_left(viewer, person):
    leave(viewer, person)
    with pytest.raises(ForbiddenError):
        orient_to(viewer, person, Track.SOCIAL, TODAY)


def test_the_person_stays_one_line_of_the_caseload(session, viewer, person):
    leave(viewer, person)
    come_back(viewer, person, date(2026, 11, 15))
    assert session.scalars(select(CaseloadEntry.entered_on)).all() == [date(2026, 11, 15)]
