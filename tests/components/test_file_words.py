"""A person's file in French sentences."""

from datetime import UTC, date, datetime

import pytest

from components.file import words
from components.file.lines import LINES, deadline_words
from domain.exchange_drafts import AppointmentDraft, ContactDraft
from domain.files import PauseLine, PeriodLine
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    AppointmentStatus,
    ContractKind,
    EntryOrigin,
    ExitReason,
    PauseReason,
    Status,
    StepKind,
)
from domain.path_drafts import ActionDraft, ContractDraft, StepDraft
from domain.people import Channel, Civility
from tests.factories import TODAY
from tests.services.file_values import header_with, saved, view_with

PAUSE = PauseLine(1, 1, PauseReason.HEALTH, date(2026, 11, 1), date(2026, 12, 1), None)
GONE = PeriodLine(1, 1, date(2025, 1, 5), EntryOrigin.SELF, None, date(2026, 9, 1), ExitReason.MOVED)


def plain(text):
    return text.replace("\u00a0", " ")


def line_of(draft):
    return LINES[type(draft)](saved(draft), view_with())


def appointment(starts_at, status=AppointmentStatus.PLANNED):
    return AppointmentDraft(starts_at, 45, "Perpignan", "Bilan", 7, 99, status, counts_as_review=False)


def test_the_name_is_the_one_she_goes_by():
    assert words.person_name(header_with(usual_name="Benali")) == "Madame Alix Benali"
    assert words.person_name(header_with(civility=Civility.UNSPECIFIED)) == "Alix Durand"


def test_the_identity_says_birth_name_age_commune_and_how_she_came_in():
    said = plain(words.identity_line(header_with(usual_name="Benali"), TODAY))
    assert said == (
        "nom de naissance : Durand · 34 ans (12/03/1992) · Perpignan (66000) · "
        "suivi depuis le 5 janvier 2026 (10 mois, adressée par un partenaire)"
    )


def test_a_stay_that_has_ended_says_both_dates():
    said = plain(words.identity_line(header_with(period=GONE), TODAY))
    assert said.endswith("suivi du 5 janvier 2025 au 1er septembre 2026 (venue d’elle-même)")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "Suivi en cours"),
        (
            {"status": Status.PAUSED, "pause": PAUSE},
            "Suivi en pause depuis le 01/11/2026, reprise prévue le 01/12/2026 : santé",
        ),
        (
            {"status": Status.EXITED, "period": GONE},
            "Sortie le 01/09/2026 : Déménagement hors du territoire",
        ),
    ],
)
def test_the_status_comes_with_its_reason(values, said):
    assert plain(words.status_words(header_with(**values), TODAY)) == said


def test_what_must_not_be_done_is_said():
    header = header_with(
        do_not_leave_message=True, do_not_write_to_address=True, interpreter_language="tamoul"
    )
    assert [plain(said) for said in words.constraints(header)] == [
        "Ne pas laisser de message",
        "Ne pas écrire à cette adresse",
        "Interprète nécessaire : tamoul",
    ]


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (None, ("Aucun attendu", "")),
        (date(2026, 11, 10), ("En retard de 10 jours", "attendu le 10/11/2026")),
        (date(2026, 11, 25), ("25/11/2026", "dans 5 jours")),
    ],
)
def test_a_late_review_is_said_in_words(due_on, said):
    assert tuple(map(plain, words.review_words(header_with(review_due_on=due_on), TODAY))) == said


def test_an_ended_contract_says_since_when():
    value, detail = words.contract_words(header_with(contract_ends_on=date(2026, 11, 18)), TODAY)
    assert (value, plain(detail)) == ("Terminé", "le 18/11/2026, il y a 2 jours")


def test_a_past_appointment_asks_for_the_presence():
    line = line_of(appointment(datetime(2026, 11, 19, 13, 30, tzinfo=UTC)))
    assert plain(line.when) == "jeu. 19 novembre à 14 h 30"
    assert (plain(line.what), line.change) == ("Passé : présence à noter", "Noter la présence")
    assert "avec Camille Exemple et une personne qui a quitté le réseau · Bilan" in line.detail


def test_a_contact_says_whether_she_was_reached_and_who_called():
    line = line_of(ContactDraft(TODAY, Channel.CALL, is_reached=False, sentence="Rappeler lundi"))
    assert (line.what, line.detail) == ("Appel, personne non jointe", "Rappeler lundi · par Camille Exemple")


def test_a_contract_says_which_signature_is_missing():
    draft = ContractDraft(ContractKind.CER, date(2026, 1, 1), date(2026, 6, 30), TODAY, None, 15, None)
    line = line_of(draft)
    assert line.when == "01/01/2026 → 30/06/2026"
    assert plain(line.detail) == "signature attendue de la structure · 15 heures convenues par semaine"


def test_a_step_not_started_says_when_it_is_planned():
    draft = StepDraft(StepKind.TRAINING, "", "", date(2026, 12, 1), None, None, None, None)
    assert line_of(draft).when == "prévue le 01/12/2026"


def test_a_late_action_is_said_in_words_until_it_is_over():
    draft = ActionDraft(1, "Appeler", None, date(2026, 11, 17), ActionStatus.TO_DO, ActionOrigin.PERSON)
    done = ActionDraft(1, "Appeler", None, date(2026, 11, 17), ActionStatus.DONE, ActionOrigin.PERSON, TODAY)
    assert plain(deadline_words(draft, TODAY)) == "en retard de 3 jours"
    assert deadline_words(done, TODAY) == ""
    assert "la personne elle-même" in line_of(draft).detail
