"""What others changed in my files since my last visit, on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.records import add_record, change_record
from db.engine import read_session, write_session
from db.queries.changes import list_changes_since
from db.queries.day_starts import read_day_start
from domain.clock import set_clock
from domain.exchange_drafts import ContactDraft, NoteDraft
from domain.follow_up import NoteVisibility
from domain.identifiers import new_id
from domain.people import Channel
from tests.factories import (
    NOW,
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    share_with,
    viewer_for,
)

CALL = ContactDraft(TODAY, Channel.CALL, True, "Va bien.")


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def colleague(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def person(session, referent, colleague):
    person = make_person(session, referent)
    share_with(session, person, colleague)
    return person


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


@pytest.fixture
def other(session, colleague):
    return viewer_for(session, colleague)


def add(viewer, person, draft):
    record_id = new_id()
    with write_session(viewer) as writing:
        add_record(writing, viewer, person.id, record_id=record_id, draft=draft)
    return record_id


def changes(viewer, days):
    with read_session(viewer) as reading:
        return list_changes_since(reading, viewer, NOW - timedelta(days=days))


def last_visit(viewer):
    with read_session(viewer) as reading:
        return read_day_start(reading, viewer)[0]


def test_changes_are_those_of_others_alike_ones_told_once_without_their_words(viewer, other, person):
    add(viewer, person, CALL)
    contact_id = add(other, person, CALL)
    add(other, person, CALL)
    with write_session(other) as writing:
        change_record(writing, other, contact_id, version=1, draft=replace(CALL, sentence="Mieux."))
    listed = changes(viewer, days=30)
    found = [(str(one.event), one.object_kind) for one in listed.rows]
    assert found == [("update", "contact"), ("create", "contact")]
    assert listed.count == 2
    assert "Mieux" not in str(listed)


@pytest.mark.parametrize(("visibility", "told"), [(NoteVisibility.SHARED, 1), (NoteVisibility.MEMO, 0)])
def test_a_note_that_i_may_not_read_is_not_told(viewer, other, person, visibility, told):
    add(other, person, NoteDraft(TODAY, visibility, "Un mot."))
    assert changes(viewer, days=30).count == told


def test_changes_of_before_and_of_files_that_i_do_not_share_are_not_told(
    session, viewer, other, person, colleague
):
    add(other, make_person(session, colleague), CALL)
    set_clock(lambda: NOW - timedelta(days=2))
    add(other, person, CALL)
    assert changes(viewer, days=1).rows == []
    assert changes(viewer, days=3).count == 1


def test_the_last_visit_is_of_an_earlier_session(viewer, person):
    assert last_visit(viewer) is None
    set_clock(lambda: NOW - timedelta(days=3))
    add(replace(viewer, session_id=new_id()), person, CALL)
    set_clock(lambda: NOW)
    add(viewer, person, CALL)
    assert last_visit(viewer) == NOW - timedelta(days=3)
