"""Vos engagements: as the référent and the secretary meet them."""

import pytest
from streamlit.testing.v1 import AppTest

from navigation import COMMITMENTS
from tests.db.test_commitments_after_meetings import made  # noqa: F401
from tests.pages.test_meetings import open_page
from tests.services.file_screen import press, words
from tests.services.shared import PROJECT


def test_nobody_sees_anything():
    page = AppTest.from_file(PROJECT / COMMITMENTS.path, default_timeout=30)
    assert "Votre session est terminée" in words(page.run())


@pytest.mark.usefixtures("made")
def test_a_late_commitment_is_done_in_one_click(made):  # noqa: F811
    page = open_page(made.referent, COMMITMENTS)
    assert "En retard" in words(page)
    page = press(page, "Fait")
    assert "En retard" not in words(page)
    assert "fait le" in words(page)


def test_another_deadline_asks_why(made):  # noqa: F811
    page = press(open_page(made.secretary, COMMITMENTS), "Changer l’échéance")
    assert "Dites pourquoi" in words(press(page, "Enregistrer"))
