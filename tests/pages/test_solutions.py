"""Solutions proposed on screen: before a referral, in the file, in a diagnosis."""

import pytest
from sqlalchemy import update
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.indicators import PathLine
from db.models.offer import ServiceTheme
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import ThemeState
from domain.file_parts import FileSection
from navigation import REFER
from tests.db.referring import build_place
from tests.services.file_screen import open_file, words
from tests.services.shared import PROJECT


@pytest.fixture
def place(session):
    """The service answers to the need of the person, which nobody answered."""
    place = build_place(session)
    key = {"consortium_id": place.person.consortium_id, "service_id": place.service.id}
    session.add(ServiceTheme(**key, theme="mobilite--preparer-un-permis", category="mobilite"))
    needs = needs_bits({"mobilite": ThemeState.NEED, "sante": ThemeState.CONSTRAINT})
    session.execute(update(PathLine).where(PathLine.beneficiary_id == place.person.id).values(needs=needs))
    session.flush()
    return place


def open_refer(place, **asked):
    identify_with(lambda: place.viewers["sender"])
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    home.query_params.update(personne=str(place.person.id), **asked)
    page = home.switch_page(REFER.path).run()
    assert not page.exception
    return page


def test_what_is_proposed_says_why_and_what_has_no_solution(place):
    told = words(open_refer(place))
    assert "Mobilité" in told
    assert "Atelier" in told
    assert "public non précisé, à demander" in told
    assert "places non précisées" in told
    assert "Aucun service ouvert, avec de la place et accessible à cette personne" in told


def test_the_need_that_is_asked_is_the_only_one_answered(place):
    told = words(open_refer(place, besoin="mobilite"))
    assert "Atelier" in told
    assert "Aucun service ouvert, avec" not in told


def test_the_file_proposes_them_once_it_is_asked(place):
    page = open_file(place.viewers["sender"], place.person.id, FileSection.PATH)
    assert "à demander" not in words(page)
    next(one for one in page.toggle if "solutions" in one.label).set_value(True).run()
    assert "public non précisé, à demander" in words(page)
