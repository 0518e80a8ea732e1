"""New offers: which stage follows which, what each one asks, evidence kept as it was read."""

from datetime import date, timedelta

import pytest

from domain.offer.new_offers import (
    Figures,
    NewOfferDraft,
    StageDraft,
    changed_fields,
    disputed_fields,
    figures_of,
    is_late,
    stages_after,
    stored_evidence,
    with_fields,
)
from domain.offer.new_services import Carrier
from domain.offer.words import NewOfferStage as Stage

TODAY = date(2026, 11, 20)
BEFORE, TOMORROW = TODAY - timedelta(days=30), TODAY + timedelta(days=1)
DRAFT = NewOfferDraft(title="Un garage", structures=frozenset({1}))


def problems(stage, *, has_service=False, **values):
    draft = StageDraft(**{"stage": stage, "reached_on": TODAY} | values)
    return set(draft.problems(TODAY, BEFORE, has_service=has_service))


def test_the_usual_way_goes_from_the_idea_to_the_evaluation():
    stage, way = Stage.IDEA, [Stage.IDEA]
    while following := stages_after(stage):
        way.append(stage := following[0])
    assert way == [Stage.IDEA, Stage.DESIGN, Stage.TEST, Stage.OPEN, Stage.EVALUATED]


@pytest.mark.parametrize("stage", [Stage.IDEA, Stage.DESIGN, Stage.TEST, Stage.OPEN])
def test_it_may_be_dropped_at_any_stage_then_taken_up_again(stage):
    assert Stage.DROPPED in stages_after(stage)
    assert stages_after(Stage.DROPPED) == (Stage.IDEA,)


@pytest.mark.parametrize(
    ("title", "step", "day", "wrong"),
    [
        ("Un garage", "", None, set()),
        ("Un", "", None, {"title"}),
        ("x" * 151, "", None, {"title"}),
        ("Un garage", "", TOMORROW, {"next_step"}),
        ("Un garage", "Réunir", BEFORE, {"next_step_on"}),
        ("Un garage", "Réunir", date(2040, 1, 1), {"next_step_on"}),
        ("Un garage", "Réunir", TODAY, set()),
    ],
)
def test_what_is_typed_is_checked(title, step, day, wrong):
    draft = NewOfferDraft(title=title, next_step=step, next_step_on=day)
    assert set(draft.problems(TODAY)) == wrong


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"stage": Stage.DESIGN}, set()),
        ({"stage": Stage.DESIGN, "reached_on": None}, {"reached_on"}),
        ({"stage": Stage.DESIGN, "reached_on": TOMORROW}, {"reached_on"}),
        ({"stage": Stage.DESIGN, "reached_on": BEFORE - timedelta(days=1)}, {"reached_on"}),
        ({"stage": Stage.DROPPED}, {"words"}),
        ({"stage": Stage.DROPPED, "words": "Trop cher."}, set()),
        ({"stage": Stage.EVALUATED}, {"evaluation"}),
        ({"stage": Stage.OPEN}, {"service_id"}),
        ({"stage": Stage.OPEN, "has_service": True}, set()),
        ({"stage": Stage.OPEN, "service_id": 1}, set()),
        ({"stage": Stage.OPEN, "service_id": 1, "carrier": Carrier(1, None)}, {"service_id"}),
        ({"stage": Stage.OPEN, "carrier": Carrier(1, None)}, {"themes"}),
        ({"stage": Stage.OPEN, "carrier": Carrier(1, None), "themes": frozenset({"a--b"})}, set()),
    ],
)
def test_each_stage_asks_what_it_needs(values, wrong):
    assert problems(**values) == wrong


@pytest.mark.parametrize(
    ("stage", "day", "late"),
    [
        (Stage.TEST, BEFORE, True),
        (Stage.TEST, TODAY, False),
        (Stage.TEST, None, False),
        (Stage.DROPPED, BEFORE, False),
        (Stage.EVALUATED, BEFORE, False),
    ],
)
def test_a_next_step_is_late_while_something_is_expected(stage, day, late):
    assert is_late(stage, day, TODAY) is late


def test_only_what_both_changed_otherwise_is_disputed():
    hers = with_fields(DRAFT, {"title": "Un vélo", "area": "epci-1"})
    mine = changed_fields(DRAFT, with_fields(DRAFT, {"title": "Un car", "proof": "Vu."}))
    assert mine == {"title": "Un car", "proof": "Vu."}
    assert disputed_fields(DRAFT, hers, mine) == {"title": "Un car"}


def test_figures_are_kept_as_they_were_read():
    figures = Figures(TODAY, BEFORE, "mobilite", "epci-1", "Consortium", 12, 40)
    assert figures_of(stored_evidence("Vu.", figures)) == figures
    assert figures_of(stored_evidence("Vu.", None)) is None
    assert figures_of({}) is None
