"""What the preview announces is what confirming does; nobody else is told."""

import pytest

from db.actions.imports.decisions import choose_value, decide
from db.engine import read_session, write_session
from db.queries.import_plans import count_planned
from domain.access import Role
from domain.imports.model import Decision, Verdict
from domain.people import IdentifierOrigin
from tests.db.importing import confirm, import_file, preview, sample
from tests.factories import make_consortium, make_professional, viewer_for

KNOWN = "Nom;Prénom;Né le;Téléphone\nMartin;Alix;03/04/1990;0612345678\n"
MIXED = (
    "Nom;Prénom;Né le;Téléphone\n"
    "Martin;Alix;03/04/1990;0699999999\n"  # known, another phone
    "Martins;Alix;03/04/1990;\n"  # near
    "Roca;Inès;03/04/1991;\n"  # new
    "Roca;Inès;03/04/1991;\n"  # repeated
    "Puig;Zoé;31/02/1990;\n"  # error
)


@pytest.fixture
def consortium(session):
    return make_consortium(session, territory_id="3-24")


@pytest.fixture
def coordinator(session, consortium):
    return viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))


@pytest.fixture
def run_id(coordinator):
    import_file(coordinator, KNOWN, origin=IdentifierOrigin.CAF)
    return preview(coordinator, MIXED, origin=IdentifierOrigin.MSA)


def planned(viewer, run_id):
    with read_session(viewer) as session:
        plan = count_planned(session, viewer, run_id)
    return {str(outcome): count for outcome, count in plan.outcomes.items()}


def test_the_sample_is_announced_as_it_is_done(coordinator):
    run_id = preview(coordinator, sample("03_lignes_fautives.csv"))
    announced = planned(coordinator, run_id)
    assert announced == {"created": 4, "left": 7}
    assert confirm(coordinator, run_id) == announced


def test_without_a_decision_nothing_doubtful_is_announced(coordinator, run_id):
    announced = planned(coordinator, run_id)
    assert announced == {"unchanged": 1, "created": 1, "left": 3}
    assert confirm(coordinator, run_id) == announced


def test_an_unchanged_line_with_another_value_is_told_until_it_is_taken(coordinator, run_id):
    def kept():
        with read_session(coordinator) as session:
            return count_planned(session, coordinator, run_id).kept

    assert kept() == 1
    with write_session(coordinator) as session:
        choose_value(session, coordinator, run_id, 2, "phone", replace=True)
    assert kept() == 0


def test_decisions_and_chosen_values_are_counted_in(coordinator, run_id):
    with write_session(coordinator) as session:
        decide(session, coordinator, run_id, None, Verdict.TO_DECIDE, Decision.OTHER)
        choose_value(session, coordinator, run_id, 2, "phone", replace=True)
    announced = planned(coordinator, run_id)
    assert announced == {"updated": 1, "created": 2, "left": 2}
    assert confirm(coordinator, run_id) == announced


def test_a_confirmed_import_announces_nothing_any_more(coordinator, run_id):
    confirm(coordinator, run_id)
    assert planned(coordinator, run_id) == {}


@pytest.mark.parametrize("role", sorted(Role))
def test_nobody_but_the_importer_is_told(session, consortium, run_id, role):
    colleague = viewer_for(session, make_professional(session, consortium, roles=(role,)))
    assert planned(colleague, run_id) == {}


def test_one_statement(coordinator, run_id, count_statements):
    with count_statements() as statements:
        planned(coordinator, run_id)
    assert len([one for one in statements if one.lower().startswith("select import_row")]) == 1
