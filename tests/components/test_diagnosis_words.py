"""A diagnosis in French sentences: states, authors, what is reserved, what was said before."""

from datetime import UTC, date, datetime

import pytest

from components.diagnosis import words
from components.diagnosis.reading import project_facts, step_words
from domain.access import Field
from domain.diagnosis.core import core_content
from domain.diagnosis.records import Answer, Entry, Job, NextStep, Project, ThemeRecord
from domain.diagnosis.words import Certainty, DiagnosisStatus, Impact, Restriction, ThemeState

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
MOBILITY = core_content().theme("mobilite")


def answer(state=ThemeState.NEED, author=1, theme="mobilite", **values):
    """What somebody says of a theme."""
    return Answer(theme, author, "Nora Fabre", Field.SOCIAL, "CCAS *nord*", AT, state, **values)


def entry(*answers, **shared):
    """Answers, and what is shared of mobility."""
    record = ThemeRecord("mobilite", **shared)
    return Entry(DiagnosisStatus.DRAFT, answers, {"mobilite": record})


@pytest.mark.parametrize(
    ("answers", "shared", "line"),
    [
        ((), {}, "Mobilité"),
        ((answer(),), {"priority_rank": 2}, "Mobilité :orange-badge[Besoin] :blue-badge[Priorité 2]"),
        (
            (answer(), answer(ThemeState.STRENGTH, 2)),
            {},
            "Mobilité :violet-badge[Regards différents]",
        ),
        (
            (answer(), answer(ThemeState.STRENGTH, 2)),
            {"common_state": ThemeState.NEED},
            "Mobilité :orange-badge[Besoin] :violet-badge[Regards différents]",
        ),
    ],
)
def test_a_theme_of_the_list_tells_its_state_in_words(answers, shared, line):
    assert words.theme_line(MOBILITY, entry(*answers, **shared)) == line


def test_completeness_counts_core_themes_of_which_something_is_said():
    said = (answer(), answer(ThemeState.DECLINED, theme="sante"), answer(theme="local"))
    assert words.completeness(core_content(), entry(*said)) == "2\u00a0thèmes sur 16 abordés"
    assert words.completeness(core_content(), entry()) == "0\u00a0thème sur 16 abordé"


def test_an_answer_bears_its_author_and_what_was_typed_is_harmless():
    said = answer(impact=Impact.STRONG, situations=("no_licence",), shared_note="**Un** bus\n# loin")
    first, situations, note = words.answer_lines(said, MOBILITY, "Europe/Paris")
    assert ":orange-badge[Besoin] · effet fort" in first
    assert "Nora Fabre, champ social, CCAS *nord*" in first.replace("\\", "")
    assert r"\*nord\*" in first
    assert "20/11/2026 à 10" in first
    assert situations == "Pas de permis"
    assert note == r"\*\*Un\*\* bus" + "  \n" + r"\# loin"


@pytest.mark.parametrize("restriction", list(Restriction))
def test_a_restricted_note_says_for_whom(restriction):
    said = answer(restricted_note="À taire", restriction=restriction)
    reserved = {Restriction.FIELD: "au champ", Restriction.STRUCTURE: "à la structure"}[restriction]
    assert f"Réservé {reserved} de son auteur" in words.answer_lines(said, MOBILITY, "Europe/Paris")[1]


def test_the_person_s_view_is_apart_and_absent_when_she_was_not_asked():
    assert words.person_lines(ThemeRecord("mobilite")) == []
    record = ThemeRecord("mobilite", ThemeState.CONSTRAINT, "Le bus")
    assert words.person_lines(record) == [":red-badge[Contrainte] — La personne\u00a0: «\u00a0Le bus\u00a0»"]


def test_the_project_is_told_with_units_and_certainty():
    project = Project(jobs=(Job("G1602", "Cuisine", Certainty.CONFIRMED),), mobility_radius_km=15)
    facts = project_facts(project)
    assert facts == {
        "Rayon de déplacement": "15 km",
        "Métiers visés": "G1602 Cuisine (confirmé)",
    }


def test_a_step_is_for_the_person_unless_somebody_is_named():
    assert "la personne" in step_words(NextStep("Appeler", None, None), {})
    told = step_words(NextStep("Appeler", 7, date(2026, 12, 1)), {7: "Nora Fabre — CCAS"})
    assert told.replace("\\", "") == "Appeler — Nora Fabre, avant le 01/12/2026"
