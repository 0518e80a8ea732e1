"""Instances: the commissions that one runs, with their members."""

from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from navigation import BODIES
from tests.db.preparing import make_preparation
from tests.services.shared import PROJECT


def test_who_runs_a_body_finds_it_with_its_members(session):
    made = make_preparation(session)
    identify_with(lambda: made.secretary)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.switch_page(BODIES.path).run()
    assert not page.exception
    assert {"Modifier la commission", "Ajouter un membre"} <= {one.label for one in page.button}
