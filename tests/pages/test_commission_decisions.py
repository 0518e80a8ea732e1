"""Décisions et notifications, as who runs a regulatory body meets them."""

from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.settings import ConsortiumSetting
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.words import CommissionFamily, Conclusion, MeetingState
from domain.identifiers import new_id
from navigation import DECISIONS
from tests.db.meeting_days import make_day
from tests.services.file_screen import words
from tests.services.shared import PROJECT


def open_page(session, *, is_on):
    held = make_day(session, family=CommissionFamily.REGULATORY)
    held.points[0].conclusion, held.points[0].conclusion_words = Conclusion.OPINION, "Avis favorable"
    held.meeting.state = MeetingState.TO_VALIDATE
    key = {"consortium_id": held.body.consortium_id, "id": new_id()}
    session.add(ConsortiumSetting(**key, code=REGULATORY_ON, value=int(is_on)))
    session.commit()
    identify_with(lambda: held.secretary)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.switch_page(DECISIONS.path).run()
    assert not page.exception
    return page


def test_the_list_says_what_is_awaited(session):
    page = open_page(session, is_on=True)
    assert list(page.dataframe[0].value["Où en est-on"]) == ["Décision attendue"]
    page.selectbox(key="decision_step").select_index(2).run()
    assert "Aucun avis rendu" in words(page)


def test_the_page_says_so_when_switched_off(session):
    assert "n’a pas activé les instances réglementaires" in words(open_page(session, is_on=False))
