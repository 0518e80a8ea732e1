"""A job starts: its three contacts are planned; the first is made, and the list and the figure follow."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from db.queries.indicators.figures import list_figures
from domain import clock
from domain.access import Role
from domain.alerts import months_before
from domain.indicators.jobs import JOB_CONTACTS, STILL_IN_JOB
from domain.indicators.model import Figure, Perimeter, total
from navigation import JOBS
from tests.factories import make_person, viewer_for
from tests.services.accounts import PASSWORD, make_account
from tests.services.window import settle

LOGIN = "referente.emploi"
HEADER, LINE, NAME_WIDTH, IN_NOTE = 35, 17, 170, 43


@pytest.fixture(scope="module")
def referent(site):
    """Who signs in."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        return make_account(session, login=LOGIN)


@pytest.fixture
def file(site, page, referent):
    """The file of somebody who has just found a job, open."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        person = make_person(session, referent, birth_name="Lefèvre", first_names="Zoé")
    page.goto(f"{site[0].url}/dossier?personne={person.id}")
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Zoé Lefèvre")).to_be_visible()
    return page


def start_job(page: Page, digits: str) -> None:
    page.get_by_role("button", name="Étape", exact=True).first.click()
    page.get_by_role("combobox", name="Nature").click()
    page.get_by_role("option", name="Emploi", exact=True).click()
    expect(page.get_by_role("option")).to_have_count(0)
    settle(page)
    page.get_by_role("spinbutton", name="day, Début réel").click()
    page.keyboard.type(digits)
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def click_note(page: Page) -> None:
    settle(page)
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    page.mouse.click(grid["x"] + NAME_WIDTH + IN_NOTE, grid["y"] + HEADER + LINE)
    expect(page.get_by_role("dialog")).to_be_visible()


def figures(engine, referent, today):
    """Of the last two months, as the référent is told them."""
    indicators = JOB_CONTACTS[1], STILL_IN_JOB[1]
    perimeter = Perimeter(today - timedelta(days=60), today + timedelta(days=1), today)
    with Session(engine) as session:
        viewer = replace(viewer_for(session, referent, Role.CASEWORKER), now=clock.now())
        found = list_figures(session, viewer, perimeter, indicators)
    return [total(found[one].values()) for one in indicators]


def test_a_job_that_starts_is_followed_and_its_first_contact_noted_in_ten_seconds(site, file, referent):
    today = clock.date_in("Europe/Paris", clock.now())
    start_job(file, f"{months_before(today, 1):%d%m%Y}")
    file.get_by_role("radio", name="Parcours").click()
    expect(file.get_by_text(re.compile(r"mois\s:\sà faire"))).to_have_count(3)
    assert figures(site[1], referent, today) == [Figure(), Figure(waiting=1)]
    file.goto(f"{site[0].url}/{JOBS.url_path}")
    expect(file.get_by_role("radio", name="À faire maintenant (1)")).to_be_visible()
    click_note(file)
    file.get_by_role("dialog").get_by_text("Oui", exact=True).click()
    file.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(file.get_by_text("Contact noté pour Zoé Lefèvre.")).to_be_visible()
    expect(file.get_by_role("radio", name="À faire maintenant (0)")).to_be_visible()
    expect(file.get_by_role("radio", name="Faits (1)")).to_be_visible()
    assert figures(site[1], referent, today) == [Figure(1, 1), Figure(1, 1)]
