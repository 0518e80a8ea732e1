"""One diagnosis led by two people at two browsers: both type, differ, choose, conclude and validate."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from db.models.diagnoses import Diagnosis, DiagnosisAnswer, DiagnosisInterviewer, DiagnosisTheme
from db.models.exchanges import Review
from db.models.paths import Objective, PlanAction
from domain.diagnosis.words import DiagnosisStatus, Impact, ThemeState
from tests.services.diagnosis_pair import (
    DESK,
    STRANGER,
    Pair,
    answer,
    choose,
    join,
    kept,
    leave,
    make_pair,
    open_theme,
    press,
    sign_in,
    start,
    unfold,
    wait_until,
    write,
    write_date,
)
from tests.services.pdf import pdf_words
from tests.services.window import settle
from tests.services.wire import heard_by

WANTS, ACTIVITY = "Travailler près de l’école", "Deux étés en cuisine"
SHARED, RESTRICTED, ADVICE = "Note pour le groupe", "Confidence à taire", "Note de la conseillère"
FIRST_WORDS, CHOSEN_WORDS = "Le bus ne passe plus le soir", "Il n’y a plus de bus après 18 h"
OBJECTIVE, STEP = "Avoir le permis cet été", "Appeler l’auto-école"
REVIEW_ON = (datetime.now(UTC) + timedelta(days=30)).date()
MISSING = "Ce diagnostic n’existe pas ou ne vous est pas accessible."


@pytest.fixture
def pair(site):
    """The two professionals, in a consortium of this test."""
    return make_pair(*site)


@pytest.fixture
def elsewhere(browser):
    """The adviser's own browser."""
    with browser.new_context(**DESK) as context:
        yield context


def both_type_at_once(social: Page, adviser: Page, pair: Pair) -> None:
    """Each types in her own field without waiting; at her next click each sees the other's."""
    social.get_by_label("Ce que je veux").fill(WANTS)
    adviser.get_by_label("Dernière activité").fill(ACTIVITY)
    leave(social)
    leave(adviser)
    kept(social, pair, Diagnosis.wants, WANTS)
    kept(adviser, pair, Diagnosis.last_activity, ACTIVITY)
    press(social, "CDI")
    expect(social.get_by_label("Dernière activité")).to_have_value(ACTIVITY)
    choose(adviser, "Temps partiel")
    expect(adviser.get_by_label("Ce que je veux")).to_have_value(WANTS)
    expect(adviser.get_by_role("button", name="CDI")).to_have_attribute("aria-pressed", "true")


def impacts(pair: Pair) -> list[Impact | None]:
    return pair.stored(DiagnosisAnswer.impact)


def they_see_it_differently(social: Page, adviser: Page, pair: Pair) -> None:
    """On one theme, each with a note for the group, one with a note for her own field."""
    for window, state in ((social, ThemeState.CONSTRAINT), (adviser, ThemeState.NEED)):
        open_theme(window)
        answer(window, pair, state)
    write(social, pair, "Note partagée", SHARED)
    unfold(social, "Note réservée")
    write(social, pair, "Note réservée", RESTRICTED)
    write(adviser, pair, "Note partagée", ADVICE)
    for count, (window, theirs) in enumerate(((social, ADVICE), (adviser, SHARED)), 1):
        choose(window, "Moyen")
        weights = [Impact.MEDIUM] * count  # what is on screen already would not tell
        wait_until(window, lambda weights=weights: [*filter(None, impacts(pair))] == weights)
        settle(window)
        expect(window.get_by_text(theirs)).to_be_visible()
        expect(window.get_by_text("Regards différents")).to_have_count(2)  # in the list and above


def they_write_the_same_field(social: Page, adviser: Page, pair: Pair) -> None:
    """The second one is shown both values; nothing is lost until she has chosen."""
    social.get_by_label("Ses mots").fill(FIRST_WORDS)
    adviser.get_by_label("Ses mots").fill(CHOSEN_WORDS)
    leave(social)
    kept(social, pair, DiagnosisTheme.person_words, FIRST_WORDS)
    leave(adviser)
    expect(adviser.get_by_text("Quelqu’un d’autre vient de changer ceci")).to_be_visible()
    expect(adviser.get_by_text(FIRST_WORDS, exact=True)).to_be_visible()
    expect(adviser.get_by_label("Ses mots")).to_have_value(CHOSEN_WORDS)
    press(adviser, "Mettre ma saisie")
    kept(adviser, pair, DiagnosisTheme.person_words, CHOSEN_WORDS)
    social.get_by_text("Priorité", exact=True).click()
    expect(social.get_by_text("Priorité 1").first).to_be_visible()
    expect(social.get_by_label("Ses mots")).to_have_value(CHOSEN_WORDS)


