"""The buttons of the documents, for whoever reads the page."""

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from domain.access import PEOPLE_ROLES, Role
from tests.factories import make_consortium, make_person, make_professional, share_with, viewer_for
from tests.services.file_screen import open_file
from tests.services.shared import PROJECT


@pytest.fixture
def consortium(session):
    return make_consortium(session, territory_id="3-24")


def downloads(page):
    assert not page.exception
    return [button.label for button in page.get("download_button")]


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
@pytest.mark.parametrize("is_member", [True, False])
def test_who_opens_a_file_may_take_its_logbook(session, consortium, role, is_member):
    person = make_person(session, make_professional(session, consortium))
    somebody = make_professional(session, consortium)
    if is_member:
        share_with(session, person, somebody)
    found = downloads(open_file(viewer_for(session, somebody, role), person.id))
    assert ("Carnet de bord (PDF)" in found) == (is_member or role is Role.COORDINATOR)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_reads_the_sheet_may_take_it(session, consortium, role):
    viewer = viewer_for(session, make_professional(session, consortium), role)
    identify_with(lambda: viewer)
    page = AppTest.from_file(PROJECT / "pages/territories/sheet.py", default_timeout=20).run()
    assert downloads(page) == ["Télécharger la fiche (PDF)"]
