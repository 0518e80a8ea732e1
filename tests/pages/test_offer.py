"""Catalogue, service page and checks, as their readers meet them."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.consortia import Structure
from db.models.offer import Service, ServiceTheme
from db.models.offer_loads import CheckCampaign
from domain.access import OFFER_ROLES, PEOPLE_ROLES, Role
from navigation import CATALOGUE, SERVICE, SERVICE_CHECKS
from tests.factories import TODAY, make_professional, make_service, viewer_for
from tests.services.file_screen import press, words
from tests.services.shared import PROJECT


@pytest.fixture
def caseworker(session, consortium):
    viewer = viewer_for(session, make_professional(session, consortium))
    identify_with(lambda: viewer)
    return viewer


@pytest.fixture
def service(session, consortium, caseworker):
    """A service of the caseworker's structure, never checked."""
    mine = session.get_one(Structure, (consortium.id, caseworker.structure_id))
    found = make_service(
        session, consortium, name="Garage [solidaire]", structure=mine, internal_note="Le lundi."
    )
    key = {"consortium_id": consortium.id, "service_id": found.id}
    session.add(ServiceTheme(**key, theme="mobilite--financer-ma-mobilite", category="mobilite"))
    session.flush()
    return found


def open_page(entry, **asked):
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page = home.switch_page(entry.path)
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("caseworker")
def test_an_empty_catalogue_says_how_it_fills():
    assert "chargent un fichier data·inclusion" in open_page(CATALOGUE).info[0].value


@pytest.mark.usefixtures("service")
def test_a_card_says_what_is_known_and_what_is_not():
    page = open_page(CATALOGUE)
    told = words(page)
    for part in ("Garage", "Mobilité", "Public non précisé", "Tarif non précisé", "jamais vérifié"):
        assert part in told
    assert "Le lundi" not in told


@pytest.mark.usefixtures("service")
def test_a_search_that_finds_nothing_offers_to_clear_it():
    page = open_page(CATALOGUE, mots="piscine")
    assert "Aucune offre ne correspond" in page.info[0].value
    press(page, "Effacer les filtres")
    assert "**1 offre**" in words(page)


@pytest.mark.usefixtures("service")
def test_without_contours_around_says_what_it_means():
    page = open_page(CATALOGUE, commune="66136")
    assert "Sans contours des communes" in words(page)
    assert "Même commune" in next(box for box in page.selectbox if box.label == "Rayon").options


def test_what_is_ticked_may_be_handed_over(service):
    page = open_page(CATALOGUE)
    page.checkbox(key=f"offer_catalogue_pick_{service.id}").check().run()
    assert not page.exception
    assert "1 offre cochée" in words(page)


def test_the_service_page_says_everything(service):
    page = open_page(SERVICE, service=str(service.id))
    told = words(page)
    for part in ("jamais vérifié", "Le lundi", "Toutes les structures", "Rien n’a été corrigé ici"):
        assert part in told


def test_one_click_confirms(session, service):
    press(open_page(SERVICE, service=str(service.id)), "C’est à jour")
    session.refresh(service)
    assert service.checked_on == TODAY


def test_another_structure_reads_and_is_told_why_nothing_may_be_changed(session, consortium, service):
    other = viewer_for(session, make_professional(session, consortium))
    identify_with(lambda: other)
    page = open_page(SERVICE, service=str(service.id))
    assert "portée par une autre structure" in words(page)
    assert not [button for button in page.button if button.label in {"C’est à jour", "Corriger"}]


@pytest.mark.parametrize("asked", [{}, {"service": "1"}, {"service": "x"}])
@pytest.mark.usefixtures("caseworker")
def test_an_unknown_service_is_not_confirmed(asked):
    assert "n’existe pas ou ne vous est pas accessible" in open_page(SERVICE, **asked).error[0].value


def test_the_list_to_check_confirms_in_one_click(session, service):
    page = open_page(SERVICE_CHECKS)
    line = page.dataframe[0].value.iloc[0]
    assert (line["Vérifiée le"], line["Confirmer"]) == ("Jamais", "C’est à jour")
    page.session_state["offer_checks_confirm"] = {"row": 0, "label": ""}
    page.run()
    session.refresh(service)
    assert service.checked_on == TODAY


def test_the_list_to_check_corrects_in_one_click(service):
    page = open_page(SERVICE_CHECKS)
    page.session_state["offer_checks_open"] = {"row": 0, "label": ""}
    page.run()
    assert not page.exception
    assert next(one for one in page.text_input if one.label == "Nom").value == service.name


@pytest.mark.usefixtures("service")
def test_a_campaign_is_read_at_the_top_by_every_structure(session, consortium, caseworker):
    dates = {"opened_on": TODAY, "closes_on": TODAY + timedelta(days=7)}
    asked = CheckCampaign(consortium_id=consortium.id, message="Merci.", **dates)
    asked.professional_id = caseworker.professional_id
    session.add(asked)
    session.flush()
    page = open_page(SERVICE_CHECKS)
    assert "Campagne de vérification" in words(page)
    assert [text.value for text in page.text] == ["Merci."]


@pytest.mark.usefixtures("service")
def test_the_coordination_sees_the_share_up_to_date(session, consortium):
    viewer = viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))
    identify_with(lambda: viewer)
    page = open_page(SERVICE_CHECKS)
    assert "Offres à jour, par structure" in [one.value for one in page.subheader]
    assert "Ouvrir une campagne" in [button.label for button in page.button]


def test_the_pages_are_in_the_menu_of_their_roles():
    assert CATALOGUE.roles == SERVICE.roles == OFFER_ROLES
    assert SERVICE_CHECKS.roles == PEOPLE_ROLES
    assert Role.NATIONAL not in OFFER_ROLES


@pytest.mark.usefixtures("caseworker")
def test_the_catalogue_counts_no_statement_a_service(session, consortium, count_statements):
    counts: list[int] = []
    for _ in range(3):  # the first time, what filters offer is read too
        for number in range(10):
            make_service(session, consortium, name=f"Service {number}")
        with count_statements() as statements:
            open_page(CATALOGUE)
        counts.append(len(statements))
    assert counts[0] > counts[1] == counts[2]
    assert session.query(Service).count() == 30
