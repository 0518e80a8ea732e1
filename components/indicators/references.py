"""Published national figures, with their method, and ours by that method."""

from collections.abc import Mapping, Sequence

import streamlit as st

from components.indicators.blocks import HIDDEN, Grid
from components.indicators.delay_words import NOT_COMPUTABLE, days_words
from components.indicators.presentation import is_presented
from components.indicators.words import share_words
from domain.indicators.model import Figure, Unit
from domain.indicators.references import Reference

TITLE = "Repères nationaux, et les nôtres par la même méthode"


def asks_references() -> bool:
    """Whether they are asked on this screen: half of what the page would cost. Documents always hold them."""
    return is_presented() or st.toggle("Comparer aux repères nationaux", key="has_references")


def references_grid(
    references: Sequence[Reference], ours: Mapping[Reference, Figure | None], year: int
) -> Grid:
    """A line a reference: what is published year by year, ours, both methods."""
    rows = [
        (one.title, _our_words(one, ours[one]), _published_words(one), f"{one.method} {one.ours}")
        for one in references
    ]
    sources = " ; ".join(sorted({told.source for one in references for told in one.published}))
    columns = ("Repère", f"Ici, {year}", "National", "Méthode")
    note = f"Sources\u00a0: {sources}."
    if len(rows) > 1:
        return Grid(TITLE, columns, rows, note)
    return Grid(TITLE, columns[:-1], [row[:-1] for row in rows], f"{rows[0][-1]} {note}")


def _published_words(reference: Reference) -> str:
    return " ; ".join(f"{one.year}\u00a0: {_value(reference, one.value)}" for one in reference.published)


def _our_words(reference: Reference, figure: Figure | None) -> str:
    if figure is None:
        return HIDDEN
    return NOT_COMPUTABLE if figure.value is None else _value(reference, figure.value)


def _value(reference: Reference, value: float) -> str:
    return share_words(value) if reference.unit is Unit.SHARE else days_words(value, "")
