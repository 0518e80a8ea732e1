"""The case sheet names nobody: the veil over free text, what the person hides, the stored screen."""

import json
from datetime import UTC, date, datetime

import pytest

from domain.commissions.cases import CaseDraft, is_recent_passage, passage_obstacles
from domain.commissions.screens import from_json, to_json
from domain.commissions.sheets import (
    CaseSheet,
    CommitmentLine,
    NeedLine,
    Outcome,
    PathEvent,
    Screen,
    SolutionLine,
    shown_commune,
    without,
)
from domain.commissions.veil import Identity, veiled
from domain.commissions.words import PointKind, SheetPart

TODAY = date(2026, 11, 23)
FATOUMATA = Identity("Fatoumata", "Ben Ali", birth_date=date(1990, 3, 12), others=("66A1234",))
TOUR = Identity("Marie-Claire", "de la Tour", birth_name="Le Goff")
SHEET = CaseSheet(
    3,
    "Logement",
    "Que proposer ?",
    age="26 à 34 ans",
    commune="Perpignan",
    publics=("Jeune",),
    strengths=("Mobilité",),
    needs=(NeedLine("Logement", "logement-hebergement", "Besoin", "Point d’appui"),),
    needs_on=TODAY,
    events=(PathEvent(TODAY, "Immersion"),),
    delays=("14 mois d’accompagnement",),
    solutions=(SolutionLine(1, "Garage", "Association", "Perpignan", "2 places", "près de chez elle"),),
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Fatoumata BEN-ALI cherche un logement.", "la personne cherche un logement."),
        ("Mme Ben Ali a écrit à f.benali@exemple.fr.", "Mme la personne a écrit à …"),
        ("Née le 12/03/1990, appelle du 06 12 34 56 78", "Née le …, appelle du …"),
        ("Dossier 66a1234, ben oui", "Dossier …, ben oui"),
        ("fatoumata, FATOUMATA et Fatoumatá", "la personne, la personne et la personne"),
    ],
)
def test_what_names_her_is_not_told(text, told):
    assert veiled(text, FATOUMATA) == told


def test_particles_stay_in_ordinary_words():
    told = veiled("Mme de la Tour va à la mairie de la ville ; Le Goff le lundi", TOUR)
    assert told == "Mme la personne va à la mairie de la ville ; la personne le lundi"


def test_dates_of_the_path_stay():
    assert veiled("Rendez-vous le 01/02/2026 à 14 h 30", FATOUMATA) == "Rendez-vous le 01/02/2026 à 14 h 30"


def test_a_small_commune_is_not_named():
    assert shown_commune("Perpignan", 120_000) == "Perpignan"
    assert shown_commune("Mantet", 2_000) == shown_commune("Mantet", None) == "Petite commune"
    assert shown_commune("", 10) == ""


@pytest.mark.parametrize("part", SheetPart)
def test_what_she_hides_is_not_on_the_sheet(part):
    assert without(SHEET, [part]) != SHEET or part in {SheetPart.TRIED, SheetPart.WORDS}


def test_a_sheet_without_its_profile_keeps_the_question():
    hidden = without(SHEET, [SheetPart.PROFILE, SheetPart.SOLUTIONS])
    assert (hidden.age, hidden.commune, hidden.publics, hidden.solutions) == ("", "", (), ())
    assert hidden.question == SHEET.question


def test_a_stored_screen_reads_as_it_was_written():
    commitment = CommitmentLine(1, 1, "Appeler", "Une professionnelle", None, 4, TODAY, is_done=False)
    screen = Screen(
        4, "Commission", TODAY, "open", PointKind.SITUATION, 3, 5, 2, SHEET, "",
        Outcome("Piste", aside=("A",)), (commitment,), (4, 5), datetime(2026, 11, 23, 9, tzinfo=UTC), 15,
    )  # fmt: skip
    assert from_json(json.loads(json.dumps(to_json(screen)))) == screen
    empty = Screen(1, "Commission", TODAY, "open")
    assert from_json(json.loads(json.dumps(to_json(empty)))) == empty


def test_nobody_passes_without_being_informed_nor_against_her_will():
    assert passage_obstacles(None, "") == ["la personne n’a pas été informée"]
    assert passage_obstacles(TODAY, "Elle refuse") == ["la personne s’oppose à ce passage"]
    assert passage_obstacles(TODAY, " ") == []


def test_a_passage_is_recent_for_so_many_days():
    assert is_recent_passage(date(2026, 10, 24), TODAY, 31)
    assert not is_recent_passage(date(2026, 10, 23), TODAY, 31)
    assert not is_recent_passage(None, TODAY, 31)


def test_a_situation_is_brought_with_a_body_a_motive_a_question_and_somebody():
    assert set(CaseDraft().problems(TODAY)) == {"body_id", "motive", "question", "presenter_id"}
    draft = CaseDraft(
        1, "Logement", "Que faire ?", tried="x" * 601, presenter_id=1, informed_on=date(2027, 1, 1)
    )
    assert set(draft.problems(TODAY)) == {"tried", "informed_on"}


def test_a_commitment_is_late_the_day_after_its_deadline():
    line = CommitmentLine(1, 1, "Appeler", "", None, None, TODAY, is_done=False)
    assert not line.is_late(TODAY)
    assert line.is_late(date(2026, 11, 24))
