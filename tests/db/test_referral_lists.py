"""Lists of referrals: received and sent, by state, late ones, filtered, in as many statements for a crowd."""

from datetime import timedelta

import pytest

from db.engine import read_session
from db.queries.day_starts import read_day_start
from db.queries.offer_referrals import (
    count_referrals,
    list_file_referrals,
    list_referrals,
)
from domain.offer.referral_lists import PAGE_SIZE, ReferralBox, ReferralFilters, ReferralState
from domain.offer.referrals import Gesture
from domain.offer.words import ReferralStatus
from tests.db.referring import build_place
from tests.factories import TODAY, make_person, make_referral

SENT = ReferralFilters(ReferralBox.SENT)
RECEIVED = ReferralFilters(ReferralBox.RECEIVED)
DAY = timedelta(days=1)


@pytest.fixture
def place(session):
    return build_place(session)


def add(session, place, days_ago, **values):
    """A referral sent by the sender to the receiver's structure so many days ago."""
    values = {"structure_id": place.viewers["receiver"].structure_id, "theme": "mobilite"} | values
    sent_on = TODAY - days_ago * DAY
    dates = {"sent_on": sent_on, "expires_on": sent_on + 30 * DAY}
    return make_referral(session, place.person, place.service, place.staff["sender"], **dates, **values)


def read(place, who, query, *about, **values):
    with read_session(place.viewers[who]) as session:
        return query(session, place.viewers[who], *about, **values)


def listed(place, who, filters, **values):
    return [line.id for line in read(place, who, list_referrals, filters, **values)]


def waiting(place, who):
    return read(place, who, read_day_start)[1]


def test_each_box_shows_its_own_the_oldest_first(session, place):
    new, old = add(session, place, 1), add(session, place, 40)
    assert listed(place, "receiver", RECEIVED) == listed(place, "their_manager", RECEIVED) == [old.id, new.id]
    assert listed(place, "sender", SENT) == [old.id, new.id]
    everybody = ReferralFilters(ReferralBox.SENT, is_mine=False)
    assert listed(place, "manager", everybody) == listed(place, "coordinator", everybody) == [old.id, new.id]
    nothing = [("sender", RECEIVED), ("receiver", SENT), ("coordinator", SENT), ("stranger", everybody)]
    assert [listed(place, who, box) for who, box in nothing] == [[]] * 4


def test_a_state_is_counted_whichever_is_shown(session, place):
    add(session, place, 3)
    add(session, place, 3, status=ReferralStatus.RECEIVED, received_on=TODAY)
    add(session, place, 3, status=ReferralStatus.WAITING, answered_on=TODAY)
    add(session, place, 3, status=ReferralStatus.WITHDRAWN, closed_on=TODAY)
    counts = read(place, "receiver", count_referrals, RECEIVED)
    assert list(counts.values()) == [2, 1, 0, 0, 1]
    assert counts == {
        state: len(listed(place, "receiver", ReferralFilters(state=state))) for state in ReferralState
    }


@pytest.mark.parametrize(("days_ago", "reminded_ago", "is_late"), [(9, None, 0), (10, None, 1), (30, 9, 0)])
def test_late_is_without_an_answer_nor_a_reminder_for_ten_days(
    session, place, days_ago, reminded_ago, is_late
):
    reminded_on = TODAY - reminded_ago * DAY if reminded_ago else None
    referral = add(session, place, days_ago, reminded_on=reminded_on)
    filters = ReferralFilters(ReferralBox.SENT, is_late=True)
    assert listed(place, "sender", filters) == [referral.id] * is_late
    assert waiting(place, "sender") == (0, 1, is_late)
    assert read(place, "sender", list_referrals, SENT)[0].standing.is_to_remind(TODAY, 10) == bool(is_late)


def test_an_accepted_one_is_late_once_its_start_has_passed(session, place):
    accepted = {"status": ReferralStatus.ACCEPTED, "answered_on": TODAY}
    late = add(session, place, 20, **accepted, starts_on=TODAY - DAY)
    add(session, place, 20, **accepted, starts_on=TODAY)
    filters = ReferralFilters(state=ReferralState.ACCEPTED, is_late=True)
    assert listed(place, "receiver", filters) == [late.id]


def test_a_need_filters(session, place):
    add(session, place, 3, theme=None)
    mine = add(session, place, 3, theme="numerique")
    assert listed(place, "receiver", ReferralFilters(theme="numerique")) == [mine.id]


def test_once_it_is_over_the_receiver_keeps_the_name_and_not_the_telephone(place):
    referral_id = place.send()
    place.act(referral_id, Gesture.WITHDRAW, "sender")
    line = place.read(referral_id, "receiver")
    assert (line.name, line.phone, line.birth_date) == ("Alix Martin", "", None)
    assert place.read(referral_id).phone == "0600000001"


def test_my_day_counts_what_waits_for_me(session, place):
    add(session, place, 3)
    add(session, place, 12)
    assert waiting(place, "sender") == (0, 2, 1)
    assert waiting(place, "receiver") == (2, 0, 0)
    assert waiting(place, "stranger") == (0, 0, 0)


def test_as_many_statements_for_one_referral_as_for_two_pages(session, place, count_statements):
    for size in (1, PAGE_SIZE):
        for _ in range(size):
            add(session, place, 3)
        with count_statements() as statements:
            read(place, "receiver", list_referrals, RECEIVED)
            read(place, "receiver", count_referrals, RECEIVED)
            read(place, "receiver", read_day_start)
            read(place, "sender", list_file_referrals, place.person.id)
        assert len(statements) == 3  # and the one that reads the journal, which is never counted
    assert len(listed(place, "receiver", RECEIVED)) == PAGE_SIZE
    assert len(listed(place, "receiver", RECEIVED, page=2)) == 1
    assert len(listed(place, "receiver", RECEIVED, page=None)) == PAGE_SIZE + 1


def test_other_people_s_files_stay_apart(session, place):
    add(session, place, 3)
    other = make_person(session, place.staff["sender"])
    assert read(place, "sender", list_file_referrals, other.id) == []
