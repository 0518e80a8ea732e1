"""A file in Chromium: a step is added and seen, two windows meet, nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.models.paths import Step
from tests.factories import make_person
from tests.services.accounts import PASSWORD, make_account
from tests.services.window import settle

LOGIN = "referente.dossier"
TITLE = "Découverte *du* métier <b>"


@pytest.fixture(scope="module")
def referent(site):
    """Who signs in."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        return make_account(session, login=LOGIN)


@pytest.fixture
def address(site, referent):
    """Where the new file of somebody is."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        person = make_person(session, referent, birth_name="Lefèvre", first_names="Zoé")
    return f"{site[0].url}/dossier?personne={person.id}"


@pytest.fixture
def file(page, address):
    """The file, open."""
    page.goto(address)
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Zoé Lefèvre")).to_be_visible()
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def fill_step(page: Page, title: str) -> None:
    press(page, "Étape")
    page.get_by_role("combobox", name="Nature").click()
    page.get_by_role("option", name="Formation").click()
    expect(page.get_by_role("option")).to_have_count(0)
    settle(page)
    page.get_by_label("Intitulé").fill(title)


def steps_titled(engine: Engine, title: str) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Step).where(Step.title == title)) or 0


def saved(page: Page) -> None:
    expect(page.get_by_test_id("stToast")).to_contain_text("Étape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_step_added_by_a_double_click_is_there_once_and_on_the_timeline(site, file):
    """T104."""
    expect(file.get_by_text("rien d’autre que l’entrée")).to_be_visible()
    fill_step(file, TITLE)
    file.get_by_role("button", name="Enregistrer", exact=True).dblclick()
    saved(file)
    expect(file.get_by_text("1\u00a0étape")).to_be_visible()
    expect(file.locator(".mark-text.role-axis-label").get_by_text("Étape")).to_be_visible()
    assert steps_titled(site[1], TITLE) == 1
    file.get_by_role("radio", name="Parcours").click()
    expect(file.get_by_text(TITLE)).to_be_visible()


def test_bad_input_keeps_what_was_typed_and_a_click_beside_the_drawer_too(file):
    fill_step(file, "Stage")
    file.get_by_label("Heures").fill("9999")
    press(file, "Enregistrer")
    expect(file.get_by_text("Entre 0 et 5 000 heures.")).to_be_visible()
    file.mouse.click(400, 600)
    expect(file.get_by_label("Intitulé")).to_have_value("Stage")
    file.get_by_label("Heures").fill("35")
    press(file, "Enregistrer")
    saved(file)


def test_two_windows_on_one_step_see_both_values_and_choose(site, file, address):
    """T102."""
    fill_step(file, "Avant")
    press(file, "Enregistrer")
    saved(file)
    other = file.context.new_page()
    for window in (file, other):
        window.goto(f"{address}&rubrique=Parcours")
        press(window, "Modifier")
        window.get_by_label("Intitulé").fill("Saisie du premier" if window is file else "Saisie du second")
    press(file, "Enregistrer")
    saved(file)
    press(other, "Enregistrer")
    expect(other.get_by_text("Saisie du premier")).to_be_visible()
    press(other, "Enregistrer ma saisie")
    saved(other)
    assert steps_titled(site[1], "Saisie du second") == 1


def test_the_part_of_the_file_survives_a_refresh(file):
    file.get_by_role("radio", name="Identité et groupe").click()
    expect(file.get_by_role("heading", name="Groupe de suivi")).to_be_visible()
    file.reload()
    expect(file.get_by_role("heading", name="Groupe de suivi")).to_be_visible()
