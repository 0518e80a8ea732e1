"""What a kept view is made of."""

import pytest

from domain.saved_views import ViewDraft, words_to_ask, words_to_keep


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_view_needs_a_name_that_fits(name):
    assert "name" in ViewDraft(name).problems()


def test_a_short_name_is_enough():
    assert not ViewDraft(" À relancer ").problems()


def test_me_is_whoever_opens_the_view():
    kept = words_to_keep({"referent": ["7"], "statut": ["exited"]}, me=7)
    assert kept == {"referent": ["moi"], "statut": ["exited"]}
    assert words_to_ask(kept, me=8) == {"referent": ["8"], "statut": ["exited"]}


@pytest.mark.parametrize("words", [{}, {"referent": ["aucun"]}, {"referent": ["9"]}])
def test_everybody_else_is_kept_as_she_is(words):
    assert words_to_ask(words_to_keep(words, me=7), me=8) == words
