"""Ma journée tells which diagnoses wait for the viewer."""

from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.diagnoses.closing import conclude, validate
from navigation import DAY
from tests.db.diagnosing import act, fill_in, start_together
from tests.services.file_screen import words
from tests.services.shared import PROJECT


def open_day(viewer):
    identify_with(lambda: viewer)
    return AppTest.from_file(PROJECT / "app.py", default_timeout=30).run().switch_page(DAY.path).run()


def test_a_diagnosis_that_waits_for_me_is_one_click_away(duo):
    diagnosis_id = start_together(duo)
    page = open_day(duo.social)
    assert "Diagnostics à terminer ou à valider" in words(page)
    assert "à terminer" in words(page)
    fill_in(duo.social, diagnosis_id)
    act(duo.social, conclude, diagnosis_id)
    assert "votre validation est attendue" in words(open_day(duo.social))
    act(duo.social, validate, diagnosis_id)
    assert "Diagnostics à terminer" not in words(open_day(duo.social))
    assert "Diagnostics à terminer" in words(open_day(duo.professional))
