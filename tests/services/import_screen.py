"""The screens of an import in tests."""

from streamlit.testing.v1 import AppTest

from tests.services.shared import PROJECT

KNOWN = "Nom;Prénom;Né le;Téléphone\nMartin;Alix;03/04/1990;0612345678\n"


def open_page(entry, run_id=None):
    """A page of the menu, on this import."""
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    if run_id:
        page.query_params["import"] = str(run_id)
    return page.switch_page(entry.path).run()
