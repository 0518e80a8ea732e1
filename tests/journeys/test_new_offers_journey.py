"""A need that nothing answers, in Chromium: an idea, designed, tested, opened in the catalogue, evaluated."""

import json
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from domain.access import Role
from navigation import NEEDS
from tests.services.window import settle, unfold

OFFER = "Minibus des rendez-vous de Cerdagne"


@pytest.fixture(scope="module")
def site(server):
    """The demonstration: where it answers, and its accounts by role."""
    site = server("sqlite", people=120, JALONS_DEMO="1")
    accounts = json.loads((site.database.data_dir / "demo-accounts.json").read_text())
    return site.url, {one["role"]: one for one in reversed(accounts)}


@pytest.fixture
def idea(site, page):
    """From the theme of the needs that nothing answers to an idea on the board, opened."""
    url, accounts = site
    page.goto(f"{url}/{NEEDS.url_path}?theme=mobilite")
    page.get_by_label("Identifiant").fill(accounts[Role.COORDINATOR]["login"])
    page.get_by_label("Mot de passe").fill(accounts[Role.COORDINATOR]["password"])
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", name="Mobilité, par intercommunalité")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Concevoir une offre").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("combobox", name="Besoin")).to_have_value("Mobilité")
    drawer.get_by_label("Titre").fill(OFFER)
    drawer.get_by_role("button", name="Créer l’idée").click()
    expect(page.get_by_text("Idée enregistrée.")).to_be_visible()
    card = page.get_by_test_id("stVerticalBlock").filter(has_text=OFFER).last
    card.get_by_role("link", name="Ouvrir").click()
    expect(page.get_by_role("heading", level=1, name=OFFER)).to_be_visible()
    settle(page)
    return page


def turn_to(page: Page, stage: str) -> Locator:
    """Open the form of this stage."""
    page.get_by_role("button", name=f"Passer à l’étape «\u00a0{stage}\u00a0»").click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_role("button", name="Enregistrer", exact=True)).to_be_visible()
    settle(page)
    return drawer


def save(page: Page, stage: str) -> None:
    """Record the stage, and read that it is."""
    page.get_by_role("dialog").get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text(f"Étape «\u00a0{stage}\u00a0» enregistrée.")).to_be_visible()
    settle(page)


def pick(drawer: Locator, label: str) -> None:
    """The second option of this list: the first one may be « Aucune »."""
    field = drawer.get_by_role("combobox", name=label)
    unfold(field).nth(1).click()
    field.press("Tab")  # the options of a list that takes several stay open
    settle(drawer.page)


def test_an_unmet_need_becomes_a_service_that_is_evaluated(idea):
    expect(idea.get_by_text(re.compile(r"personnes.ayant un besoin «.Mobilité.»"))).to_be_visible()
    turn_to(idea, "Conception").get_by_label("Prochaine action").fill("Réunir les communes")
    save(idea, "Conception")
    expect(idea.get_by_text("Réunir les communes").first).to_be_visible()
    turn_to(idea, "Test").get_by_label("Ce qui a été décidé").fill("Deux trajets par semaine")
    save(idea, "Test")
    drawer = turn_to(idea, "Ouverte")
    pick(drawer, "Ou structure qui portera la nouvelle offre")
    pick(drawer, "Thèmes de la nouvelle offre")
    save(idea, "Ouverte")
    turn_to(idea, "Évaluée").get_by_label("Ce que l’offre a apporté").fill("Douze rendez-vous honorés")
    save(idea, "Évaluée")
    expect(idea.get_by_text("Douze rendez-vous honorés").first).to_be_visible()
    idea.get_by_role("link", name=f"Au catalogue\u00a0: {OFFER}").click()
    expect(idea.get_by_role("link", name="Retour au catalogue")).to_be_visible()
    expect(idea.get_by_role("heading", level=1, name=OFFER)).to_be_visible()
