"""A shared screen has a token for one meeting: it ends with it, and reads nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.commissions.projections import close_projections, open_projection
from db.engine import sign_in_session, write_session
from db.models.audit import AuditEntry
from db.models.commissions import CommissionMeeting, SharedScreen
from db.models.commissions import Projection as StoredProjection
from db.queries.commissions.projections import find_projection, read_projected, read_stamp
from domain.access import Role
from domain.commissions.projections import PROJECTED_STATES, PROJECTION_LIFE, Stamp
from domain.commissions.screens import to_json
from domain.commissions.words import MeetingState
from domain.errors import ForbiddenError
from tests.commission_factories import make_body, make_meeting
from tests.factories import NOW, make_consortium, make_professional, viewer_for
from tests.services.screen_contents import CASE


@pytest.fixture
def room(session):
    """A coordinator and her meeting, open, with its screen."""
    consortium = make_consortium(session)
    viewer = viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))
    meeting = make_meeting(session, make_body(session, consortium.id), state=MeetingState.OPEN)
    key = {"consortium_id": consortium.id, "meeting_id": meeting.id}
    session.add(SharedScreen(**key, changes=4, content=to_json(CASE)))
    session.flush()
    return viewer, meeting


def opened(viewer, meeting):
    """A shared screen of this meeting, and its token."""
    with write_session(viewer) as writing:
        return open_projection(writing, viewer, meeting.id)


def asked(query, *about, now=NOW):
    """As the server asks, before any consortium is known."""
    with sign_in_session(is_readonly=True) as reading:
        return query(reading, *about, now)


def move(session, meeting, state):
    stored = session.get_one(CommissionMeeting, (meeting.consortium_id, meeting.id))
    stored.state, stored.state_reason = state, "Salle fermée"
    session.flush()


def test_only_the_digest_of_the_token_is_kept_and_the_journal_says_who_opened_it(session, room):
    viewer, meeting = room
    projection, token = opened(viewer, meeting)
    stored = session.get_one(StoredProjection, projection.id)
    assert (stored.meeting_id, stored.opened_by) == (meeting.id, viewer.professional_id)
    assert len(token) >= 43
    assert token not in str(vars(stored))
    line = session.scalars(select(AuditEntry).where(AuditEntry.object_id == projection.id)).one()
    assert (line.object_kind, line.beneficiary_id) == ("projection", None)


def test_its_token_shows_the_screen_of_its_meeting(room):
    projection, token = opened(*room)
    assert asked(find_projection, token) == projection
    shown = asked(read_projected, projection)
    assert shown.screen == CASE
    assert shown.stamp == asked(read_stamp, projection) == Stamp(4, MeetingState.OPEN)


@pytest.mark.parametrize("token", ["", "inconnu"])
def test_another_token_opens_nothing(room, token):
    opened(*room)
    assert asked(find_projection, token) is None


def test_a_second_screen_leaves_the_first_one_alive_and_closing_ends_both(room):
    viewer, meeting = room
    pairs = [opened(viewer, meeting), opened(viewer, meeting)]
    assert [asked(find_projection, token) for _, token in pairs] == [one for one, _ in pairs]
    with write_session(viewer) as writing:
        close_projections(writing, viewer, meeting.id)
    for projection, token in pairs:
        assert asked(find_projection, token) is None
        assert asked(read_stamp, projection) is None
        assert asked(read_projected, projection) is None


def test_it_ends_by_itself_after_a_day_of_meetings(room):
    projection, token = opened(*room)
    late = NOW + PROJECTION_LIFE + timedelta(seconds=1)
    assert asked(find_projection, token, now=late) is None
    assert asked(read_stamp, projection, now=late) is None


@pytest.mark.parametrize("state", MeetingState)
def test_it_lives_as_long_as_its_meeting(session, room, state):
    viewer, meeting = room
    projection, _ = opened(viewer, meeting)
    move(session, meeting, state)
    assert (asked(read_stamp, projection) is not None) == (state in PROJECTED_STATES)
    assert (asked(read_projected, projection) is not None) == (state in PROJECTED_STATES)
    if state not in PROJECTED_STATES:
        with pytest.raises(ForbiddenError):
            opened(viewer, meeting)


def test_before_and_after_the_meeting_only_its_commission_and_its_day_are_told(session, room):
    viewer, meeting = room
    session.get_one(SharedScreen, (meeting.consortium_id, meeting.id)).content = {}
    session.commit()
    shown = asked(read_projected, opened(viewer, meeting)[0])
    assert (shown.screen, shown.body) == (None, "Commission d’essai")
    assert shown.starts_at.hour == 10  # 9 h 30 UTC, in Paris


def test_a_meeting_without_a_screen_yet_is_shown_as_not_begun(session, room):
    viewer, meeting = room
    session.delete(session.get_one(SharedScreen, (meeting.consortium_id, meeting.id)))
    session.commit()
    shown = asked(read_projected, opened(viewer, meeting)[0])
    assert (shown.screen, shown.stamp.changes) == (None, 0)


def test_it_never_reaches_another_consortium(session, room):
    projection, _ = opened(*room)
    elsewhere = replace(projection, consortium_id=make_consortium(session).id)
    session.commit()
    assert asked(read_stamp, elsewhere) is None
    assert asked(read_projected, elsewhere) is None


def test_a_second_with_nothing_new_costs_one_statement_and_a_change_two(room, count_statements):
    projection, _ = opened(*room)
    with count_statements() as statements:
        asked(read_stamp, projection)
    assert len(statements) == 1
    with count_statements() as statements:
        asked(read_projected, projection)
    assert len(statements) == 1
