"""What the columns of a file must hold before it is compared, and what confirming will do."""

import pytest

from domain.imports.columns import guess_origin, identity_problem, repeated_columns
from domain.imports.model import Decision, ImportField, Outcome, Verdict
from domain.imports.plan import planned_outcome
from domain.people import IdentifierOrigin

NAME, FIRST, PHONE = ImportField.BIRTH_NAME, ImportField.FIRST_NAMES, ImportField.PHONE
PUBLICS, CAF = ImportField.PUBLICS, ImportField.ID_CAF


def test_two_columns_for_one_field_are_both_told():
    assert set(repeated_columns([NAME, PHONE, None, PHONE, None])) == {1, 3}
    assert "« Téléphone »" in repeated_columns([PHONE, PHONE])[0]


def test_publics_may_stand_in_several_columns():
    assert repeated_columns([PUBLICS, PUBLICS]) == {}


@pytest.mark.parametrize("columns", [[NAME, FIRST], [ImportField.JALONS_ID], [CAF, None]])
def test_names_or_a_number_are_enough(columns):
    assert identity_problem(columns) is None


@pytest.mark.parametrize("columns", [[], [NAME], [FIRST, PHONE], [ImportField.USUAL_NAME, FIRST]])
def test_less_than_that_is_told(columns):
    assert "Il manque de quoi reconnaître chaque personne" in identity_problem(columns)


def test_the_origin_is_the_one_of_the_first_number():
    assert guess_origin([NAME, CAF, ImportField.ID_MSA]) is IdentifierOrigin.CAF
    assert guess_origin([NAME, FIRST]) is IdentifierOrigin.OTHER


@pytest.mark.parametrize(
    ("verdict", "decision", "outcome"),
    [
        (Verdict.NEW, None, Outcome.CREATED),
        (Verdict.NEW, Decision.SKIP, Outcome.LEFT),
        (Verdict.UPDATE, None, Outcome.UPDATED),
        (Verdict.UPDATE, Decision.OTHER, Outcome.CREATED),
        (Verdict.UNCHANGED, Decision.SKIP, Outcome.LEFT),
        (Verdict.TO_DECIDE, None, Outcome.LEFT),
        (Verdict.TO_DECIDE, Decision.SAME, Outcome.UPDATED),
        (Verdict.TO_DECIDE, Decision.OTHER, Outcome.CREATED),
        (Verdict.REPEATED, None, Outcome.LEFT),
        (Verdict.ERROR, None, Outcome.LEFT),
    ],
)
def test_a_line_becomes_what_its_verdict_and_its_decision_say(verdict, decision, outcome):
    assert planned_outcome(verdict, decision, has_news=True) is outcome


def test_somebody_known_of_whom_nothing_is_taken_stays_unchanged():
    assert planned_outcome(Verdict.UPDATE, None, has_news=False) is Outcome.UNCHANGED
