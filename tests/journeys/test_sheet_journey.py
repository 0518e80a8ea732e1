"""The consortium sheet in Chromium: the coordination edits it, the others read it, two people meet."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.demo.sheet_66 import SHEET_66
from db.demo.sheets import load_sheet
from db.engine import build_engine
from domain.access import Role
from tests.factories import make_consortium, make_professional
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.window import settle

ROLES = {"coordination.fiche": Role.COORDINATOR, "pilotage.fiche": Role.STEERING}


@pytest.fixture(scope="session")  # a worker may leave a module and come back to the same server
def site(server):
    """A server with a published sheet, its coordination and its steering."""
    site = server("sqlite", JALONS_DEMO="1")
    engine = build_engine(site.database.url)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session, territory_id="2-13")
        load_sheet(session, consortium.id, SHEET_66)
        for login, role in ROLES.items():
            somebody = make_professional(session, consortium, roles=())
            secret = {"password_hash": hashed_password(), "must_change_password": False}
            open_account(session, somebody, login=login, roles=[role], **secret)
    engine.dispose()
    return site


def sign_in(page: Page, url: str, login: str) -> None:
    page.goto(url)
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def edit(page: Page, block: str) -> None:
    page.locator(f".st-key-sheet_edit_{block}_").get_by_role("button").click()
    expect(page.get_by_role("button", name="Enregistrer", exact=True)).to_be_visible()
    settle(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()


def test_the_coordination_adds_a_post_and_the_steering_reads_it(site, page, browser):
    sign_in(page, f"{site.url}/consortium", "coordination.fiche")
    edit(page, "team")
    expect(page.get_by_label("Fonction (jamais un nom) 3")).not_to_have_value("")  # the posts are drawn
    page.get_by_role("button", name="Ajouter une ligne").click()
    expect(page.get_by_label("Fonction (jamais un nom) 4")).to_be_visible()
    settle(page)
    page.get_by_label("Fonction (jamais un nom) 4").fill("Secrétariat du projet")
    page.get_by_role("button", name="Enregistrer", exact=True).dblclick()
    expect(page.get_by_text("Fiche enregistrée.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Secrétariat du projet")).to_have_count(1)
    with browser.new_context() as elsewhere:
        other = elsewhere.new_page()
        sign_in(other, f"{site.url}/consortium", "pilotage.fiche")
        expect(other.get_by_text("Secrétariat du projet")).to_have_count(1)
        settle(other)  # the buttons would be drawn by now
        expect(other.get_by_role("button", name="Modifier")).to_have_count(0)


def test_what_is_typed_survives_another_page_and_a_refused_save(site, page):
    sign_in(page, f"{site.url}/consortium", "coordination.fiche")
    edit(page, "schedule")
    page.get_by_label("Étape du calendrier 1").fill("")
    page.get_by_label("Étape du calendrier 2").fill("À l’automne")
    save(page)
    expect(page.get_by_text("« Étape du calendrier » est vide")).to_be_visible()
    settle(page)
    page.get_by_role("link", name="Territoires", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Territoires")).to_be_visible()
    page.get_by_role("link", name="Fiche du consortium").first.click()
    expect(page.get_by_label("Étape du calendrier 2")).to_have_value("À l’automne")
    settle(page)
    page.get_by_label("Étape du calendrier 1").fill("Au printemps")
    save(page)
    expect(page.get_by_text("Au printemps")).to_be_visible()
    expect(page.get_by_text("À l’automne")).to_be_visible()


def test_two_coordinators_choose_between_their_texts(site, page, browser):
    sign_in(page, f"{site.url}/consortium", "coordination.fiche")
    edit(page, "presentation")
    page.get_by_label("Contact").fill("Accueil du matin")
    with browser.new_context() as elsewhere:
        other = elsewhere.new_page()
        sign_in(other, f"{site.url}/consortium", "coordination.fiche")
        edit(other, "presentation")
        other.get_by_label("Contact").fill("Accueil du soir")
        save(other)
        expect(other.get_by_text("Fiche enregistrée.")).to_be_visible()
    save(page)
    expect(page.get_by_text("Accueil du soir")).to_be_visible()
    page.get_by_role("button", name="Enregistrer ma saisie").click()
    expect(page.get_by_text("Contact : Accueil du matin")).to_be_visible()


def test_a_square_of_the_map_narrows_the_list(site, page):
    sign_in(page, f"{site.url}/territoires", "pilotage.fiche")
    square = page.get_by_test_id("stVegaLiteChart").get_by_text("66", exact=True)
    expect(square).to_be_visible()
    settle(page)
    square.click()
    expect(page.get_by_text("1 territoire sur 79")).to_be_visible()
    page.get_by_label("Rechercher").fill("corse")
    page.wait_for_url("**recherche=corse**")
    page.reload()
    expect(page.get_by_text("3 territoires sur 79")).to_be_visible()
