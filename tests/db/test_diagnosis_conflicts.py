"""Two people in one draft: each change is compared with what its author saw."""

import pytest
from sqlalchemy import func, select

from db.actions.diagnoses.entry import record_answer, set_priorities
from db.models.audit import AuditEntry
from domain.access import Field
from domain.diagnosis.core import core_content
from domain.diagnosis.words import (
    ThemeState,
)
from domain.errors import EditConflictError, InvalidInputError
from tests.db.diagnosing import act, answer, join, read, say, start, start_together
from tests.db.diagnosis_fields import OF_ANSWER, OF_DIAGNOSIS, OF_THEME, stored_in, type_in


@pytest.fixture
def diagnosis_id(duo):
    return start_together(duo)


@pytest.mark.parametrize("field", OF_DIAGNOSIS | OF_THEME)
def test_the_second_to_change_a_shared_field_is_told_both_values_and_may_insist(duo, diagnosis_id, field):
    """T102."""
    shown, first, second = (OF_DIAGNOSIS | OF_THEME)[field]
    type_in(duo.social, diagnosis_id, field, first, shown)
    assert stored_in(duo.professional, diagnosis_id, field) == first
    with pytest.raises(EditConflictError) as conflict:
        type_in(duo.professional, diagnosis_id, field, second, shown)
    (difference,) = conflict.value.differences
    assert difference.stored != difference.typed
    assert stored_in(duo.professional, diagnosis_id, field) == first
    type_in(duo.professional, diagnosis_id, field, second, first)
    assert stored_in(duo.social, diagnosis_id, field) == second


@pytest.mark.parametrize("field", ["state", "shared_note", "restricted_note"])
def test_two_windows_of_one_author_conflict_as_two_people_do(duo, diagnosis_id, field):
    shown, first, second = OF_ANSWER[field]
    type_in(duo.social, diagnosis_id, field, first, shown)
    with pytest.raises(EditConflictError) as conflict:
        type_in(duo.social, diagnosis_id, field, second, shown)
    assert conflict.value.differences[0].typed in (second, getattr(second, "label", None))
    assert stored_in(duo.social, diagnosis_id, field) == first


@pytest.mark.parametrize("field", OF_DIAGNOSIS | OF_THEME | OF_ANSWER)
def test_the_same_value_typed_by_both_is_no_conflict_and_no_second_line(session, duo, diagnosis_id, field):
    shown, first, _ = (OF_DIAGNOSIS | OF_THEME | OF_ANSWER)[field]
    first = situation(0) if first is None else first
    type_in(duo.social, diagnosis_id, field, first, shown)
    lines = select(func.count()).where(AuditEntry.beneficiary_id == duo.person_id)
    before = session.scalar(lines)
    who = duo.social if field in OF_ANSWER else duo.professional
    type_in(who, diagnosis_id, field, first, shown)
    assert session.scalar(lines) == before
    assert stored_in(duo.social, diagnosis_id, field) == first


def situation(rank):
    return (core_content().theme("mobilite").situations[rank].code,)


def test_two_professionals_answer_one_theme_without_any_conflict(duo, diagnosis_id):
    answer(duo.social, diagnosis_id, ThemeState.NEED)
    answer(duo.professional, diagnosis_id, ThemeState.STRENGTH)
    answers = read(duo.social, diagnosis_id).entry.answers_on("mobilite")
    assert [(one.field, one.state) for one in answers] == [
        (Field.SOCIAL, ThemeState.NEED),
        (Field.PROFESSIONAL, ThemeState.STRENGTH),
    ]
    assert [one.professional_id for one in answers] == [
        duo.social.professional_id,
        duo.professional.professional_id,
    ]


def test_two_windows_that_ticked_different_situations_are_told_their_wording(duo, diagnosis_id):
    type_in(duo.social, diagnosis_id, "situations", situation(0), ())
    with pytest.raises(EditConflictError) as conflict:
        type_in(duo.social, diagnosis_id, "situations", situation(1), ())
    labels = [one.label for one in core_content().theme("mobilite").situations[:2]]
    assert list(conflict.value.differences[0][1:]) == labels


def choose(viewer, diagnosis_id, typed, shown=()):
    act(viewer, set_priorities, diagnosis_id, shown=list(shown), typed=list(typed))
    themes = read(viewer, diagnosis_id).entry.themes.values()
    ranks = sorted((one.priority_rank, one.theme) for one in themes if one.priority_rank)
    return [theme for _, theme in ranks]


def test_priorities_are_ranked_changed_and_compared_with_what_was_shown(duo, diagnosis_id):
    first, second = ["sante", "mobilite"], ["mobilite", "numerique", "sante"]
    assert choose(duo.social, diagnosis_id, first) == first
    assert choose(duo.professional, diagnosis_id, first) == first
    with pytest.raises(EditConflictError) as conflict:
        choose(duo.professional, diagnosis_id, ["numerique"])
    assert conflict.value.differences[0].label == "Priorités"
    assert choose(duo.professional, diagnosis_id, second, first) == second
    assert choose(duo.professional, diagnosis_id, [], second) == []


def test_three_different_priorities_are_the_most(duo, diagnosis_id):
    with pytest.raises(InvalidInputError):
        choose(duo.social, diagnosis_id, core_content().codes[:4])
    assert choose(duo.social, diagnosis_id, ["sante", "sante"]) == ["sante"]


def test_an_objective_is_found_again_when_its_theme_is_chosen_again(duo, diagnosis_id):
    say(duo.social, diagnosis_id, "objective", "Passer le permis", "")
    choose(duo.social, diagnosis_id, ["mobilite"])
    choose(duo.social, diagnosis_id, [], ["mobilite"])
    choose(duo.social, diagnosis_id, ["mobilite"])
    assert stored_in(duo.social, diagnosis_id, "objective") == "Passer le permis"


def test_a_third_person_who_joins_answers_for_herself(session, duo, diagnosis_id):
    third = join(session, duo)
    start(third, duo.person_id)
    answer(third, diagnosis_id, ThemeState.NEED)
    with pytest.raises(EditConflictError):
        act(
            third, record_answer, diagnosis_id, "mobilite", "state",
            shown=ThemeState.STRENGTH, typed=ThemeState.DECLINED,
        )  # fmt: skip
    assert [one.professional_id for one in read(duo.social, diagnosis_id).entry.answers] == [
        third.professional_id
    ]
