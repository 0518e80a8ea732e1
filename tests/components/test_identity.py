"""Who asks is read once while a page is drawn, and again by whatever runs outside of it."""

import pytest

from components.identity import find_current_viewer, identify_with, viewer_of_run
from tests.services.day_values import VIEWER

asked = []


@pytest.fixture
def account():
    asked.clear()
    identify_with(lambda: asked.append("session") or VIEWER)
    yield VIEWER
    identify_with(None)


def test_a_page_reads_the_session_of_who_asks_once(account):
    with viewer_of_run(account):
        assert [find_current_viewer(), find_current_viewer()] == [account, account]
    assert asked == []


def test_a_callback_reads_it_again(account):
    with viewer_of_run(account):
        find_current_viewer()
    assert find_current_viewer() == account
    assert asked == ["session"]


def test_a_page_that_is_refused_leaves_nobody_behind(account):
    with pytest.raises(ValueError, match="refused"), viewer_of_run(account):
        raise ValueError("refused")
    identify_with(None)
    assert find_current_viewer() is None
