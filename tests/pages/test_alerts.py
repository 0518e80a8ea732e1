"""« Parcours à reprendre ensemble », on screen, and the alerts of a file, on both databases."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.file.forms.opened import OpenForm
from components.identity import identify_with
from db.models.indicators import AlertPutOff
from db.queries.indicators import kept
from domain.access import PEOPLE_ROLES, Role
from domain.alerts import AlertCode
from domain.identifiers import new_id
from navigation import ALERTS
from tests.factories import (
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    make_structure,
    viewer_for,
)
from tests.services.file_screen import field, labels, open_file, press, words
from tests.services.shared import PROJECT


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def structure(session, consortium):
    return make_structure(session, consortium)


@pytest.fixture
def referent(session, consortium, structure):
    return make_professional(session, consortium, structure=structure)


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


@pytest.fixture
def person(session, referent):
    """Entered a hundred days ago, then met: one alert only is left to put off."""
    return make_person(
        session, referent, birth_name="Lefèvre", first_names="*Zoé*", entered_on=TODAY - timedelta(days=70)
    )


def open_alerts(viewer):
    identify_with(lambda: viewer)
    return AppTest.from_file(PROJECT / "app.py", default_timeout=30).run().switch_page(ALERTS.path).run()


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_each_role_of_people_reads_why_and_what_is_proposed(session, consortium, structure, role):
    page = open_alerts(
        viewer_for(session, make_professional(session, consortium, structure=structure, roles=(role,)))
    )
    assert not page.exception
    if role is Role.CASEWORKER:  # not in the group
        assert "Aucune alerte ici" in words(page)
        return
    assert "1 personne" in words(page)
    assert "Pas encore orientée depuis 70 jours — :gray[Décider de l’orientation.]" in words(page)


@pytest.mark.usefixtures("person")
def test_other_roles_are_refused(session, consortium):
    steering = make_professional(session, consortium, roles=(Role.STEERING,))
    identify_with(lambda: viewer_for(session, steering))
    page = AppTest.from_file(PROJECT / ALERTS.path, default_timeout=20).run()
    assert page.error
    assert "Lefèvre" not in words(page)


@pytest.mark.usefixtures("person")
def test_a_chip_says_how_many_and_filters(viewer):
    page = open_alerts(viewer)
    (chips,) = page.get("pills") or page.get("button_group")
    assert "Sans contact · 1" in str(chips.proto)
    assert "Rendez-vous non honorés" not in str(chips.proto)


@pytest.mark.usefixtures("person")
def test_the_page_costs_few_statements(viewer, count_statements):
    page = open_alerts(viewer)
    kept.forget()
    with count_statements() as statements:
        page.run()
    assert 0 < len(statements) <= 8


def test_an_alert_of_the_file_is_put_off_with_a_reason_and_taken_up_again(session, viewer, person):
    form = opened(person, AlertCode.ORIENTATION_LATE)
    page = open_file(viewer, person.id, form=form)
    assert "Pas encore orientée depuis 70 jours" in words(page)
    page = press(page, "Enregistrer")
    assert "Dites pourquoi." in words(page)
    field(page, "Pourquoi").set_value("Commission le *mois* prochain.")
    page = press(page, "Enregistrer")
    put_off = session.scalars(select(AlertPutOff)).one()
    assert (put_off.code, put_off.until_on) == (AlertCode.ORIENTATION_LATE, TODAY + timedelta(days=30))
    assert "reportée jusqu’au 20/12/2026 par Camille Exemple : Commission le *mois* prochain." in words(page)
    assert "Reprendre" in labels(page)
    page = press(page, "Reprendre")
    assert session.scalars(select(AlertPutOff.until_on)).one() == TODAY


def opened(person, code):
    """The form of « Reporter », as its button opens it."""
    return OpenForm("put_off", person.id, new_id(), initial={"about": str(code)})
