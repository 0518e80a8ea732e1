"""Rapprochements on screen: for the coordination, in words, with a way back."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.reconciliations import note_reconciliation
from db.engine import write_session
from db.models.beneficiaries import Beneficiary
from db.models.reconciliations import Reconciliation
from domain.access import Role
from domain.reconciliations import ReconciliationStatus as Status
from navigation import RECONCILIATIONS
from tests.factories import make_consortium, make_person, make_professional, viewer_for
from tests.services.file_screen import press, words
from tests.services.shared import PROJECT

BIRTH = date(1990, 4, 3)


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def coordinator(session, consortium):
    viewer = viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))
    identify_with(lambda: viewer)
    yield viewer
    identify_with(None)


@pytest.fixture
def pair(session, consortium, coordinator):
    """Two files of « Zoé *Lefèvre* »."""
    first, second = (
        make_person(
            session,
            make_professional(session, consortium),
            birth_name="*Lefèvre*",
            first_names=first_names,
            birth_date=BIRTH,
        )
        for first_names in ("Zoé", "Zoée")
    )
    with write_session(coordinator) as writing:
        note_reconciliation(writing, coordinator, first.id, second.id, reason="Noms <b>proches</b>")
    return first, second


def open_page():
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    return home.switch_page(RECONCILIATIONS.path).run()


def status(session):
    return session.query(Reconciliation).one().status


@pytest.mark.usefixtures("coordinator")
def test_nothing_to_decide_is_said_calmly():
    assert "Rien à décider." in words(open_page())
    assert "vous êtes à jour" in words(open_page())


@pytest.mark.usefixtures("pair")
def test_both_files_are_side_by_side_and_what_differs_is_marked():
    said = words(open_page())
    assert "1 rapprochement à décider." in said
    assert "Noms <b>proches</b>" in said
    assert "| **≠ Nom** | **Zoé *Lefèvre*** | **Zoée *Lefèvre*** |" in said
    assert "| Naissance | 03/04/1990 | 03/04/1990 |" in said


def test_the_chosen_file_remains(session, pair):
    page = open_page()
    page.radio[0].set_value(pair[1].id)
    page = press(page, "C’est la même personne")
    assert "n’en font plus qu’un" in page.toast[0].value
    gone = session.get_one(Beneficiary, (pair[0].consortium_id, pair[0].id), populate_existing=True)
    assert gone.merged_into_id == pair[1].id


@pytest.mark.usefixtures("pair")
def test_two_people_then_a_change_of_mind(session):
    page = press(open_page(), "Ce sont deux personnes")
    assert status(session) == Status.APART
    assert "vous êtes à jour" in words(page)
    page = page.segmented_control[0].set_value(Status.APART).run()
    assert "par Camille Exemple" in words(page)
    page = press(page, "Revenir sur la décision")
    assert "de nouveau à décider" in page.toast[0].value
    assert status(session) == Status.OPEN


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
def test_other_roles_are_refused(session, consortium, role):
    viewer = viewer_for(session, make_professional(session, consortium, roles=(role,)))
    identify_with(lambda: viewer)
    page = AppTest.from_file(PROJECT / RECONCILIATIONS.path, default_timeout=20).run()
    identify_with(None)
    assert page.error
    assert not page.button


def test_nobody_sees_nothing():
    page = AppTest.from_file(PROJECT / RECONCILIATIONS.path, default_timeout=20).run()
    assert "Votre session est terminée" in page.info[0].value
    assert not page.button
