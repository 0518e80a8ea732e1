"""A field left by a click: what was typed is kept, and the click answers, wherever it goes."""

import pytest
from playwright.sync_api import expect

from tests.services.diagnosis_pair import COLUMNS, arrived, choose, kept, make_pair, start

FIELD = "Ce que je veux"


@pytest.fixture
def pair(site):
    """The two professionals, in a consortium of this test."""
    return make_pair(*site)


def test_a_tab_and_a_link_answer_to_the_click_that_leaves_a_field(page, pair):
    start(page, pair)
    page.get_by_label(FIELD, exact=True).fill("Un CDI")
    choose(page, "Les thèmes")
    expect(page.get_by_label(FIELD, exact=True)).to_be_hidden()
    kept(page, pair, COLUMNS[FIELD], "Un CDI")
    choose(page, "La personne")
    page.get_by_label(FIELD, exact=True).fill("Un CDI près d’ici")
    page.get_by_role("link", name="Diagnostics", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Diagnostics")
    kept(page, pair, COLUMNS[FIELD], "Un CDI près d’ici")
    page.go_back()
    arrived(page)
    expect(page.get_by_label(FIELD, exact=True)).to_have_value("Un CDI près d’ici")
