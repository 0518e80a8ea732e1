"""The rhythm of reviews: the person's, else her track's, else the consortium's; everywhere the same."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.actions.caseload_bulk import refresh_review_due_dates
from db.actions.caseload_entries import refresh_caseload_entry
from db.engine import read_session
from db.models.beneficiaries import SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.indicators import PathLine
from db.models.settings import ConsortiumSetting
from db.queries.file_headers import get_header
from domain.follow_up import Track
from domain.thresholds import rhythm_code
from tests.factories import make_consortium, make_person, make_professional, viewer_for

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


def set_rhythm(session, consortium, track, days):
    session.add(ConsortiumSetting(consortium_id=consortium.id, code=rhythm_code(track), value=days))
    session.flush()
    refresh_review_due_dates(session, consortium.id)


def due_on(session, person):
    entry = session.get_one(CaseloadEntry, (person.consortium_id, person.id), populate_existing=True)
    return entry.review_due_on


def stay_of(session, person):
    return session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()


def test_the_rhythm_is_the_person_s_else_her_track_s_else_the_consortium_s(session, consortium, referent):
    people = [make_person(session, referent, first_names=name) for name in ("Une", "Deux", "Trois")]
    stays = [stay_of(session, person) for person in people]
    stays[0].track = stays[1].track = Track.SOCIAL
    stays[0].review_rhythm_days = 14
    session.flush()
    for person in people:
        refresh_caseload_entry(session, consortium.id, person.id)
    set_rhythm(session, consortium, Track.SOCIAL, 30)
    rhythms = [14, 30, 90]
    expected = [ENTERED + timedelta(days=days) for days in rhythms]
    assert [due_on(session, person) for person in people] == expected
    lines = select(PathLine.rhythm_days).order_by(PathLine.support_period_id)
    assert sorted(session.scalars(lines)) == rhythms


def test_one_person_and_everybody_give_the_same_date_and_the_file_the_same_rhythm(session, referent, viewer):
    person = make_person(session, referent)
    stay_of(session, person).track = Track.SOCIAL
    session.flush()
    refresh_caseload_entry(session, person.consortium_id, person.id)
    key = {"consortium_id": person.consortium_id, "code": rhythm_code(Track.SOCIAL)}
    session.add(ConsortiumSetting(**key, value=45))
    refresh_review_due_dates(session, person.consortium_id)
    moved = due_on(session, person)
    refresh_caseload_entry(session, person.consortium_id, person.id)
    assert due_on(session, person) == moved == ENTERED + timedelta(days=45)
    with read_session(viewer) as own:
        assert get_header(own, viewer, person.id).review_rhythm_days == 45
