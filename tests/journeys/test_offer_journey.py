"""A service found by a word and a theme, opened from its card, confirmed, then corrected."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from db.models.consortia import Consortium, Structure
from db.models.offer import Service, ServiceTheme
from domain import clock
from navigation import CATALOGUE
from tests.factories import make_service
from tests.services.accounts import PASSWORD, make_account
from tests.services.window import settle

LOGIN = "garagiste"


@pytest.fixture(scope="module")
def garage(site):
    """A service of the structure of who signs in, among others."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        keeper = make_account(session, login=LOGIN)
        consortium = session.get_one(Consortium, keeper.consortium_id)
        mine = session.get_one(Structure, (consortium.id, keeper.structure_id))
        place = {"latitude": 42.7, "longitude": 2.9}
        service = make_service(session, consortium, name="Garage solidaire", structure=mine, **place)
        key = {"consortium_id": consortium.id, "service_id": service.id}
        session.add(ServiceTheme(**key, theme="mobilite--financer-ma-mobilite", category="mobilite"))
        make_service(session, consortium, name="Garde d’enfants", latitude=42.5, longitude=2.5)
        return service


@pytest.fixture
def catalogue(site, page, garage):  # noqa: ARG001 (who signs in)
    page.goto(f"{site[0].url}/{CATALOGUE.url_path}")
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Catalogue")).to_be_visible()
    return page


def stored(site, garage):
    with Session(site[1]) as session:
        return session.get_one(Service, (garage.consortium_id, garage.id))


def test_a_service_is_found_confirmed_and_corrected(site, catalogue, garage):
    catalogue.get_by_label("Rechercher une offre").fill("gar")
    expect(catalogue.get_by_text("2\u00a0offres", exact=True)).to_be_visible()
    catalogue.get_by_role("combobox", name="Thème").click()
    catalogue.get_by_role("option", name="Mobilité").click()
    expect(catalogue.get_by_text("1\u00a0offre", exact=True)).to_be_visible()
    settle(catalogue)
    catalogue.get_by_role("link", name="Ouvrir").click()
    expect(catalogue.get_by_role("heading", level=1, name="Garage solidaire")).to_be_visible()
    catalogue.get_by_role("button", name="C’est à jour").click()
    expect(catalogue.get_by_text("Cette offre est vérifiée aujourd’hui.")).to_be_visible()
    assert stored(site, garage).checked_on == clock.date_in("Europe/Paris", clock.now())
    catalogue.get_by_role("button", name="Corriger").click()
    catalogue.get_by_role("textbox", name="Téléphone").fill("0468111111")
    catalogue.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(catalogue.get_by_text(re.compile("Correction enregistrée"))).to_be_visible()
    expect(catalogue.get_by_text("0468111111").first).to_be_visible()
    found = stored(site, garage)
    assert (found.phone, found.corrected) == ("0468111111", ["telephone"])


def test_a_point_of_the_map_opens_its_service(catalogue):
    catalogue.get_by_label("Rechercher une offre").fill("solidaire")
    expect(catalogue.get_by_text("1\u00a0offre", exact=True)).to_be_visible()
    catalogue.get_by_text("Carte", exact=True).click()
    settle(catalogue)
    catalogue.get_by_test_id("stVegaLiteChart").locator("[aria-roledescription=circle]").click()
    expect(catalogue.get_by_role("heading", level=1, name="Garage solidaire")).to_be_visible()
