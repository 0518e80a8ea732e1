"""Points de situation, for each role: the list, the quick entry, a campaign."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.exchanges import Appointment, Review
from domain.access import PEOPLE_ROLES, Role
from domain.exchange_drafts import AppointmentDraft
from domain.follow_up import AppointmentStatus
from navigation import REVIEWS
from tests.factories import TODAY, make_consortium, make_person, make_professional, viewer_for
from tests.services.file_screen import add, count, field, labels, press, words
from tests.services.shared import PROJECT

ONWARD, SAVE = "Enregistrer et passer à la suivante", "Enregistrer"


@pytest.fixture
def referent(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


def late(session, referent, name, days=30):
    entered_on = TODAY - timedelta(days=90 + days)
    return make_person(session, referent, birth_name=name, first_names="Zoé", entered_on=entered_on)


def open_page(viewer):
    identify_with(lambda: viewer)
    return AppTest.from_file(PROJECT / "app.py", default_timeout=30).run().switch_page(REVIEWS.path).run()


def click(page, does, row=0):
    page.session_state[f"reviews_{does}"] = {"row": row, "label": ""}
    page.run()
    page.session_state[f"reviews_{does}"] = None
    return page


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_each_role_of_people_sees_who_is_late_in_words(session, referent, role):
    late(session, referent, "Lefèvre", days=30)
    late(session, referent, "Petit", days=-3)
    page = open_page(viewer_for(session, referent, role))
    assert not page.exception
    shown = page.dataframe[0].value
    assert list(shown["Retard"]) == ["En retard de 30\u00a0jours", "Dans 3\u00a0jours"]
    assert "2 personnes" in words(page)


@pytest.mark.parametrize("role", sorted(set(Role) - PEOPLE_ROLES))
def test_other_roles_are_refused(session, referent, role):
    late(session, referent, "Lefèvre")
    identify_with(lambda: viewer_for(session, referent, role))
    page = AppTest.from_file(PROJECT / REVIEWS.path, default_timeout=20).run()
    assert page.error
    assert not page.dataframe


def test_when_all_is_well_it_is_said(viewer):
    page = open_page(viewer)
    assert "Tous les points de situation sont à jour" in page.success[0].value


def test_filters_that_keep_nobody_can_be_cleared(session, referent, viewer):
    late(session, referent, "Lefèvre")
    page = open_page(viewer)
    page.session_state["reviews_shown"] = "soon"
    assert "avec ces critères" in words(page.run())
    assert len(press(page, "Effacer les filtres").dataframe[0].value) == 1


def test_a_review_is_written_and_the_next_person_comes(session, referent, viewer):
    late(session, referent, "Lefèvre", days=40)
    late(session, referent, "Petit", days=20)
    page = click(open_page(viewer), "review")
    assert "Encore 1 personne après celle-ci." in words(page)
    field(page, "Ce qui a bougé").set_value("Permis *obtenu*.")
    field(page, "Ce qui bloque").set_value("La garde")
    press(page, ONWARD)
    assert count(session, Review) == 1
    assert "Zoé Petit" in words(page)
    assert field(page, "Ce qui a bougé").value == ""
    assert "Dernière de la page." in words(page)


def test_what_is_wrong_is_said_under_its_field_and_nothing_typed_is_lost(session, referent, viewer):
    late(session, referent, "Lefèvre")
    page = click(open_page(viewer), "review")
    field(page, "Ce qui bloque").set_value("La garde")
    field(page, "Prochain point").set_value(date(2026, 1, 1))
    press(page, SAVE)
    assert "Dites en quelques mots ce qui a bougé." in words(page)
    assert "Le prochain point vient après celui-ci." in words(page)
    assert field(page, "Ce qui bloque").value == "La garde"
    assert count(session, Review) == 0


def test_the_next_date_follows_the_rhythm_and_the_person_can_be_passed(session, referent, viewer):
    late(session, referent, "Lefèvre", days=40)
    late(session, referent, "Petit", days=20)
    page = click(open_page(viewer), "review")
    assert field(page, "Prochain point").value == TODAY + timedelta(days=90)
    press(page, "Passer")
    assert "Zoé Petit" in words(page)
    press(page, "Fermer")
    assert ONWARD not in labels(page)
    assert count(session, Review) == 0


def test_a_campaign_is_shown_then_created(session, referent, viewer):
    late(session, referent, "Lefèvre", days=40)
    late(session, referent, "Petit", days=20)
    page = press(press(open_page(viewer), "Cocher les plus en retard"), "Planifier leurs rendez-vous")
    press(page, "Voir l’aperçu")
    plan = page.dataframe[1].value
    assert list(plan["Personne"]) == ["Lefèvre Zoé", "Petit Zoé"]
    assert count(session, Appointment) == 0
    press(page, "Créer 2 rendez-vous")
    assert not page.exception
    assert len(session.scalars(select(Appointment)).all()) == 2
    assert "Planifier leurs rendez-vous" not in labels(page)


def test_an_agenda_filled_meanwhile_shows_the_plan_again(session, referent, viewer):
    person = late(session, referent, "Lefèvre")
    page = press(press(open_page(viewer), "Cocher les plus en retard"), "Planifier leurs rendez-vous")
    first = press(page, "Voir l’aperçu").dataframe[1].value["Quand"][0]
    assert first == "lun.\u00a023\u00a0novembre à 9\u00a0h"
    nine = datetime(2026, 11, 23, 8, tzinfo=UTC)
    planned = AppointmentStatus.PLANNED
    add(viewer, person, AppointmentDraft(nine, 30, "", "Autre", viewer.professional_id, None, planned, False))
    press(page, "Créer 1 rendez-vous")
    assert "a changé depuis l’aperçu" in words(page)
    assert "a déjà un rendez-vous prévu" in words(page)
    assert count(session, Appointment) == 1


def test_a_campaign_without_a_day_is_refused_and_keeps_what_is_typed(session, referent, viewer):
    late(session, referent, "Lefèvre")
    page = press(press(open_page(viewer), "Cocher les plus en retard"), "Planifier leurs rendez-vous")
    page.multiselect[-1].set_value([])
    field(page, "Lieu").set_value("Mairie")
    press(page, "Voir l’aperçu")
    assert "Choisissez au moins un jour." in words(page)
    assert field(page, "Lieu").value == "Mairie"


def test_a_manager_is_told_whose_file_she_may_not_open(session, referent):
    late(session, referent, "Lefèvre")
    manager = viewer_for(session, referent, Role.STRUCTURE_MANAGER)
    page = open_page(replace(manager, professional_id=1))
    assert list(page.dataframe[0].value["Point"]) == [None]  # no quick entry
    assert "sans ouvrir son dossier" in words(click(page, "open"))


def test_a_manager_plans_a_campaign_and_reads_nothing_of_the_files(session, referent, viewer):
    person = late(session, referent, "Lefèvre")
    day, planned = datetime(2026, 12, 15, 9), AppointmentStatus.PLANNED  # noqa: DTZ001 — local
    meeting = AppointmentDraft(day, 30, "Tribunal", "Dette", viewer.professional_id, None, planned, False)
    add(viewer, person, meeting)
    manager = viewer_for(session, referent, Role.STRUCTURE_MANAGER)
    page = open_page(replace(manager, professional_id=1))
    page = press(press(page, "Cocher les plus en retard"), "Planifier leurs rendez-vous")
    page = press(page, "Voir l’aperçu")
    shown = words(page) + "".join(str(one.value.to_dict()) for one in page.dataframe)
    assert "Lefèvre" in shown
    assert "Dette" not in shown
    assert "Tribunal" not in shown
