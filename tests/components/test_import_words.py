"""An import in words."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from components.imports import words
from components.imports.rows import rows_frame
from components.imports.runs import undone_words
from domain.imports.model import ImportField, Outcome, RunStatus, Verdict
from domain.imports.plan import Plan
from domain.imports.views import Change, ValueSource
from domain.people import IdentifierOrigin
from tests.services.day_values import VIEWER
from tests.services.import_views import COLUMNS, HEADINGS, row_view, run_view

WRONG = {2: "31/02/1990 n’existe pas."}


def test_counts_follow_the_state_of_the_import():
    assert (
        words.counts_words(run_view(counts={"new": 60, "error": 1})) == "60\u00a0nouvelles, 1\u00a0à corriger"
    )
    done = run_view(status=RunStatus.DONE, counts={"created": 1, "left": 2})
    assert words.counts_words(done) == "1\u00a0ajoutée, 2\u00a0non importées"


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (Plan(Counter({Outcome.CREATED: 1})), "1\u00a0nouvelle personne."),
        (
            Plan(Counter({Outcome.CREATED: 60, Outcome.UPDATED: 12, Outcome.LEFT: 3})),
            "60\u00a0nouvelles personnes, 12\u00a0complétées, 3\u00a0laissées de côté.",
        ),
        (Plan(Counter({Outcome.UNCHANGED: 60})), "0\u00a0nouvelle personne, 60\u00a0inchangées."),
        (
            Plan(Counter({Outcome.UNCHANGED: 3}), kept=2),
            "0\u00a0nouvelle personne, 1\u00a0inchangée, 2\u00a0où une valeur diffère "
            "(celle de Jalons est gardée, sauf si vous choisissez l’autre).",
        ),
    ],
)
def test_the_plan_says_exactly_what_will_be_done(plan, said):
    assert words.plan_words(plan) == said


def test_each_problem_stands_under_the_name_of_its_column():
    assert words.cell_words(WRONG, HEADINGS) == "Né le\u00a0: 31/02/1990 n’existe pas."
    assert words.cell_words({9: "Cellule en trop."}, HEADINGS) == "Cellule en trop."


def test_a_line_without_a_readable_name_is_told_by_its_cells():
    assert words.who_words(row_view(who="", cells=["", " Léo ", "1988"])) == "Léo 1988"


def test_names_are_compared_then_what_differs():
    row = row_view(conflicts=[Change("birth_date", "Date de naissance", "01/03/1990", "31/03/1990")])
    assert words.comparison(row, COLUMNS) == [
        ("Nom de naissance", "ROCA", "identique"),
        ("Prénoms", "Inès", "identique"),
        ("Date de naissance", "31/03/1990", "01/03/1990"),
    ]


def test_a_table_shows_only_the_columns_that_say_something():
    wrong = row_view(verdict=Verdict.ERROR, problems=WRONG)
    frame = rows_frame([row_view(), wrong], run_view())
    assert list(frame) == ["Ligne", "Personne", "Pourquoi", "CP "]
    assert list(rows_frame([row_view()], run_view(), opens=True)) == ["Ligne", "Personne"]


def test_values_of_one_source_are_said_in_one_sentence():
    told_at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    fields = (ImportField.PHONE, ImportField.EMAIL)
    sources = [ValueSource(field, IdentifierOrigin.FRANCE_TRAVAIL, told_at) for field in fields]
    assert words.source_words(sources, VIEWER) == [
        "Téléphone, Courriel\u00a0: import France Travail du 02/11/2026"
    ]


def test_files_changed_since_are_told():
    assert undone_words(0) == "Import annulé : tout est revenu comme avant."
    assert undone_words(1) == "Import annulé ; 1 dossier modifié depuis a été gardé."
    assert undone_words(3) == "Import annulé ; 3 dossiers modifiés depuis ont été gardés."
