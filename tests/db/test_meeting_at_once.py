"""Two secretaries at the same instant in the same meeting: nothing is lost, nothing is done twice."""

import pytest

from db.actions.commissions import commitments, day, outcomes
from db.engine import SessionFactory
from db.models.cases import AgendaPoint
from db.queries.audit_chain import find_broken_line
from db.queries.commissions.day import list_commitments, read_changes, read_point, read_screen
from domain.commissions.commitments import CommitmentDraft
from domain.errors import EditConflictError
from domain.identifiers import new_id
from tests.db.at_once import ROUNDS, at_once
from tests.db.meeting_days import act, make_day, read, start_on_situation


@pytest.fixture
def held(own_engine):
    """As they are in a database of this test only, which several connections write to."""
    assert own_engine
    with SessionFactory.begin() as session:
        return make_day(session)


def say(held, point, field, typed, before):
    act(held.secretary, outcomes.record_outcome, point.id, field, shown=before, typed=typed)


def test_two_fields_typed_at_once_are_both_kept_and_both_shown(held):
    point, comment = start_on_situation(held), ""
    endings = ("Piste retenue", "À approfondir")
    for rank in ROUNDS:
        before, after = endings[(rank + 1) % 2] if rank else "", endings[rank % 2]
        former, comment = comment, f"Dit {rank}"
        refused = at_once(
            lambda former=former, comment=comment: say(held, point, "comment", comment, former),
            lambda before=before, after=after: say(held, point, "conclusion_words", after, before),
        )
        assert refused == []
        outcome = read(held.secretary, read_screen, held.meeting.id).outcome
        assert (outcome.comment, outcome.conclusion) == (comment, after)


def test_the_same_field_typed_at_once_keeps_one_and_tells_the_other(held):
    """T111."""
    point, before = start_on_situation(held), ""
    for rank in ROUNDS:
        typed = (f"Bailleur {rank}", f"CAF {rank}")
        clicks = [
            lambda mine=mine, before=before: say(held, point, "comment", mine, before) for mine in typed
        ]
        refused = at_once(*clicks)
        before = read(held.secretary, read_point, point.id).comment
        assert [type(error) for error in refused] == [EditConflictError]
        assert before in typed


def test_two_who_press_next_go_one_point_further(held):
    start_on_situation(held)
    changes = read(held.secretary, read_changes, held.meeting.id)
    target = held.points[1].id
    assert at_once(*[lambda: act(held.secretary, day.go_to_point, target)] * 2) == []
    assert read(held.secretary, read_screen, held.meeting.id).number == 2
    assert read(held.secretary, read_changes, held.meeting.id) == changes + 1


def test_commitments_added_at_once_are_all_there(held):
    point = start_on_situation(held)

    def promise():
        values = {"record_id": new_id(), "draft": CommitmentDraft("Visiter")}
        act(held.secretary, commitments.add_commitment, point.id, **values)

    assert at_once(*[promise] * 4) == []
    assert len(read(held.secretary, list_commitments, held.meeting.id)) == 4
    assert len(read(held.secretary, read_screen, held.meeting.id).commitments) == 4
    with SessionFactory() as session:
        assert find_broken_line(session, held.secretary.consortium_id) is None
        assert session.query(AgendaPoint).filter_by(meeting_id=held.meeting.id).count() == 4
