"""Diagnostic: what a change costs, what a page costs."""

import pytest

from components.diagnosis.screen import Section
from db.engine import read_session
from db.queries.diagnoses import read_entry
from domain.diagnosis.words import ThemeState
from tests.db.diagnosing import answer, start_together, validated
from tests.services.diagnosis_screen import open_page


def _counted(statements):
    """Without the identity, the tenant setting and the audit line (performance.md)."""
    return [one for one in statements if "audit" not in one and "set_config" not in one]


def test_one_answer_changed_costs_few_statements(duo, draft, count_statements):
    answer(duo.social, draft, ThemeState.NEED)
    with count_statements() as statements:
        answer(duo.social, draft, "Un bus", field="shared_note", shown="")
        with read_session(duo.social) as session:
            read_entry(session, duo.social, draft)
    assert len(_counted(statements)) <= 4


@pytest.mark.parametrize("section", list(Section))
def test_a_page_costs_twenty_statements_at_most_with_the_diagnosis_before(duo, section, count_statements):
    validated(duo)
    page = open_page(duo.social, start_together(duo), section)
    with count_statements() as statements:
        page.run()
    assert 0 < len(statements) <= 20
