"""A need, a service proposed for it, a referral, the other structure says yes: step and delay follow."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.models.accounts import Credential, Professional
from db.models.consortia import Consortium, Structure
from db.models.offer import ServiceTheme
from db.queries.indicators import kept
from db.queries.indicators.delays import tell_delays
from domain import clock
from domain.access import Field, Role
from domain.indicators.events import REFERRAL_ANSWERED, REFERRAL_SENT
from domain.indicators.model import Perimeter
from domain.indicators.pairs import Pair
from navigation import DELAYS, REFER, REFERRALS
from tests.factories import (
    make_consortium,
    make_person,
    make_professional,
    make_service,
    make_structure,
    viewer_for,
)
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.diagnosis_pair import arrived, choose, open_theme, press
from tests.services.window import settle

SENDER, RECEIVER = "referente.orientation", "atelier.orientation"
ANSWER = Pair(REFERRAL_SENT, REFERRAL_ANSWERED)
HEADER, LINE, IN_NAME = 35, 17, 60
DESK: dict[str, Any] = {"locale": "fr-FR", "viewport": {"width": 1366, "height": 768}}


@dataclass(frozen=True)
class Office:
    """The site, the person and who sends."""

    url: str
    engine: Engine
    person_id: int
    sender: Professional


@pytest.fixture
def office(site):
    """Two structures, one of which carries a service."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session)
        garage = make_structure(session, consortium, "Garage solidaire")
        sender = account(session, consortium, SENDER, make_structure(session, consortium, "Maison sociale"))
        account(session, consortium, RECEIVER, garage)
        service = make_service(session, consortium, name="Réparation à petit prix", structure=garage)
        theme = {"theme": "mobilite--entretenir-reparer-son-vehicule", "category": "mobilite"}
        session.add(ServiceTheme(consortium_id=consortium.id, service_id=service.id, **theme))
        person = make_person(session, sender, birth_name="Lefèvre", first_names="Zoé")
    return Office(site[0].url, site[1], person.id, sender)


def account(session: Session, consortium: Consortium, login: str, structure: Structure) -> Professional:
    session.execute(delete(Credential).where(Credential.login == login))
    somebody = make_professional(session, consortium, structure=structure, roles=(), field=Field.SOCIAL)
    secret = {"password_hash": hashed_password(), "must_change_password": False}
    open_account(session, somebody, login=login, roles=[Role.CASEWORKER], **secret)
    return somebody


@pytest.fixture
def other(browser):
    """The second window."""
    context = browser.new_context(**DESK)
    yield context.new_page()
    context.close()


def sign_in(page: Page, address: str, login: str) -> None:
    page.goto(address)
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settle(page)


def find_a_need(page: Page) -> None:
    """A diagnosis just begun: mobility is a need."""
    press(page, "Commencer un diagnostic")
    arrived(page)
    open_theme(page)
    choose(page, "Besoin")
    settle(page)


def refer(page: Page) -> None:
    """From the need to what is proposed for it, then to the file."""
    page.get_by_text("Voir les solutions du territoire").click()
    expect(page.get_by_text("public non précisé, à demander")).to_be_visible()
    page.get_by_role("link", name="Orienter").click()
    expect(page.get_by_text("Garage solidaire lira le nom")).to_be_visible()
    page.get_by_label("Pourquoi").fill("Sa voiture est en panne.")
    page.get_by_test_id("stCheckbox").get_by_text("La personne est d’accord").click()
    page.get_by_role("button", name="Envoyer l’orientation").click()
    expect(page.get_by_text("Orientation envoyée pour Zoé Lefèvre.")).to_be_visible()


def accept(page: Page, digits: str) -> None:
    """Open the first line, and say yes from this day."""
    expect(page.get_by_role("radio", name="Sans réponse (1)")).to_be_visible()
    settle(page)
    grid = page.get_by_test_id("stDataFrame").bounding_box()
    assert grid
    page.mouse.click(grid["x"] + IN_NAME, grid["y"] + HEADER + LINE)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Sa voiture est en panne.")).to_be_visible()
    dialog.get_by_role("radio", name="Accepter").click()
    dialog.get_by_role("spinbutton", name="day, Début convenu le").click()
    page.keyboard.type(digits)
    dialog.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_text("l’étape est dans le parcours de la personne")).to_be_visible()


def delay(office: Office) -> tuple[int | None, int | None]:
    """How many referrals were answered, how many wait, as the sender is told."""
    today = clock.date_in("Europe/Paris", clock.now())
    kept.forget()
    with Session(office.engine) as session:
        viewer = replace(viewer_for(session, office.sender, Role.CASEWORKER), now=clock.now())
        perimeter = Perimeter(today - timedelta(days=30), today, today)
        told = tell_delays(session, viewer, perimeter, ANSWER).whole
    return told.completed, told.waiting


def test_a_need_leads_to_a_referral_that_is_accepted_and_changes_the_delay(office, page, other):
    starts_on = clock.date_in("Europe/Paris", clock.now()) + timedelta(days=7)
    file = f"{office.url}/dossier?personne={office.person_id}&rubrique="
    sign_in(page, f"{file}Diagnostics", SENDER)
    find_a_need(page)
    refer(page)
    assert delay(office) == (0, 1)
    sign_in(other, f"{office.url}/{REFERRALS.url_path}", RECEIVER)
    accept(other, f"{starts_on:%d%m%Y}")
    assert delay(office) == (1, 0)
    page.goto(f"{file}Parcours")
    expect(page.get_by_text(f"prévue le {starts_on:%d/%m/%Y}")).to_be_visible()
    expect(page.get_by_text(f"commence le {starts_on:%d/%m/%Y}")).to_be_visible()
    page.get_by_role("radio", name="Vue d’ensemble").click()
    expect(page.get_by_text("1 étape").first).to_be_visible()
    expect(page.get_by_text("2 échanges avec un service").first).to_be_visible()
    page.goto(f"{office.url}/{DELAYS.url_path}?delai={ANSWER.code}")
    expect(page.get_by_text("Orientation vers un service → réponse d’un service").first).to_be_visible()


def test_the_service_chosen_on_the_page_itself_survives_a_form_that_is_not_complete(office, page):
    sign_in(page, f"{office.url}/{REFER.url_path}?personne={office.person_id}&besoin=mobilite", SENDER)
    page.get_by_role("link", name="Orienter", exact=True).click()
    page.get_by_label("Pourquoi").fill("Sa voiture est en panne.")
    page.get_by_role("button", name="Envoyer l’orientation").click()
    expect(page.get_by_text("L’orientation ne part qu’avec l’accord de la personne.")).to_be_visible()
    expect(page.get_by_label("Pourquoi")).to_have_value("Sa voiture est en panne.")
