"""Suivi des commissions, and the block « Commissions » of a file."""

import pytest
from streamlit.testing.v1 import AppTest

from db.queries.indicators import kept
from domain.file_parts import FileSection
from navigation import COMMISSION_FIGURES, pages_for
from tests.db.held_meetings import make_held
from tests.pages.test_meetings import open_page
from tests.services.file_screen import open_file, press, words
from tests.services.shared import PROJECT


@pytest.fixture
def held(session):
    kept.forget()
    return make_held(session)


def test_nobody_sees_anything():
    page = AppTest.from_file(PROJECT / COMMISSION_FIGURES.path, default_timeout=30)
    assert "Votre session est terminée" in words(page.run())


def test_each_tile_opens_its_list(held):
    page = open_page(held.coordinator, COMMISSION_FIGURES)
    for indicator in ("examined", "found", "on_time", "delay", "attendance"):
        page.button(key=f"detail_of_commission_{indicator}").click().run()
        assert not page.exception
        assert " ligne" in words(page)
    press(page, "Fermer")


def test_the_pilotage_reads_figures_and_opens_nothing(held):
    page = open_page(held.steering, COMMISSION_FIGURES)
    assert "secret statistique" in words(page)
    assert not [one for one in page.button if str(one.key).startswith("detail_of")]


def test_who_runs_nothing_has_no_such_page(held):
    assert COMMISSION_FIGURES not in pages_for(held.caseworker.roles)


def test_the_file_says_to_which_commission_she_was_brought(held):
    page = open_file(held.caseworker, held.situations[0]["person"], FileSection.PLAN)
    assert "Commissions" in [one.value for one in page.subheader]
    assert "Commission 1" in words(page)
