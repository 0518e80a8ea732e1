"""Needs beside the offer, theme by theme and area by area: every figure of the page, through its gates."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from db.engine import read_together
from db.queries.indicators.answers import Asked, tell_answers
from db.queries.indicators.kept import read_once
from db.queries.indicators.told import tell_figures
from db.queries.offer_supply import get_supply
from domain.access import Viewer
from domain.indicators.access import is_entitled
from domain.indicators.answers import ToldMedians
from domain.indicators.model import Breakdown, Indicator, Perimeter, total
from domain.indicators.offer import ANY_UNMET, REFUSED, UNMET, every_need
from domain.indicators.told import Told
from domain.indicators.told_needs import ToldNeeds
from domain.offer.supply import OfferSupply
from domain.secrecy import Medium, may_tell_rest


def tell_needs(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    labels: Mapping[str, str],
    *,
    theme: str = "",
    medium: Medium = Medium.SCREEN,
) -> ToldNeeds:
    """The 16 themes (`labels`), then `theme` by area, or the one of most unmet needs; seven statements.

    By commune inside an area asked by who has the list, else by EPCI.
    """
    place = perimeter.people.area
    by = Breakdown.COMMUNE if place and is_entitled(viewer, perimeter.scope, UNMET) else Breakdown.EPCI
    told, medians, supply = _tell_together(session, viewer, perimeter, every_need(labels), medium, by)
    unmet, refused = (
        {one.variant: figure for one, figure in told.items() if one.code == code and one.variant}
        for code in (UNMET.code, REFUSED.code)
    )
    shown = theme if theme in unmet else max(unmet, key=lambda code: _size(unmet[code]))
    return ToldNeeds(
        any_unmet=_beside(told, unmet),
        every_referral=_beside_parts(told[REFUSED], refused),
        unmet=unmet,
        refused=refused,
        medians=medians,
        around=tell_answers(session, viewer, perimeter, Asked(shown, by), medium=medium),
        supply=supply,
        theme=shown,
        by=by,
        place=place,
    )


def _tell_together(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: list[Indicator],
    medium: Medium,
    by: Breakdown,
) -> tuple[dict[Indicator, Told], ToldMedians, OfferSupply]:
    """Needs, referrals, answers and offer, which share no line."""
    needs = [one for one in indicators if one.code in (UNMET.code, ANY_UNMET.code)]
    others = [one for one in indicators if one not in needs]
    read_once(session, viewer)
    reads: list[Callable[[Session], Any]] = [
        *(partial(_figures, viewer, perimeter, some, medium, by) for some in (needs, others)),
        lambda own: tell_answers(own, viewer, perimeter, medium=medium),
        lambda own: get_supply(own, viewer),
    ]
    found: list[Any] = read_together(session, viewer, reads)
    return found[0] | found[1], found[2], found[3]


def _figures(
    viewer: Viewer,
    perimeter: Perimeter,
    indicators: list[Indicator],
    medium: Medium,
    by: Breakdown,
    session: Session,
) -> dict[Indicator, Told]:
    return tell_figures(session, viewer, perimeter, indicators, medium=medium, by=by)


def _size(told: Told) -> int:
    return told.figure.numerator if told.figure else 0


def _beside(told: Mapping[Indicator, Told], themes: Mapping[str, Told]) -> Told:
    """Whoever has one need at least, unless more people are told there than in the themes told together.

    The difference would then tell those of a theme that is hidden.
    """
    whole, shown = told[ANY_UNMET], [one.figure for one in themes.values() if one.figure]
    if whole.figure is None or len(shown) == len(themes):
        return whole
    known = total(shown)
    counts = ((one.numerator, one.denominator - one.numerator) for one in (whole.figure, known))
    is_bounded = any(all_of_them > some for all_of_them, some in zip(*counts, strict=True))
    return replace(whole, figure=None) if is_bounded else whole


def _beside_parts(whole: Told, themes: Mapping[str, Told]) -> Told:
    """All referrals, each of one theme: unless the themes told leave too few of them, or one.

    Only referrals can be subtracted: a person may have some in several themes.
    """
    shown = [one.figure for one in themes.values() if one.figure is not None]
    hidden = len(themes) - len(shown)
    if whole.figure is None or not hidden:
        return whole
    known = replace(total(shown), people=whole.figure.people)
    is_told = hidden > 1 and may_tell_rest(known, whole.figure, REFUSED.unit, whole.least)
    return whole if is_told else replace(whole, figure=None)
