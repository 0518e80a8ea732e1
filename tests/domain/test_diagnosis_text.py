"""A diagnosis pasted into another tool."""

from dataclasses import replace

import pytest

from domain.diagnosis.plain_text import diagnosis_text
from domain.diagnosis.records import NextStep, ThemeRecord
from domain.diagnosis.words import DiagnosisStatus, Impact, ThemeState
from domain.plain_text import MAX_LENGTH
from tests.services.diagnosis_sheets import ADVISER, answer, longest_sheet, sheet_with

STRENGTH, NEED, CONSTRAINT = ThemeState.STRENGTH, ThemeState.NEED, ThemeState.CONSTRAINT


def lines_of(*answers, **values):
    return diagnosis_text(sheet_with(*answers, **values)).splitlines()


def test_it_says_who_when_with_whom_and_what_was_concluded():
    lines = lines_of()
    for line in (
        "Personne : Madame Alix Durand",
        "Diagnostic partagé du : 20/11/2026, à l’entrée, validé",
        "Ce que veut la personne : Je veux travailler près de chez moi.",
        "Parcours proposé : Socio-professionnel",
        "Prochain point prévu le : 12/01/2027",
        "Ce qu’en dit la personne : D’accord",
        "- Métiers visés : K1304 Aide à domicile (confirmé), D1507 Employée de rayon (exploré)",
    ):
        assert line in lines


def test_a_theme_says_its_state_impact_situations_and_the_view_of_the_person():
    lines = lines_of(
        answer("logement", CONSTRAINT, impact=Impact.MEDIUM, situations=("late",)),
        answer("logement", CONSTRAINT, author=ADVISER, impact=Impact.STRONG),
        themes=(ThemeRecord("logement", NEED, "C’est petit."),),
    )
    told = (
        "Contrainte ; impact fort ; Loyer en retard ; pour la personne : besoin - C’est petit.",
        "Thèmes non abordés : Mobilité, Se former, Santé",
    )
    assert f"- Logement et hébergement : {told[0]}" in lines
    assert told[1] in lines


def test_different_views_are_told_with_the_position_that_is_kept():
    shared = ThemeRecord("mobilite", common_state=NEED, common_words="Le bus ne suffit pas.")
    lines = lines_of(
        answer("mobilite", CONSTRAINT), answer("mobilite", STRENGTH, author=ADVISER), themes=(shared,)
    )
    views = "champ social : contrainte, champ professionnel : point d’appui"
    assert f"- Mobilité : Besoin ; regards différents ({views}) Le bus ne suffit pas." in lines


def test_what_tells_of_her_health_stays_in_the_application():
    lines = lines_of(answer("sante", CONSTRAINT, impact=Impact.STRONG, situations=("tired",)))
    assert "- Santé : Contrainte" in lines


def test_a_priority_says_its_objective_then_who_does_what():
    steps = (NextStep("Appeler", ADVISER, None), NextStep("Écrire", None, None))
    theme = ThemeRecord("mobilite", priority_rank=1, objective="Passer le permis", next_steps=steps)
    text = diagnosis_text(sheet_with(answer("mobilite", NEED), themes=(theme,)))
    assert "- Mobilité : Passer le permis\n  . Appeler, Awa Diop\n  . Écrire, la personne" in text


def test_shared_notes_are_told_and_restricted_ones_never():
    notes = {"shared_note": "Bail signé.", "restricted_note": "Zébulon"}
    text = diagnosis_text(sheet_with(answer("logement", NEED, **notes), header={"phone": "0601020304"}))
    assert "- Logement et hébergement (Camille Exemple) : Bail signé." in text
    assert "Zébulon" not in text
    assert "0601020304" not in text


@pytest.mark.parametrize("status", [DiagnosisStatus.DRAFT, DiagnosisStatus.COMPLETED])
def test_what_is_not_validated_says_so(status):
    sheet = sheet_with()
    draft = replace(sheet, diagnosis=replace(sheet.diagnosis, status=status))
    assert "projet, pas encore validé" in diagnosis_text(draft)


def test_a_long_one_loses_its_end_never_what_was_decided():
    text = diagnosis_text(longest_sheet())
    assert len(text) <= MAX_LENGTH
    assert text.endswith(" […]")
    assert text.count("anticonstitutionnellement") == 12
