"""An administrator opens and closes an account in Chromium; the person concerned feels it at once."""

import pytest
from playwright.sync_api import Page, expect

from domain.access import Role
from tests.services.accounts import PASSWORD, add_account
from tests.services.window import settle

NEW_PASSWORD = "sept brouettes bleues"


@pytest.fixture(scope="module")
def site(server):
    """A server with one administrator."""
    site = server("sqlite", JALONS_DEMO="1")
    add_account(site, "administration", role=Role.ADMINISTRATOR)
    return site


def sign_in(page: Page, url: str, login: str, password: str) -> None:
    page.goto(url)
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1, name=text, exact=True)).to_be_visible()


def create_account(page: Page, login: str) -> str:
    """Fill the drawer; returns the temporary password that is shown."""
    page.get_by_role("button", name="Créer un compte").click()
    page.get_by_label("Prénom").fill("Nadia")
    page.get_by_label("Nom", exact=True).fill("Roux")
    page.get_by_label("Courriel").fill(login)
    page.get_by_text("Pilotage", exact=True).last.click()
    page.get_by_role("button", name="Créer le compte").click()
    shown = page.get_by_test_id("stCode").nth(1)
    expect(shown).to_be_visible()
    password = shown.inner_text().strip()
    page.get_by_role("button", name="C’est noté").click()
    expect(shown).to_have_count(0)
    return password


def choose_password(page: Page, temporary: str) -> None:
    page.get_by_label("Mot de passe actuel").fill(temporary)
    page.get_by_label("Nouveau mot de passe", exact=True).fill(NEW_PASSWORD)
    page.get_by_label("Nouveau mot de passe, une seconde fois").fill(NEW_PASSWORD)
    page.get_by_role("button", name="Changer le mot de passe").click()
    expect(page.get_by_text("Mot de passe changé")).to_be_visible()


def close_account(page: Page, name: str) -> None:
    page.get_by_label("Rechercher").fill(name)
    expect(page.get_by_text("1 professionnel")).to_be_visible()
    settle(page)
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(grid["x"] + 18, grid["y"] + 52)
    page.get_by_role("button", name="Désactiver").click()
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("Compte désactivé")).to_be_visible()


def test_an_account_is_opened_used_then_closed_under_the_eyes_of_its_owner(site, page, browser):
    sign_in(page, f"{site.url}/comptes", "administration", PASSWORD)
    title(page, "Comptes")
    temporary = create_account(page, "nadia.journal@exemple.fr")
    with browser.new_context(locale="fr-FR") as elsewhere:
        hers = elsewhere.new_page()
        sign_in(hers, f"{site.url}/territoires", "nadia.journal@exemple.fr", temporary)
        title(hers, "Mon compte")
        choose_password(hers, temporary)
        hers.get_by_role("link", name="Territoires", exact=True).click()
        title(hers, "Territoires")
        close_account(page, "nadia roux")
        hers.get_by_role("link", name="Fiche du consortium").click()
        expect(hers.get_by_text("Votre session est terminée")).to_be_visible()
        sign_in(hers, f"{site.url}/connexion", "nadia.journal@exemple.fr", NEW_PASSWORD)
        expect(hers.get_by_role("alert")).to_have_text("Identifiant ou mot de passe inexact.")


def test_the_administration_opens_no_person(site, page):
    sign_in(page, f"{site.url}/comptes", "administration", PASSWORD)
    title(page, "Comptes")
    expect(page.get_by_role("link", name="File active", exact=True)).to_have_count(0)
    page.goto(f"{site.url}/file-active")
    title(page, "Comptes")
    expect(page.get_by_role("heading", level=1, name="File active")).to_have_count(0)
