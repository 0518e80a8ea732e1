"""Accessibilité: the declaration that everybody may read."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.access import ALL_ROLES, Role
from domain.accessibility import EXEMPTIONS
from navigation import ACCESSIBILITY
from tests.services.file_screen import words
from tests.services.shared import PROJECT


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.STEERING])
def test_it_tells_its_state_what_stays_wrong_and_the_ways_of_appeal(sign_in, role):
    sign_in(role)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.switch_page(ACCESSIBILITY.path).run()
    assert not page.exception
    told = words(page).replace("\\", "")
    assert "partiellement conforme" in told
    assert [one.words for one in EXEMPTIONS if one.words.replace("\u00a0", " ") not in told] == []
    assert "Défenseur des droits" in told


def test_everybody_has_it_in_the_menu():
    assert ACCESSIBILITY.roles == ALL_ROLES
    assert not ACCESSIBILITY.is_hidden


def test_what_stays_wrong_is_dated():
    assert all(one.seen_on.year >= 2026 for one in EXEMPTIONS)
