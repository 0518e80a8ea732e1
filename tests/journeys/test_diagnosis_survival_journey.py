"""Nothing typed in a diagnosis is lost: a killed server, F5, a closed tab, a session that is over."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from db.engine import build_engine
from db.models.accounts import SignInSession
from db.models.diagnoses import Diagnosis, DiagnosisAnswer
from domain import clock
from domain.diagnosis.words import ContractType, ThemeState
from domain.sign_in import IDLE_LIMIT
from tests.services import application
from tests.services.diagnosis_pair import (
    COLUMNS,
    DESK,
    SOCIAL,
    Pair,
    answer,
    arrived,
    choose,
    fill_sign_in,
    join,
    kept,
    leave,
    make_pair,
    open_theme,
    press,
    sign_in,
    start,
    write,
)

HER_WORDS, NOTE, SITUATION = "Plus de bus le soir", "Un permis à finir", "Pas de permis"
COLLEAGUE = "Nora Fabre"


@pytest.fixture
def pair(site):
    """The two professionals, in a consortium of this test."""
    return make_pair(*site)


@pytest.fixture
def running(fresh_database):
    """The servers of this test only, one after the other at the same address."""
    started = [application.serve(fresh_database, {})]
    yield started
    application.stop(started[-1])


@pytest.fixture
def fragile(running):
    """The two professionals, on a server that will be killed."""
    engine = build_engine(running[0].database.url)
    yield make_pair(running[0], engine)
    engine.dispose()


@pytest.fixture
def elsewhere(browser):
    """Another browser."""
    with browser.new_context(**DESK) as context:
        yield context.new_page()


def kill_and_restart(running: list[application.Server]) -> None:
    """As when the machine loses its power, then comes back."""
    killed = running[-1]
    killed.process.kill()
    killed.process.wait()
    running.append(application.serve(killed.database, {}, urlsplit(killed.url).port))


def answer_a_theme(page: Page, pair: Pair) -> None:
    """A state, and the person's words."""
    open_theme(page)
    answer(page, pair, ThemeState.CONSTRAINT)
    write(page, pair, "Ses mots", HER_WORDS)


def everything_is_there(page: Page) -> None:
    """The theme that was open, with what was answered."""
    arrived(page)
    expect(page.get_by_role("radio", name="Contrainte", exact=True)).to_be_checked()
    expect(page.get_by_label("Ses mots")).to_have_value(HER_WORDS)


def age_sessions(pair: Pair) -> None:
    """Everybody of the consortium has been away for two days."""
    long_ago = clock.now() - timedelta(days=2)
    of_pair = SignInSession.consortium_id == pair.consortium_id
    aged = {"created_at": long_ago, "last_seen_at": long_ago, "kept_until": None}
    with Session(pair.engine) as session, session.begin():
        session.execute(update(SignInSession).where(of_pair).values(aged))


def test_a_killed_server_loses_nothing_and_the_window_goes_on(fragile, running, page, elsewhere):
    """T105."""
    start(page, fragile)
    join(elsewhere, fragile)
    answer_a_theme(page, fragile)
    page.get_by_label("Note partagée").press_sequentially(NOTE)
    kill_and_restart(running)
    elsewhere.reload()
    open_theme(elsewhere)
    expect(elsewhere.get_by_text(f"{COLLEAGUE}\u00a0: Contrainte")).to_be_visible()
    expect(elsewhere.get_by_label("Ses mots")).to_have_value(HER_WORDS)
    expect(page.get_by_label("Note partagée")).to_be_enabled()
    page.get_by_label("Note partagée").press("Tab")
    kept(page, fragile, DiagnosisAnswer.shared_note, NOTE)
    page.reload()
    everything_is_there(page)
    expect(page.get_by_label("Note partagée")).to_have_value(NOTE)


def test_a_closed_tab_is_found_again_in_another_browser(pair, page, elsewhere):
    """T105."""
    start(page, pair)
    answer_a_theme(page, pair)
    address = page.url
    page.close()
    sign_in(elsewhere, address, SOCIAL)
    everything_is_there(elsewhere)


def test_a_session_that_is_over_gives_everything_back_after_signing_in(pair, page):
    start(page, pair)
    answer_a_theme(page, pair)
    (kept_until,) = pair.stored(SignInSession.kept_until)
    assert kept_until > clock.now() + IDLE_LIMIT
    age_sessions(pair)
    choose(page, "Besoin")
    expect(page.get_by_text("Votre session est terminée")).to_be_visible()
    page.get_by_role("link", name="Se connecter").click()
    fill_sign_in(page, SOCIAL)
    arrived(page)
    choose(page, "Les thèmes")
    everything_is_there(page)


def write_elsewhere(pair: Pair, column: Any, words: str) -> None:
    """What a colleague keeps from her own browser."""
    of_pair = Diagnosis.consortium_id == pair.consortium_id
    with Session(pair.engine) as session, session.begin():
        session.execute(update(Diagnosis).where(of_pair).values({column: words}))


@pytest.mark.parametrize("label", ["Ce que je veux", "Dernière activité"])
def test_what_is_being_typed_never_overwrites_what_a_colleague_kept_meanwhile(pair, page, label):
    start(page, pair)
    typed = page.get_by_label(label)
    write_elsewhere(pair, COLUMNS[label], HER_WORDS)
    typed.press_sequentially(NOTE)
    page.get_by_role("button", name="CDI", exact=True).dispatch_event("click")  # the focus stays in the field
    kept(page, pair, Diagnosis.contract_types, [ContractType.PERMANENT])
    expect(typed).to_have_value(NOTE)
    leave(page)
    expect(page.get_by_text("Quelqu’un d’autre vient de changer ceci")).to_be_visible()
    expect(page.get_by_text(HER_WORDS, exact=True)).to_be_visible()
    assert pair.stored(COLUMNS[label]) == [HER_WORDS]
    press(page, "Mettre ma saisie")
    kept(page, pair, COLUMNS[label], NOTE)


def test_clicks_that_follow_one_another_undo_nothing_that_a_colleague_kept_meanwhile(pair, page):
    start(page, pair)
    write_elsewhere(pair, Diagnosis.wants, HER_WORDS)
    for name in ("CDI", "CDD"):  # the second leaves before the first has brought her words
        press(page, name)
        page.wait_for_timeout(50)
    kept(page, pair, Diagnosis.contract_types, [ContractType.PERMANENT, ContractType.FIXED_TERM])
    expect(page.get_by_label("Ce que je veux")).to_have_value(HER_WORDS)
    assert pair.stored(Diagnosis.wants) == [HER_WORDS]


def test_what_is_typed_and_the_widget_clicked_next_are_both_kept(pair, page):
    start(page, pair)
    answer_a_theme(page, pair)
    page.get_by_label("Note partagée").press_sequentially(NOTE)
    press(page, SITUATION)
    kept(page, pair, DiagnosisAnswer.shared_note, NOTE)
    kept(page, pair, DiagnosisAnswer.situations, ["no_licence"])
    expect(page.get_by_role("button", name=SITUATION, exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_label("Note partagée")).to_have_value(NOTE)
