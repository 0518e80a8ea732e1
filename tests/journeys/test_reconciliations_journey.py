"""In Chromium: one person added twice, nothing told to who adds her; the coordination joins, then parts."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.engine import build_engine
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Consortium
from db.models.exchanges import Contact
from domain.access import Role
from domain.people import Channel
from navigation import NEW_PERSON, RECONCILIATIONS
from tests.factories import make_consortium, make_person, make_professional
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.window import settle

WORKER, COORDINATOR = "professionnelle.b", "coordination.rapprochements"
NEWS = "Cherche une garde d’enfants."


@pytest.fixture
def address(server):
    """Where a person is followed by structure A; structure B and the coordination have an account."""
    site = server("postgresql")
    engine = build_engine(site.database.url)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session)
        referent = make_professional(session, consortium)
        names = {"birth_name": "Ben Ali", "first_names": "Fatoumata"}
        add_news(session, make_person(session, referent, **names, birth_date=date(1981, 6, 30)), referent.id)
        add_account(session, consortium, WORKER, Role.CASEWORKER)
        add_account(session, consortium, COORDINATOR, Role.COORDINATOR)
    yield site.url
    engine.dispose()


def add_news(session: Session, person: Beneficiary, professional_id: int) -> None:
    """What structure A alone knows."""
    period = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    key = {"consortium_id": person.consortium_id, "support_period_id": period.id}
    values = {"happened_on": date(2026, 3, 2), "channel": Channel.CALL, "is_reached": True}
    session.add(Contact(**key, **values, sentence=NEWS, professional_id=professional_id))


def add_account(session: Session, consortium: Consortium, login: str, role: Role) -> None:
    """Somebody of a structure of her own."""
    professional = make_professional(session, consortium, roles=())
    known = {"password_hash": hashed_password(), "must_change_password": False}
    open_account(session, professional, login=login, roles=[role], **known)


def sign_in(page: Page, address: str, login: str, path: str) -> None:
    """Arrive on that page as her, nobody else being signed in."""
    page.context.clear_cookies()
    page.goto(f"{address}/{path}")
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()


def add_her_again(page: Page) -> None:
    """As structure B knows her; her new file is read whole."""
    page.get_by_label("Nom de naissance").fill("BEN-ALI")
    page.get_by_label("Prénoms").fill("Fatoumata")
    page.get_by_role("spinbutton", name="day, Date de naissance").click()
    page.keyboard.type("30061981")
    page.get_by_role("button", name="Ajouter à la file active").click()
    expect(page.get_by_role("heading", level=1, name="Fatoumata BEN-ALI")).to_be_visible()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_person_added_twice_is_joined_then_parted(page, address):
    sign_in(page, address, WORKER, NEW_PERSON.url_path)
    add_her_again(page)
    expect(page.get_by_text("Rapprochement")).to_have_count(0)
    sign_in(page, address, COORDINATOR, RECONCILIATIONS.url_path)
    expect(page.get_by_text("1 rapprochement à décider.")).to_be_visible()
    expect(page.get_by_text("Même nom et même date de naissance")).to_be_visible()
    press(page, "C’est la même personne")
    expect(page.get_by_text("vous êtes à jour")).to_be_visible()
    page.get_by_role("radio", name="Réunis").click()
    page.get_by_role("link", name="Ouvrir le dossier").click()
    page.get_by_role("radio", name="Échanges").click()
    expect(page.get_by_text(NEWS)).to_be_visible()
    page.get_by_role("radio", name="Identité et groupe").click()
    expect(page.get_by_text("Camille Exemple").nth(1)).to_be_visible()
    page.goto(f"{address}/{RECONCILIATIONS.url_path}?decision=R%C3%A9unis")
    press(page, "Revenir sur la décision")
    expect(page.get_by_text("La décision est annulée")).to_be_visible()
    page.get_by_role("radio", name="À décider").click()
    expect(page.get_by_role("button", name="C’est la même personne")).to_be_visible()
