"""What a consortium may set: its sections, their bounds, what each change moves."""

import pytest

from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import INFORMATION_DAYS, NOTIFICATION_DAYS
from domain.consortium_thresholds import (
    computes_again,
    default_words,
    offered,
    problems_of_values,
    threshold_of,
    thresholds_of,
)
from domain.indicators.pairs import READY_PAIRS
from domain.thresholds import THRESHOLDS, ThresholdGroup, target_code

OTHER = target_code("exit_planned-entry")
FREE = target_code("first_contact-exit")


def test_every_setting_is_in_one_section():
    shown = [one.code for group in ThresholdGroup for one in thresholds_of(group)]
    assert sorted(shown) == sorted({*THRESHOLDS, *(target_code(pair.code) for pair in READY_PAIRS)})


def test_a_target_set_for_any_other_pair_joins_the_ready_ones_once():
    ready = len(READY_PAIRS)
    targets = thresholds_of(
        ThresholdGroup.TARGETS, [FREE, FREE, target_code(READY_PAIRS[0].code), "no_contact_days"]
    )
    assert [one.code for one in targets][ready:] == [FREE]
    assert targets[-1].label == "Premier contact → sortie"


def test_a_pair_that_means_nothing_has_no_target():
    assert threshold_of(OTHER) is threshold_of("target:") is threshold_of("colour") is None
    assert problems_of_values({OTHER: 3}) == {OTHER: "Ce réglage n’existe pas."}


@pytest.mark.parametrize("setting", [*THRESHOLDS.values(), *thresholds_of(ThresholdGroup.TARGETS)])
def test_each_setting_refuses_what_is_out_of_its_bounds(setting):
    code = setting.code
    for value in (setting.lowest - 1, setting.highest + 1):
        assert problems_of_values({code: value}) == {
            code: f"Entre {setting.lowest} et {setting.highest} {setting.unit}."
        }
    assert problems_of_values({code: None}) == {}


def test_what_crosses_structures_is_not_less_protected_than_what_does_not():
    assert list(problems_of_values({"secrecy_screen": 20, "secrecy_wide": None})) == ["secrecy_wide"]
    assert problems_of_values({"secrecy_screen": 20, "secrecy_wide": 20}) == {}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("missed_count", True),
        ("rhythm_social", True),
        ("missed_days", False),
        ("secrecy_wide", False),
        (FREE, False),
    ],
)
def test_only_rhythms_and_missed_appointments_are_computed_beforehand(code, expected):
    assert computes_again({code: 9}, {}) is expected
    assert computes_again({code: 9}, {code: 9}) is False


def test_the_default_is_told_in_words():
    words = {one.code: default_words(one, 90) for group in ThresholdGroup for one in thresholds_of(group)}
    assert words["no_contact_days"] == "60\u00a0jours"
    assert words["rhythm_social"] == "90\u00a0jours"
    assert {words[target_code(pair.code)] for pair in READY_PAIRS} == {"aucun"}


def test_what_is_switched_off_asks_for_no_delay():
    settings = thresholds_of(ThresholdGroup.COMMISSIONS)
    delays = {INFORMATION_DAYS, NOTIFICATION_DAYS}
    assert not delays & {one.code for one in offered(settings, {})}
    assert REGULATORY_ON in {one.code for one in offered(settings, {REGULATORY_ON: 0})}
    assert delays <= {one.code for one in offered(settings, {REGULATORY_ON: 1})}
