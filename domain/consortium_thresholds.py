"""What a consortium types on its page of thresholds: the settings of each section, and what is refused."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import INFORMATION_DAYS, NOTIFICATION_DAYS
from domain.indicators.pairs import READY_PAIRS, pair_of
from domain.thresholds import (
    MISSED_COUNT,
    TARGET,
    THRESHOLDS,
    Threshold,
    ThresholdGroup,
    in_force,
    target_code,
    target_threshold,
)

Values = Mapping[str, int | None]  # code → the consortium's own value; None: the national default
_READY_TARGETS = [target_code(pair.code) for pair in READY_PAIRS]


def threshold_of(code: str) -> Threshold | None:
    """The setting of this code, that of any possible pair of steps included."""
    pair = pair_of(code.removeprefix(TARGET)) if code.startswith(TARGET) else None
    return target_threshold(pair.code, pair.title) if pair else THRESHOLDS.get(code)


def thresholds_of(group: ThresholdGroup, known: Iterable[str] = ()) -> list[Threshold]:
    """The settings of a section; among targets, ready pairs first, then those `known`."""
    codes = [code for code, one in THRESHOLDS.items() if one.group is group]
    if group is ThresholdGroup.TARGETS:
        codes = list(dict.fromkeys([*_READY_TARGETS, *(code for code in known if code.startswith(TARGET))]))
    return [one for code in codes if (one := threshold_of(code))]


def offered(settings: Iterable[Threshold], stored: Values) -> list[Threshold]:
    """Without the settings of what is switched off; their values are kept for the day it is on again."""
    is_on = bool(stored.get(REGULATORY_ON))
    return [one for one in settings if is_on or one.code not in (INFORMATION_DAYS, NOTIFICATION_DAYS)]


def problems_of_values(typed: Values, stored: Values = MappingProxyType({})) -> dict[str, str]:
    """What is refused, by code; `stored`: those that are not typed here."""
    problems = {}
    for code, value in typed.items():
        setting = threshold_of(code)
        if message := setting.problem(value) if setting else "Ce réglage n’existe pas.":
            problems[code] = message
    together = {**stored, **typed}
    values = in_force({code: value for code, value in together.items() if value is not None})
    if not problems and values["secrecy_wide"] < values["secrecy_screen"]:
        problems["secrecy_wide"] = "Au moins autant qu’à l’écran dans une structure."
    return problems


def moves_due_dates(codes: Iterable[str]) -> bool:
    """True when the dates of reviews depend on one of these settings."""
    return any(one.group is ThresholdGroup.RHYTHMS for code in codes if (one := threshold_of(code)))


def moves_alert_facts(codes: Iterable[str]) -> bool:
    """True when the facts kept for alerts depend on one of these settings, not only what is read of them."""
    return MISSED_COUNT in codes


def computes_again(typed: Values, read: Values) -> bool:
    """True when saving these computes dates or alerts again for everybody."""
    changed = [code for code, value in typed.items() if value != read.get(code)]
    return moves_due_dates(changed) or moves_alert_facts(changed)


def default_words(setting: Threshold, usual_rhythm: int) -> str:
    """What holds when the consortium sets nothing, beside the field."""
    value = usual_rhythm if setting.group is ThresholdGroup.RHYTHMS else setting.default
    if setting.is_switch:
        return "oui" if value else "non"
    return "aucun" if value is None else f"{value}\u00a0{setting.unit}"
