"""What messages of a tab say: acting or not, on a long page or elsewhere."""

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.util import calc_hash

from web.activity import NOTHING, Activity, Tab

LONG, ELSEWHERE = calc_hash("entretien"), calc_hash("dossier")


@pytest.fixture
def tab():
    return Tab(["entretien"])


def rerun(**asked):
    message = BackMsg()
    for name, value in asked.items():
        setattr(message.rerun_script, name, value)
    return message


def test_a_fragment_or_a_whole_run_of_a_long_page_is_activity_there(tab):
    for asked in ({"fragment_id": "theme"}, {}):
        assert tab.activity(rerun(page_script_hash=LONG, **asked)) == Activity(True, True)
    assert tab.activity(rerun(page_name="entretien")) == Activity(True, True)


def test_elsewhere_or_at_home_it_is_activity_on_an_ordinary_page(tab):
    for asked in ({"page_script_hash": ELSEWHERE}, {"page_name": "dossier"}, {"page_name": ""}):
        assert tab.activity(rerun(**asked)) == Activity(True, False)


def test_an_automatic_run_is_not_activity_but_shows_a_long_page_open_then_left(tab):
    assert tab.activity(rerun(is_auto_rerun=True, page_script_hash=ELSEWHERE)) == NOTHING
    assert tab.activity(rerun(is_auto_rerun=True, page_script_hash=LONG)) == Activity(False, True)
    assert tab.activity(rerun(is_auto_rerun=True, page_script_hash=ELSEWHERE)) == Activity(False, False)
    assert tab.activity(rerun(is_auto_rerun=True, page_script_hash=ELSEWHERE)) == NOTHING


def test_what_is_not_a_run_says_nothing_and_forgets_nothing(tab):
    tab.activity(rerun(page_script_hash=LONG))
    assert tab.activity(BackMsg(load_git_info=True)) == NOTHING
    assert tab.activity(rerun(is_auto_rerun=True, page_script_hash=ELSEWHERE)) == Activity(False, False)
