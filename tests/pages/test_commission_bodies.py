"""Instances: the commissions that one runs, with their members."""

from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from domain.commissions.body_drafts import BODY_LABELS
from domain.commissions.words import CommissionFamily
from navigation import BODIES
from tests.db.preparing import make_preparation
from tests.pages.test_meetings import open_page
from tests.services.file_screen import press, words
from tests.services.shared import PROJECT


def test_who_runs_a_body_finds_it_with_its_members(session):
    made = make_preparation(session)
    identify_with(lambda: made.secretary)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.switch_page(BODIES.path).run()
    assert not page.exception
    assert {"Modifier la commission", "Ajouter un membre"} <= {one.label for one in page.button}


def test_closing_asks_first(session):
    made = make_preparation(session)
    page = press(open_page(made.secretary, BODIES), "Fermer la commission")
    assert "ne recevra plus de situation" in words(page)


def test_a_closed_commission_may_open_again(session):
    made = make_preparation(session)
    made.body.is_active = False
    session.commit()
    page = open_page(made.secretary, BODIES)
    assert "(fermée)" in page.selectbox[0].options[0]
    assert "Elle recevra de nouveau" in words(press(page, "Rouvrir la commission"))


def test_a_regulatory_body_says_why_it_meets_no_more_once_they_are_switched_off(session):
    made = make_preparation(session)
    made.body.family = CommissionFamily.REGULATORY
    session.commit()
    page = open_page(made.secretary, BODIES)
    assert "ne sont pas activées" in words(page)
    labels = {one.label for one in press(page, "Modifier la commission").text_area}
    assert {BODY_LABELS["opinion"], BODY_LABELS["remedies"]} <= labels
    assert BODY_LABELS["found"] not in labels
