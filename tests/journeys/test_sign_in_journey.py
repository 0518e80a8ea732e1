"""Signing in and out in Chromium, as a professional does."""

import json
import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from domain.access import Role
from tests.services.accounts import PASSWORD, add_account
from tests.services.strangers import ask
from tests.services.window import settle

OVER = "Votre session est terminée"
FRIENDLY = "/compte?essai=%C3%A9t%C3%A9&n=1"


@pytest.fixture(scope="module")
def site(server):
    """A server with one account per test that ends sessions."""
    site = server("sqlite", JALONS_DEMO="1")
    add_account(site, "nadia.roux")
    add_account(site, "pilote", role=Role.STEERING)
    add_account(site, "nouvelle", must_change_password=True)
    listed = [
        {"role": "steering", "role_label": "Pilotage", "name": "-", "login": "pilote", "password": PASSWORD}
    ]
    (site.database.data_dir / "demo-accounts.json").write_text(json.dumps(listed))
    return site


def sign_in(page: Page, url: str, *, login: str = "nadia.roux", password: str = PASSWORD) -> None:
    page.goto(url)
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()


def title(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1, name=text)).to_be_visible()


def test_a_wrong_password_is_said_aloud_and_the_page_asked_for_is_kept(site, page):
    sign_in(page, site.url + FRIENDLY, password="faux")
    expect(page.get_by_role("alert")).to_have_text("Identifiant ou mot de passe inexact.")
    expect(page.get_by_label("Identifiant")).to_have_value("nadia.roux")
    expect(page.get_by_label("Mot de passe")).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    title(page, "Mon compte")
    expect(page).to_have_url(site.url + FRIENDLY)


def test_refreshing_keeps_the_session_the_page_and_its_query(site, page):
    """T025."""
    sign_in(page, site.url + FRIENDLY)
    title(page, "Mon compte")
    page.reload()
    title(page, "Mon compte")
    expect(page).to_have_url(site.url + FRIENDLY)
    expect(page).to_have_title("Mon compte · Jalons")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_the_session_cookie_is_out_of_reach_of_scripts(site, page):
    """T020."""
    sign_in(page, site.url + FRIENDLY)
    title(page, "Mon compte")
    assert "jalons" not in page.evaluate("document.cookie")
    cookie = next(cookie for cookie in page.context.cookies() if cookie["name"] == "jalons_session")
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Lax", -1)


def test_signing_out_ends_the_other_tabs_by_themselves(site, page):
    """T022."""
    sign_in(page, site.url + "/compte")
    title(page, "Mon compte")
    other = page.context.new_page()
    other.goto(site.url + FRIENDLY)
    title(other, "Mon compte")
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page).to_have_url(site.url + "/connexion")
    expect(other.get_by_text(OVER)).to_be_visible(timeout=40_000)
    expect(other.get_by_text("Camille Exemple")).to_have_count(0)
    other.get_by_role("link", name="Se connecter").click()
    expect(other).to_have_url(f"{site.url}/connexion?suite={quote(FRIENDLY, safe='/')}")


def test_signing_out_everywhere_bites_at_the_next_click_in_another_browser(site, page, browser):
    """T013, T022."""
    sign_in(page, site.url + "/compte")
    title(page, "Mon compte")
    with browser.new_context() as elsewhere:
        away = elsewhere.new_page()
        sign_in(away, site.url + "/compte")
        title(away, "Mon compte")
        page.get_by_role("button", name="Me déconnecter partout").click()
        expect(page.get_by_text(OVER)).to_be_visible()
        away.get_by_role("button", name="Changer le mot de passe").click()
        expect(away.get_by_text(OVER)).to_be_visible()


def test_a_first_password_is_changed_before_anything_else(site, page):
    """T010."""
    sign_in(page, site.url + "/", login="nouvelle")
    title(page, "Mon compte")
    # Sent back where she was: the address alone tells the two apart.
    with page.expect_event("framenavigated", lambda frame: frame.url.endswith("/territoires")):
        page.get_by_role("link", name="Territoires", exact=True).click()
    expect(page).to_have_url(site.url + "/compte")
    settle(page)
    title(page, "Mon compte")
    page.get_by_label("Mot de passe actuel").fill(PASSWORD)
    page.get_by_label("Nouveau mot de passe", exact=True).fill("sept brouettes bleues")
    page.get_by_label("Nouveau mot de passe, une seconde fois").fill("sept brouettes bleues")
    page.get_by_role("button", name="Changer le mot de passe").click()
    expect(page.get_by_text("Mot de passe changé")).to_be_visible()
    page.get_by_role("link", name="Territoires", exact=True).click()
    expect(page).to_have_url(site.url + "/territoires")


def test_each_role_has_its_menu_and_says_who_is_there(site, page):
    sign_in(page, site.url + "/", login="pilote")
    expect(page).to_have_url(site.url + "/consortium")
    menu = page.get_by_test_id("stSidebar")
    for words in ("Camille Exemple", "Structure d’essai", "Pilotage", "Consortium d’essai", "Territoires"):
        expect(menu.get_by_text(words, exact=True)).to_be_visible()
    expect(menu.get_by_text("File active")).to_have_count(0)


def test_an_unknown_nested_address_goes_home(site, page):
    sign_in(page, site.url + "/a/b/c", login="pilote")
    expect(page).to_have_url(site.url + "/consortium")


def test_a_demonstration_account_opens_in_one_click(site, page):
    page.goto(site.url + "/compte")
    page.get_by_role("button", name="Entrer : Pilotage").click()
    title(page, "Mon compte")
    assert PASSWORD not in page.url


def test_demonstration_accounts_are_never_listed_outside_the_demonstration(server, site):
    """T015."""
    production = server("sqlite")
    listed = (site.database.data_dir / "demo-accounts.json").read_text()
    (production.database.data_dir / "demo-accounts.json").write_text(listed)
    assert "Démonstration" in ask(site, "/connexion").body
    assert "Démonstration" not in ask(production, "/connexion").body


def test_the_log_names_nobody(site, page):
    """T016, T069."""
    sign_in(page, site.url + "/compte", password="un mot de passe faux")
    expect(page.get_by_role("alert")).to_be_visible()
    log = site.log.read_text()
    assert re.search(r'"event": "sign_in_failed"', log)
    assert "nadia" not in log
    assert "un mot de passe faux" not in log
