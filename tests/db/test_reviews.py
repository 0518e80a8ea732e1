"""Points de situation to hold: who is listed, after which rhythm, with what the file tells."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.actions.pauses import pause
from db.actions.records import add_record
from db.engine import read_session, write_session
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium, Structure
from db.models.exchanges import Review
from db.queries.review_grounds import get_review_ground
from db.queries.reviews import count_reviews, export_reviews, list_reviews
from domain.access import Role
from domain.exchange_drafts import ContactDraft, ReviewDraft
from domain.follow_up import ActionOrigin, ActionStatus, PauseReason, Presence, Track
from domain.identifiers import new_id
from domain.path_drafts import ActionDraft, ObjectiveDraft
from domain.people import Channel
from domain.reviews import ReviewFilters, ReviewsShown
from tests.db.crowd import fill, meet
from tests.db.plans import sent
from tests.db.test_query_plans import VIEWERS, assert_indexed, crowd, plans_of
from tests.factories import TODAY, make_consortium, make_person, make_professional, share_with, viewer_for

__all__ = ["crowd"]  # a fixture, shared with the other query plans
ENTERED = date(2026, 1, 5)


@pytest.fixture
def consortium(session):
    return make_consortium(session, review_rhythm_days=90)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


def due_in(session, referent, days, **values):
    """Somebody whose review is due in so many days."""
    entered_on = TODAY + timedelta(days=days - 90)
    return make_person(session, referent, entered_on=entered_on, first_names=f"Alix {days}", **values)


def listed(viewer, filters=ReviewFilters()):  # noqa: B008
    with read_session(viewer) as session:
        found = list_reviews(session, viewer, filters)
        assert count_reviews(session, viewer, filters) == len(found)
        assert export_reviews(session, viewer, filters).equals(found)
    return list(found["days_late"])


def due_on(session, person):
    entry = session.get_one(CaseloadEntry, (person.consortium_id, person.id), populate_existing=True)
    return entry.review_due_on


def add(viewer, person, draft, record_id=None):
    with write_session(viewer) as session:
        add_record(session, viewer, person.id, record_id=record_id or new_id(), draft=draft)


def test_late_and_soon_due_are_listed_the_most_late_first(session, referent, viewer):
    for days in (8, 7, 0, -1, -30):
        due_in(session, referent, days)
    assert listed(viewer) == [30, 1, 0, -7]
    assert listed(viewer, ReviewFilters(ReviewsShown.LATE)) == [30, 1]
    assert listed(viewer, ReviewFilters(ReviewsShown.SOON, soon_days=15)) == [0, -7, -8]


def test_filters_keep_whom_they_say(session, consortium, referent, viewer):
    due_in(session, referent, -3)
    other = make_professional(session, consortium)
    share_with(session, due_in(session, other, -5), referent, started_on=ENTERED)
    assert listed(viewer) == [5, 3]
    assert listed(viewer, ReviewFilters(referent_id=other.id)) == [5]
    assert listed(viewer, ReviewFilters(structure_id=referent.structure_id)) == [3]
    assert listed(viewer, ReviewFilters(is_without_referent=True)) == []
    assert listed(viewer, ReviewFilters(has_referent=True)) == [5, 3]
    assert listed(viewer, ReviewFilters(tracks=(Track.SOCIAL,))) == []


def test_nobody_on_pause_is_asked_for(session, referent, viewer):
    person = due_in(session, referent, -3)
    ends_on = TODAY + timedelta(days=30)
    with write_session(viewer) as own:
        values = {"reason": PauseReason.HEALTH, "started_on": TODAY, "expected_end_on": ends_on}
        pause(own, viewer, person.id, record_id=new_id(), **values)
    assert listed(viewer) == []


def test_a_manager_lists_people_whose_review_she_may_not_write(session, referent, viewer):
    due_in(session, referent, -3)
    manager = replace(viewer, professional_id=make_professional_beside(session, referent).id)
    manager = replace(manager, roles=frozenset({Role.STRUCTURE_MANAGER}))
    for who, may in ((manager, False), (viewer, True), (coordination(manager), True)):
        with read_session(who) as own:
            assert list(list_reviews(own, who, ReviewFilters())["may_review"]) == [may]


def make_professional_beside(session, referent):
    consortium = session.get_one(Consortium, referent.consortium_id)
    structure = session.get_one(Structure, (referent.consortium_id, referent.structure_id))
    return make_professional(session, consortium, structure=structure)


def coordination(viewer):
    return replace(viewer, roles=frozenset({Role.COORDINATOR}))


def test_a_review_keeps_what_stands_in_the_way_and_what_comes_next(session, referent, viewer):
    person = make_person(session, referent)
    next_on = TODAY + timedelta(days=30)
    review = ReviewDraft(TODAY, Presence.PERSON, "Permis obtenu.", next_on, " Garde ", "Voir la mission")
    add(viewer, person, review, record_id := new_id())
    add(viewer, person, review, record_id)  # a double click
    stored = session.scalars(select(Review).where(Review.consortium_id == person.consortium_id)).one()
    assert (stored.obstacles, stored.next_step) == ("Garde", "Voir la mission")
    assert due_on(session, person) == next_on


def test_a_quick_entry_tells_the_last_review_and_what_happened_since(session, referent, viewer):
    person = make_person(session, referent)
    reviewed_on, since = TODAY - timedelta(days=60), TODAY - timedelta(days=20)
    add(viewer, person, ReviewDraft(reviewed_on, Presence.PERSON, "Cherche un toit.", None))
    for day in (reviewed_on, since):
        add(viewer, person, ContactDraft(day, Channel.CALL, is_reached=True, sentence="Vue"))
    add(viewer, person, ObjectiveDraft(None, "Se loger", since), objective_id := new_id())
    todo, done = ActionStatus.TO_DO, ActionStatus.DONE
    add(viewer, person, ActionDraft(objective_id, "Dossier", None, None, todo, ActionOrigin.PERSON))
    add(viewer, person, ActionDraft(objective_id, "Papiers", None, None, done, ActionOrigin.PERSON, TODAY))
    with read_session(viewer) as own:
        ground = get_review_ground(own, viewer, person.id)
    assert ground.last.draft.summary == "Cherche un toit."
    assert [(one.day, one.detail) for one in ground.events] == [
        (TODAY, "Papiers"),
        (since, "Vue"),
    ]
    assert [one.title for one in ground.objectives] == ["Se loger"]
    assert [one.title for one in ground.actions] == ["Dossier"]


@pytest.mark.parametrize("people", [10, 400])
def test_as_many_statements_whatever_the_size(connection, people):
    fill(connection, people)
    for viewer in meet(connection).viewers.values():
        with read_session(viewer) as session, sent() as statements:
            list_reviews(session, viewer, ReviewFilters())
            count_reviews(session, viewer, ReviewFilters())
        assert sum(sql.startswith("SELECT") for sql, _ in statements) == 2


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("read", [list_reviews, count_reviews])
def test_the_list_reads_no_table_whole(crowd, read, viewer):
    for filters in (ReviewFilters(), ReviewFilters(ReviewsShown.LATE, tracks=(Track.SOCIAL,))):
        assert_indexed(plans_of(crowd, viewer, read, filters))


def test_the_coordination_s_list_is_read_in_the_order_of_due_dates(crowd):
    (lines,) = plans_of(crowd, "coordinator", list_reviews, ReviewFilters())
    assert any("review_due_on" in line for line in lines)


def test_a_quick_entry_costs_ten_statements_and_reads_no_table_whole(crowd):
    plans = plans_of(crowd, "caseworker", get_review_ground, crowd.person_id)
    assert_indexed(plans)
    assert len(plans) <= 10
