"""Points de situation: who is listed, and what a review says."""

from datetime import date, timedelta

import pytest

from domain.exchange_drafts import ReviewDraft
from domain.follow_up import Presence, Status, Track
from domain.reviews import ReviewFilters, ReviewsShown, told_since

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("shown", "first", "last"),
    [
        (ReviewsShown.ALL, None, TODAY + timedelta(days=7)),
        (ReviewsShown.LATE, None, TODAY - timedelta(days=1)),
        (ReviewsShown.SOON, TODAY, TODAY + timedelta(days=7)),
    ],
)
def test_late_is_strictly_before_today_and_soon_within_a_week(shown, first, last):
    assert ReviewFilters(shown).due_between(TODAY) == (first, last)


def test_nobody_paused_or_gone_is_asked_for():
    people = ReviewFilters(tracks=(Track.SOCIAL,), referent_id=3).people
    assert (people.statuses, people.tracks, people.referent_id) == ((Status.ACTIVE,), (Track.SOCIAL,), 3)


def test_what_is_told_begins_the_day_after_the_last_review():
    assert told_since(None, TODAY) == TODAY
    assert told_since(TODAY, date(2026, 1, 1)) == TODAY + timedelta(days=1)


def test_a_review_says_what_moved_then_what_stands_in_the_way_and_what_comes_next():
    review = ReviewDraft(
        TODAY, Presence.PERSON, " Permis obtenu. ", None, "Pas de voiture", "Voir la mission"
    )
    told = "Permis obtenu. \n\nCe qui bloque\u00a0: Pas de voiture\n\nProchaine étape\u00a0: Voir la mission"
    assert review.words == told
    assert ReviewDraft(TODAY, Presence.PERSON, "Rien de neuf.", None, " ").words == "Rien de neuf."
