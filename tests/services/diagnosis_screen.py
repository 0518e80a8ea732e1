"""The page of a diagnosis in tests: opened at one of its parts, read, filled."""

from streamlit.testing.v1 import AppTest

from components.diagnosis.screen import Section
from components.identity import identify_with
from navigation import DIAGNOSIS
from tests.services.shared import PROJECT


def open_page(viewer, diagnosis_id, section=Section.PERSON, theme=None):
    """Open this diagnosis as this viewer, at a part of it."""
    identify_with(lambda: viewer)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.query_params.update({"diagnostic": str(diagnosis_id), "partie": section.label})
    if theme:
        page.query_params["theme"] = theme
    return page.switch_page(DIAGNOSIS.path).run()


def open_interview(viewer, diagnosis_id):
    """Open « L’entretien », where its day and those who take part are."""
    page = open_page(viewer, diagnosis_id)
    page.session_state[f"diagnosis_{diagnosis_id}_interview"] = True
    return page.run()


def open_theme(viewer, diagnosis_id, theme="mobilite"):
    """Open one theme."""
    return open_page(viewer, diagnosis_id, Section.THEMES, theme)


def choice(page, label):
    """The segmented control or the pills under this label."""
    return next(one for one in page.button_group if one.label == label)


def choose(page, label, value):
    """Click on an option, as the browser does."""
    return choice(page, label).set_value(value).run()
