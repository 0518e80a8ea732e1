"""The screen of a file in tests: opened, read, filled."""

from sqlalchemy import func, select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.records import add_record
from db.engine import write_session
from domain.file_parts import FileSection
from domain.identifiers import new_id
from navigation import FILE
from tests.services.shared import PROJECT


def open_file(viewer, personne, section=FileSection.OVERVIEW, form=None):
    """Open this file as this viewer, at a part of it, with a form open or not."""
    identify_with(lambda: viewer)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.query_params.update({"personne": str(personne), "rubrique": section.label})
    if form:
        page.session_state["file_form"] = form
    return page.switch_page(FILE.path).run()


def words(page):
    """Everything that is said on the screen."""
    kinds = (page.title, page.subheader, page.markdown, page.text, page.caption, page.info, page.error)
    said = " ".join(element.value for kind in (*kinds, page.warning) for element in kind)
    return said.replace("\\", "").replace("\u00a0", " ")


def labels(page):
    """The buttons."""
    return [button.label.replace("\u00a0", " ") for button in page.button]


def press(page, label):
    """Click on a button."""
    return next(one for one in page.button if one.label.replace("\u00a0", " ") == label).click().run()


def field(page, label):
    """The field under this label."""
    kinds = (page.text_input, page.text_area, page.number_input, page.selectbox, page.date_input)
    return next(element for kind in kinds for element in kind if element.label == label)


def add(viewer, person, draft):
    """Add a record as the page does."""
    record_id = new_id()
    with write_session(viewer) as session:
        add_record(session, viewer, person.id, record_id=record_id, draft=draft)
    return record_id


def count(session, model):
    """How many rows there are."""
    return session.scalar(select(func.count()).select_from(model))
