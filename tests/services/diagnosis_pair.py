"""A social worker and a France Travail adviser who lead one diagnosis, each in her own browser."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.models.accounts import Credential, Professional
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis, DiagnosisAnswer, DiagnosisTheme
from domain.access import Field, Role
from domain.diagnosis.words import ThemeState
from tests.factories import make_consortium, make_person, make_professional, share_with
from tests.services.accounts import PASSWORD, hashed_password
from tests.services.application import Server
from tests.services.window import settle

SOCIAL, ADVISER, STRANGER = "assistante.diagnostic", "conseillere.diagnostic", "voisine.diagnostic"
PERSON = "Zoé Lefèvre"
THEME = "Mobilité"
COLUMNS: dict[str, Any] = {
    "Ce que je veux": Diagnosis.wants,
    "Dernière activité": Diagnosis.last_activity,
    "Ses mots": DiagnosisTheme.person_words,
    "Objectif": DiagnosisTheme.objective,
    "Note partagée": DiagnosisAnswer.shared_note,
    "Note réservée": DiagnosisAnswer.restricted_note,
}
DESK: dict[str, Any] = {"locale": "fr-FR", "viewport": {"width": 1366, "height": 768}}
_LONGEST_WAIT, _STEP = 15_000, 50  # ms


@dataclass(frozen=True)
class Pair:
    """Where they meet: the server, its database, the person and the consortium, made for one test."""

    server: Server
    engine: Engine
    consortium_id: int
    person_id: int

    @property
    def file(self) -> str:
        """The address of the person's file, at its diagnoses."""
        return f"{self.server.url}/dossier?personne={self.person_id}&rubrique=Diagnostics"

    def stored(self, column: Any) -> list[Any]:
        """What the database holds in this column for their consortium."""
        statement = select(column).where(column.class_.consortium_id == self.consortium_id)
        with Session(self.engine.execution_options(readonly=True)) as session:
            return list(session.scalars(statement))


def make_pair(server: Server, engine: Engine) -> Pair:
    """Two people of her group and a third professional who is not in it; they take over used logins."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session)
        social = _account(session, consortium, SOCIAL, "Nora Fabre", Field.SOCIAL)
        adviser = _account(session, consortium, ADVISER, "Lina Benali", Field.PROFESSIONAL)
        _account(session, consortium, STRANGER, "Inès Duval", Field.SOCIAL)
        person = make_person(session, social, birth_name="Lefèvre", first_names="Zoé")
        share_with(session, person, adviser)
        return Pair(server, engine, consortium.id, person.id)


def _account(session: Session, consortium: Consortium, login: str, name: str, field: Field) -> Professional:
    session.execute(delete(Credential).where(Credential.login == login))
    somebody = make_professional(session, consortium, roles=(), field=field)
    somebody.first_name, somebody.last_name = name.split()
    secret = {"password_hash": hashed_password(), "must_change_password": False}
    open_account(session, somebody, login=login, roles=[Role.CASEWORKER], **secret)
    return somebody


def sign_in(page: Page, address: str, login: str, password: str = PASSWORD) -> None:
    """Open an address before signing in, as from a bookmark."""
    page.goto(address)
    fill_sign_in(page, login, password)


def fill_sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    """Sign in where one is asked to."""
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(password)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def start(page: Page, pair: Pair) -> None:
    """The social worker starts the diagnosis from the file."""
    sign_in(page, pair.file, SOCIAL)
    press(page, "Commencer un diagnostic")
    arrived(page)


def join(page: Page, pair: Pair) -> None:
    """The adviser finds it in the file, and takes part."""
    sign_in(page, pair.file, ADVISER)
    press(page, "Continuer le diagnostic en cours")
    arrived(page)
    press(page, "Prendre part")
    expect(page.get_by_text("Chaque saisie est enregistrée")).to_be_visible()


def arrived(page: Page) -> None:
    """The diagnosis is on screen, and at rest."""
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Diagnostic de {PERSON}")
    settle(page)


def press(page: Page, name: str) -> None:
    """Click on a button."""
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, name: str) -> None:
    """Click on one of a few options, all in sight."""
    page.get_by_role("radio", name=name, exact=True).click()


def open_theme(page: Page, name: str = THEME) -> None:
    """Go to the themes, and to this one."""
    choose(page, "Les thèmes")
    listed = page.get_by_test_id("stRadio").locator("label")
    listed.filter(has_text=re.compile(f"^{name}")).click()
    expect(page.get_by_role("heading", level=3).filter(has_text=name)).to_be_visible()
    settle(page)


def write(page: Page, pair: Pair, label: str, words: str) -> None:
    """Type in a field and leave it; it is kept at once."""
    page.get_by_label(label, exact=True).fill(words)
    leave(page)
    kept(page, pair, COLUMNS[label], words)


def answer(page: Page, pair: Pair, state: ThemeState) -> None:
    """Say this of the open theme."""
    choose(page, state.label)
    kept(page, pair, DiagnosisAnswer.state, state)


def unfold(page: Page, title: str) -> None:
    """Open a folded part."""
    page.get_by_test_id("stExpander").filter(has_text=title).locator("summary").click()


def leave(page: Page) -> None:
    """Go to the next field: what is typed is sent then."""
    page.keyboard.press("Tab")


def write_date(page: Page, label: str, digits: str) -> None:
    """Type a day, a month and a year; it is sent when the calendar goes away."""
    page.get_by_role("spinbutton", name=f"day, {label}").click()
    page.keyboard.type(digits)


def kept(page: Page, pair: Pair, column: Any, value: Any) -> None:
    """Wait until the database holds this value: nothing on screen tells it."""
    wait_until(page, lambda: value in pair.stored(column))
    settle(page)


def wait_until(page: Page, is_so: Callable[[], bool]) -> None:
    """Wait for what is not on the screen."""
    for _ in range(_LONGEST_WAIT // _STEP):
        if is_so():
            return
        page.wait_for_timeout(_STEP)
    assert is_so()
