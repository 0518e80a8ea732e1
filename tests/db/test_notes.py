"""Who reads a note."""

from datetime import date

import pytest

from db.actions.records import add_record
from db.engine import read_session, write_session
from db.models.consortia import Consortium
from db.queries.files import list_records
from domain.access import Field
from domain.exchange_drafts import NoteDraft
from domain.follow_up import NoteVisibility
from domain.identifiers import new_id
from tests.factories import make_consortium, make_person, make_professional, share_with, viewer_for


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def person(session, caseworker):
    return make_person(session, caseworker)


def write(viewer, person, visibility):
    draft = NoteDraft(date(2026, 10, 1), visibility, "Un point à suivre.")
    with write_session(viewer) as session:
        add_record(session, viewer, person.id, record_id=new_id(), draft=draft)


def reads(viewer, person):
    with read_session(viewer) as session:
        return bool(list_records(session, viewer, person.id, NoteDraft))


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (NoteVisibility.SHARED, {"author", "same field", "same structure"}),
        (NoteVisibility.RESTRICTED_FIELD, {"author", "same field"}),
        (NoteVisibility.RESTRICTED_STRUCTURE, {"author", "same structure"}),
        (NoteVisibility.MEMO, {"author"}),
    ],
)
def test_a_note_is_read_by_those_it_is_for(session, person, caseworker, visibility, readers):
    consortium = session.get_one(Consortium, person.consortium_id)
    colleague = make_professional(session, consortium, field=Field.SOCIAL)
    neighbour = make_professional(session, consortium, field=Field.PROFESSIONAL)
    neighbour.structure_id = caseworker.structure_id
    session.flush()
    write(viewer_for(session, caseworker), person, visibility)
    for professional in (colleague, neighbour):
        share_with(session, person, professional)
    people = {"author": caseworker, "same field": colleague, "same structure": neighbour}
    found = {name for name, who in people.items() if reads(viewer_for(session, who), person)}
    assert found == readers
