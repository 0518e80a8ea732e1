"""What is typed in a draft: kept at once, or refused with its reason."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.actions.diagnoses.closing import release_interviewer
from db.actions.diagnoses.entry import set_priorities
from db.models.diagnoses import DiagnosisAnswer
from domain.access import Field
from domain.diagnosis.records import Job, NextStep
from domain.diagnosis.words import (
    Certainty,
    Impact,
    ThemeState,
)
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id
from tests.db.diagnosing import act, answer, make_duo, read, say, start, start_together, write
from tests.db.diagnosis_fields import OF_ANSWER, OF_DIAGNOSIS, OF_THEME, stored_in, type_in


@pytest.fixture
def diagnosis_id(duo):
    return start_together(duo)


def test_what_is_no_longer_a_need_has_no_impact_any_more(duo, diagnosis_id):
    with pytest.raises(InvalidInputError):
        answer(duo.social, diagnosis_id, Impact.STRONG, field="impact", shown=None)
    answer(duo.social, diagnosis_id, ThemeState.NEED)
    answer(duo.social, diagnosis_id, Impact.STRONG, field="impact", shown=None)
    answer(duo.social, diagnosis_id, ThemeState.STRENGTH, shown=ThemeState.NEED)
    assert stored_in(duo.social, diagnosis_id, "state") is ThemeState.STRENGTH
    assert read(duo.social, diagnosis_id).entry.answers[0].impact is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("wants", "x" * 3001),
        ("jobs", (Job("k2204", "Nettoyage", Certainty.EXPLORED),)),
        ("minimum_pay", 20_001),
        ("held_on", date(2026, 11, 21)),
        ("held_on", date(2026, 1, 4)),
        ("held_on", None),
        ("moment", None),
        ("person_state", None),
        ("objective", "\ufb2c" * 300),
        ("next_steps", (NextStep("x" * 301, None, None),)),
        ("state", None),
        ("restriction", None),
        ("shared_note", "x" * 1_000_000),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_changes(duo, diagnosis_id, field, typed):
    shown = (OF_DIAGNOSIS | OF_THEME | OF_ANSWER)[field][0]
    before = read(duo.social, diagnosis_id)
    with pytest.raises(InvalidInputError) as refusal:
        type_in(duo.social, diagnosis_id, field, typed, shown)
    assert refusal.value.problems.keys() == {field}
    assert read(duo.social, diagnosis_id) == before


@pytest.mark.parametrize("field", ["wants", "person_words", "restricted_note"])
def test_signs_that_a_database_refuses_are_dropped(duo, diagnosis_id, field):
    type_in(duo.social, diagnosis_id, field, " a\x00b\ud83d \u202eç ", "")
    assert stored_in(duo.social, diagnosis_id, field) == "ab \u202eç"


@pytest.mark.parametrize("field", ["id", "status", "is_joint", "professional_id", "retained_state", ""])
def test_no_other_field_can_be_written_from_a_screen(duo, diagnosis_id, field):
    for click in (write, say):
        with pytest.raises(NotFoundError):
            click(duo.social, diagnosis_id, field, "x", "")
    with pytest.raises(NotFoundError):
        answer(duo.social, diagnosis_id, "x", field=field)


def test_a_theme_a_situation_or_an_owner_from_elsewhere_is_not_found(session, duo, diagnosis_id):
    stranger = make_duo(session).social.professional_id
    for click in (
        lambda: answer(duo.social, diagnosis_id, ThemeState.NEED, theme="autre"),
        lambda: say(duo.social, diagnosis_id, "objective", "x", "", theme="autre"),
        lambda: answer(duo.social, diagnosis_id, ("autre",), field="situations", shown=()),
        lambda: say(duo.social, diagnosis_id, "next_steps", (NextStep("x", stranger, None),), ()),
        lambda: act(duo.social, set_priorities, diagnosis_id, shown=[], typed=["autre"]),
        lambda: write(duo.social, new_id(), "wants", "x", ""),
    ):
        with pytest.raises(NotFoundError):
            click()
    assert read(duo.social, diagnosis_id).entry.themes == {}


def test_somebody_released_writes_no_more_until_she_takes_part_again(duo, diagnosis_id):
    answer(duo.professional, diagnosis_id, ThemeState.NEED)
    act(duo.social, release_interviewer, diagnosis_id, duo.professional.professional_id)
    with pytest.raises(ForbiddenError, match="Prenez d’abord part"):
        answer(duo.professional, diagnosis_id, ThemeState.STRENGTH, shown=ThemeState.NEED)
    assert start(duo.professional, duo.person_id) == diagnosis_id
    answer(duo.professional, diagnosis_id, ThemeState.STRENGTH, shown=ThemeState.NEED)
    assert stored_in(duo.social, diagnosis_id, "state") is ThemeState.STRENGTH


def test_an_answer_bears_the_field_and_structure_of_the_day(session, duo, diagnosis_id):
    answer(duo.social, diagnosis_id, ThemeState.NEED)
    moved = replace(duo.social, field=Field.PROFESSIONAL, structure_id=duo.professional.structure_id)
    answer(moved, diagnosis_id, ThemeState.STRENGTH, shown=ThemeState.NEED)
    said = session.scalars(select(DiagnosisAnswer).filter_by(diagnosis_id=diagnosis_id)).one()
    assert (said.field, said.structure_id) == (Field.PROFESSIONAL, moved.structure_id)
    with pytest.raises(ForbiddenError, match="champ"):
        answer(replace(moved, field=None), diagnosis_id, ThemeState.NEED, shown=ThemeState.STRENGTH)
