"""The log and the screen after a bug."""

import json
import logging

import pytest
from streamlit.testing.v1 import AppTest

from web.logs import log_event, report_script_error


@pytest.fixture
def lines(caplog):
    """The lines of the server's log."""
    logger = logging.getLogger("jalons")
    logger.addHandler(caplog.handler)
    logger.setLevel(logging.INFO)
    yield lambda: [record.getMessage() for record in caplog.records if record.name == "jalons"]
    logger.removeHandler(caplog.handler)


def failing_page():
    from web.logs import report_script_error

    try:
        raise ValueError("Jeanne Secret, née le 1er mai")
    except ValueError as error:
        report_script_error(error)


def test_the_screen_shows_an_incident_number_and_nothing_of_the_error():
    """T069."""
    page = AppTest.from_function(failing_page).run()
    assert "numéro d’incident" in page.error[0].value
    assert "Jeanne" not in page.error[0].value


def test_the_log_says_where_but_not_what(lines):
    """T069."""
    with pytest.raises(ValueError, match="Jeanne") as caught:
        raise ValueError("Jeanne Secret")
    report_script_error(caught.value)
    written = json.loads(lines()[0])
    assert (written["event"], written["error"]) == ("page_error", "ValueError")
    assert any("tests/web/test_logs.py" in place for place in written["where"])
    assert "Jeanne" not in lines()[0]


@pytest.mark.parametrize("text", ["accentué", 'guil"lemet', "retour\nligne"])
def test_one_line_an_event_whatever_it_holds(lines, text):
    log_event("essai", fait=text)
    assert json.loads(lines()[0])["fait"] == text
    assert "\n" not in lines()[0]
