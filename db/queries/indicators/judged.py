"""What is said of one person of a population: is she in a figure, is she counted, with which value."""

from collections.abc import Callable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Subquery, literal, true

from domain.access import Viewer
from domain.indicators.model import Figure, Indicator, Perimeter


class Judged(NamedTuple):
    """Of one person: is she counted, is she in the figure at all; her value (mean), out of which (ratio)."""

    is_counted: ColumnElement[bool] = true()
    is_within: ColumnElement[bool] = true()
    value: ColumnElement[int] = literal(0)
    out_of: ColumnElement[int] = literal(0)
    aside: ColumnElement[int] = literal(0)


class Measure(NamedTuple):
    """The people, one row each, and what is judged of a row.

    `variant`: the column that says which one of a family a row is about, when each is about one alone.
    """

    population: Callable[[Viewer, Perimeter], Subquery]
    judge: Callable[[Any, Indicator, Perimeter], Judged]
    variant: str = ""


def ratio_figure(value: int, out_of: int, aside: int, *people: int) -> Figure:
    """A ratio; `people`: how many are behind its numerator, and behind the rest."""
    return Figure(value, out_of, aside, min((one for one in people if one), default=0))