def conclude(page: Page, pair: Pair) -> None:
    """What is decided together, written by the adviser."""
    choose(page, "Conclusion")
    expect(page.get_by_text("une position commune")).to_be_visible()
    press(page, "Conclure")
    expect(page.get_by_text("Il reste à compléter")).to_be_visible()
    for label in ("Besoin", "Socio-professionnel", "D’accord"):
        choose(page, label)
    write(page, pair, "Objectif", OBJECTIVE)
    page.get_by_label("Action").fill(STEP)
    leave(page)
    expect(page.get_by_role("button", name="Retirer")).to_be_visible()
    write_date(page, "Prochain point de situation", f"{REVIEW_ON:%d%m%Y}")
    press(page, "Conclure")
    expect(page.get_by_text("À valider par")).to_be_visible()


def both_validate(social: Page, adviser: Page, pair: Pair) -> None:
    """Each by a double click."""
    social.reload()
    for window, status in ((social, "À valider par Lina Benali"), (adviser, ", conjoint")):
        window.get_by_role("button", name="Valider", exact=True).dblclick()
        expect(window.get_by_text(status)).to_be_visible()
    assert pair.stored(Diagnosis.status) == [DiagnosisStatus.VALIDATED]
    assert pair.stored(Diagnosis.is_joint) == [True]
    assert len([at for at in pair.stored(DiagnosisInterviewer.validated_at) if at]) == 2


def the_plan_follows(page: Page, pair: Pair) -> None:
    """Its objective, its action and its review, once each, in the file."""
    assert pair.stored(Objective.title) == [OBJECTIVE]
    assert pair.stored(PlanAction.title) == [STEP]
    assert pair.stored(Review.next_review_on) == [REVIEW_ON]
    page.goto(pair.file.replace("Diagnostics", "Plan"))
    for words in (OBJECTIVE, STEP):
        expect(page.get_by_text(words).first).to_be_visible()
    page.goto(pair.file.replace("Diagnostics", "Parcours"))
    expect(page.get_by_text(f"{REVIEW_ON:%d/%m/%Y}").first).to_be_visible()


def the_paper_holds_her_words(page: Page, pair: Pair) -> None:
    """What she takes home: her words and what is decided, no note."""
    page.goto(pair.file)
    with page.expect_download() as download:
        page.get_by_role("button", name="Document pour la personne (PDF)").click()
    said = pdf_words(download.value.path().read_bytes())
    for words in (WANTS, CHOSEN_WORDS, OBJECTIVE, STEP):
        assert words in said
    for note in (SHARED, RESTRICTED, ADVICE):
        assert note not in said


def a_stranger_sees_nothing(page: Page, pair: Pair, diagnosis_id: int) -> None:
    """Neither in her lists nor at its address, where the answer is that of an absent one."""
    root, heard, said = pair.server.url, heard_by(page), []
    sign_in(page, f"{root}/diagnostics", STRANGER)
    expect(page.get_by_text("Aucun diagnostic ne correspond")).to_be_visible()
    for number in (diagnosis_id, 1):
        page.goto(f"{root}/diagnostic?diagnostic={number}")
        expect(page.get_by_text(MISSING)).to_be_visible()
        expect(page.get_by_role("link", name="Revenir à la file active")).to_be_visible()
        settle(page)
        said.append(page.get_by_test_id("stMain").inner_text())
    page.get_by_role("link", name="Revenir à la file active").click()
    expect(page.get_by_role("heading", level=1, name="File active")).to_be_visible()
    settle(page)
    assert said[0] == said[1]
    assert not any("Lefèvre".encode() in words for words in heard)


def test_two_professionals_lead_one_diagnosis_until_its_plan(pair, page, elsewhere, browser):
    adviser = elsewhere.new_page()
    hers, theirs = heard_by(page), heard_by(adviser)
    start(page, pair)
    join(adviser, pair)
    both_type_at_once(page, adviser, pair)
    they_see_it_differently(page, adviser, pair)
    they_write_the_same_field(page, adviser, pair)
    conclude(adviser, pair)
    both_validate(page, adviser, pair)
    the_plan_follows(adviser, pair)
    the_paper_holds_her_words(adviser, pair)
    with browser.new_page(**DESK) as stranger:
        a_stranger_sees_nothing(stranger, pair, pair.stored(Diagnosis.id)[0])
    for note, is_theirs in ((SHARED, True), (RESTRICTED, False)):
        assert any(note.encode() in said for said in hers)
        assert any(note.encode() in said for said in theirs) is is_theirs
