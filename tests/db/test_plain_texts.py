"""The text that leaves for another tool: for whom, and the line that it leaves in the journal."""

import pytest
from sqlalchemy import select

from db.actions.plain_texts import take_text
from db.engine import read_session
from db.models.audit import AuditEntry
from db.queries.journal import list_file_accesses
from domain.audit import AuditEvent
from domain.clock import set_clock
from domain.errors import NotFoundError
from domain.exchange_drafts import NoteDraft, ReviewDraft
from tests.db.world import build_side
from tests.factories import NOW


@pytest.fixture
def side(session):
    """A consortium where everybody is signed in."""
    set_clock(lambda: NOW)
    return build_side(session)


def exports(session):
    return session.scalars(select(AuditEntry).where(AuditEntry.event == AuditEvent.EXPORT)).all()


def test_the_summary_holds_the_latest_review_and_no_note(side):
    text = take_text(side.viewers["referent"], side.person.id)
    assert "Éloïse Lefèvre" in text
    assert side.records[ReviewDraft][1].summary in text
    assert side.records[NoteDraft][1].text not in text


def test_a_review_is_taken_alone_and_its_export_is_told_in_the_file(session, side):
    viewer = side.viewers["partner"]
    review_id, review = side.records[ReviewDraft]
    assert review.summary in take_text(viewer, side.person.id, review_id=review_id)
    assert [entry.beneficiary_id for entry in exports(session)] == [side.person.id]
    with read_session(viewer) as reading:
        latest = list_file_accesses(reading, viewer, side.person.id)[0]
    assert latest.object_label == "Texte copié pour un autre logiciel"


@pytest.mark.parametrize("name", ["colleague", "manager", "neighbour", "administrator", "nobody"])
def test_who_may_not_open_the_file_takes_nothing(session, side, name):
    with pytest.raises(NotFoundError):
        take_text(side.viewers[name], side.person.id)
    assert not exports(session)


def test_the_review_of_somebody_else_is_answered_like_an_absent_one(session, side):
    other = build_side(session).records[ReviewDraft][0]
    with pytest.raises(NotFoundError):
        take_text(side.viewers["referent"], side.person.id, review_id=other)
    assert not exports(session)
