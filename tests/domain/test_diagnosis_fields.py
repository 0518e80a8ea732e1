"""Fields of a diagnosis: what they accept, how they are kept, how a conflict tells them."""

from datetime import date, timedelta

import pytest

from domain.diagnosis.fields import CHOICE_LABELS, FIELD_LABELS, LONGEST, field_problem, kept, told
from domain.diagnosis.records import Job, NextStep
from domain.diagnosis.rules import same_value
from domain.diagnosis.words import Certainty, ContractType, MobilityMeans, ThemeState

TODAY = date(2026, 11, 20)
HOSTILE = {
    "nul": ("a\x00b", "ab"),
    "half a sign": ("a\ud83db", "ab"),
    "right to left": ("a\u202eb", "a\u202eb"),
    "two spellings": ("e\u0301", "é"),
    "blanks": (" \u00a0a\n", "a"),
    "code": ("<b>'; drop table diagnosis; --", "<b>'; drop table diagnosis; --"),
}
HUGE = "é" * 1_000_000


def job(code="", label="Aide à domicile"):
    return (Job(code, label, Certainty.EXPLORED),)


@pytest.mark.parametrize("code", ["", "A1101", "K1304", "N4105"])
def test_a_rome_code_is_a_letter_from_a_to_n_and_four_digits(code):
    """T074."""
    assert field_problem("jobs", job(code), TODAY) is None


@pytest.mark.parametrize(
    "code",
    [
        "k1304",
        " K1304",
        "K1304 ",
        "K 1304",
        "K130",
        "K13045",
        "O1304",
        "Z1304",
        "K13O4",
        "K１３０４",
        "K1304\n",
    ],
)
def test_anything_else_is_not_a_rome_code(code):
    assert "n’est pas un code ROME" in field_problem("jobs", job(code), TODAY)


@pytest.mark.parametrize("label", ["", "  ", "\x00", "\ud83d", "x" * 151])
def test_a_job_has_a_name_of_150_signs_at_most(label):
    assert field_problem("jobs", job(label=label), TODAY)


def test_eight_jobs_and_six_actions_are_the_most():
    step = NextStep("Appeler", None, None)
    assert field_problem("jobs", job() * 8, TODAY) is None
    assert field_problem("jobs", job() * 9, TODAY) == "8 métiers au plus."
    assert field_problem("next_steps", (step,) * 6, TODAY) is None
    assert field_problem("next_steps", (step,) * 7, TODAY)


@pytest.mark.parametrize(
    ("step", "is_kept"),
    [
        (NextStep("x" * 300, 1, TODAY), True),
        (NextStep("x" * 301, None, None), False),
        (NextStep("", None, None), True),
        (NextStep("Appeler", None, date(1999, 1, 1)), False),
        (NextStep("Appeler", None, TODAY + timedelta(1200)), False),
    ],
)
def test_an_action_is_short_and_planned_within_three_years(step, is_kept):
    assert (field_problem("next_steps", (step,), TODAY) is None) is is_kept


@pytest.mark.parametrize(
    ("field", "value", "is_kept"),
    [
        ("mobility_radius_km", 0, True),
        ("mobility_radius_km", 500, True),
        ("mobility_radius_km", -1, False),
        ("mobility_radius_km", 501, False),
        ("minimum_pay", 20_000, True),
        ("minimum_pay", 20_001, False),
        ("minimum_pay", None, True),
        ("held_on", None, False),
        ("held_on", TODAY + timedelta(1), False),
        ("held_on", TODAY, True),
        ("available_on", None, True),
        ("available_on", TODAY + timedelta(1200), False),
        ("next_review_on", date(1999, 1, 1), False),
        ("working_time", None, True),
        ("common_state", None, True),
    ],
)
def test_numbers_and_dates_have_bounds_which_are_accepted(field, value, is_kept):
    assert (field_problem(field, value, TODAY) is None) is is_kept


@pytest.mark.parametrize("field", ["moment", "state", "person_state", "restriction"])
def test_a_choice_that_is_taken_back_is_refused_where_one_is_needed(field):
    assert field_problem(field, None, TODAY) == "Choisissez une réponse."


@pytest.mark.parametrize("field", ["wants", "person_words", "shared_note", "restricted_note", *LONGEST])
def test_a_text_too_long_is_refused_before_the_database_refuses_it(field):
    longest = LONGEST.get(field, 3000)
    assert field_problem(field, "x" * longest + " " * 50, TODAY) is None
    assert field_problem(field, "x" * (longest + 1), TODAY) == f"{longest} signes au plus."
    assert field_problem(field, "\ufb2c" * longest, TODAY)  # one sign typed, three kept
    assert field_problem(field, HUGE, TODAY)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_is_cleaned_wherever_it_is_kept(name):
    typed, clean = HOSTILE[name]
    assert kept(typed) == clean
    assert kept(job("K1304", typed)) == [["K1304", clean, "explored"]]
    assert kept((NextStep(typed, 1, TODAY),)) == [[clean, 1, "2026-11-20"]]
    assert same_value(clean, kept(typed))


def test_a_kept_list_is_plain_for_json_and_an_enum_stays_itself():
    (value,) = kept((ContractType.PERMANENT,))
    assert (value, type(value)) == ("permanent", str)
    assert kept(ThemeState.NEED) is ThemeState.NEED
    assert [kept(value) for value in (None, 0, TODAY, ())] == [None, 0, TODAY, []]


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        ("", "  ", True),
        ((), [], True),
        (None, None, True),
        (ThemeState.NEED, "need", True),
        ((ContractType.PERMANENT,), ["permanent"], True),
        (kept(job("K1304")), [["K1304", "Aide à domicile", "explored"]], True),
        (None, "", False),
        (None, 0, False),
        (["a", "b"], ["b", "a"], False),
        (ThemeState.NEED, ThemeState.STRENGTH, False),
    ],
)
def test_two_values_are_the_same_however_they_are_held(left, right, is_same):
    assert same_value(left, right) is is_same
    assert same_value(right, left) is is_same


def test_a_conflict_tells_each_value_in_words():
    assert told("held_on", TODAY, {}) == "20/11/2026"
    assert told("common_state", None, {}) == ""
    assert told("minimum_pay", 1400, {}) == "1400"
    assert told("contract_types", ["permanent", "unknown"], CHOICE_LABELS) == "CDI, unknown"
    assert told("jobs", [["K1304", "Aide", "explored"], ["", "Vente", "confirmed"]], {}) == (
        "K1304 Aide (exploré), Vente (confirmé)"
    )
    assert told("next_steps", [["Appeler", 1, "2026-12-01"], ["Lire", None, None]], {}) == (
        "Appeler (pour le 01/12/2026)\u00a0; Lire"
    )


def test_every_field_has_a_french_label():
    assert all(FIELD_LABELS.values())
    assert "frein" not in " ".join(FIELD_LABELS.values()).lower()


def test_a_choice_that_no_screen_offers_is_refused():
    assert field_problem("contract_types", ("zzz",), TODAY) == "Ce choix n’est pas dans la liste."
    assert field_problem("mobility_means", (MobilityMeans.CAR,), TODAY) is None
