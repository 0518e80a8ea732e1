"""Needs by theme: ranked bars, and theme × structure."""

from collections.abc import Mapping
from typing import Any

import altair as alt
import pandas as pd

from components.formats import NARROW_NO_BREAK
from components.indicators.words import share_words
from domain.indicators.model import ByStructure, Figure, Indicator, total

Needs = Mapping[Indicator, ByStructure]
_ROW = 24  # pixels, on both charts, so that a theme is read across
_LABELS, _NAMES = 230, 190
FEW = 5  # a share of fewer diagnoses says nothing of a structure
_BLUE = "#2a6f97"
_WORDS = "#257bb9"  # 4.5:1 on both backgrounds: Altair would write in black on the dark one
_GAP = 0.08  # between squares, in shares of a step: one or two pixels of the page itself
_PERCENT = f"{NARROW_NO_BREAK}%"
_SEVERAL = 2  # structures from which they are compared


def needs_frame(needs: Needs, structures: Mapping[int | None, str]) -> pd.DataFrame:
    """A line for each theme (by its words) and structure that has FEW people or more with a diagnosis."""
    return pd.DataFrame(
        {"theme": need.title, "structure": structures.get(one, ""), **_columns(figure)}
        for need, by_structure in needs.items()
        for one, figure in by_structure.items()
        if figure.denominator >= FEW
    )


def ranked_frame(needs: Needs) -> pd.DataFrame:
    """A line for each theme, the most frequent need first."""
    lines = [{"theme": need.title, **_columns(total(by.values()))} for need, by in needs.items()]
    return pd.DataFrame(lines).sort_values("share", ascending=False, kind="stable")


def needs_summary(ranked: pd.DataFrame) -> str:
    """The bars in one sentence, for who does not see them."""
    told = ", ".join(f"{line.theme} {line.words}" for line in ranked.itertuples())
    return f"Part des personnes ayant un besoin ou une contrainte\u00a0: {told}"


def _columns(figure: Figure) -> dict[str, object]:
    share = figure.value or 0
    return {
        "people": figure.numerator,
        "diagnosed": figure.denominator,
        "share": share,
        "words": share_words(share),
    }


def needs_chart(ranked: pd.DataFrame) -> alt.LayerChart:
    """Bars, longest first, with their share. Expects the columns of `ranked_frame`."""
    base = alt.Chart(ranked).encode(
        _theme(ranked).axis(alt.Axis(title=None, labelLimit=_LABELS, ticks=False, domain=False)),
        alt.X("share:Q").axis(None).scale(domain=[0, 1.2 * ranked["share"].max() or 1]),
        tooltip=_tooltip(),
    )
    bars = base.mark_bar(color=_BLUE)
    shares = base.mark_text(align="left", dx=4, color=_WORDS, fontWeight="bold").encode(alt.Text("words:N"))
    layers: Any = alt.layer(bars, shares)
    chart: alt.LayerChart = layers.properties(height=alt.Step(_ROW))
    return chart


def may_compare(needs: pd.DataFrame) -> bool:
    """True when there are several structures to set side by side."""
    return not needs.empty and needs["structure"].nunique() >= _SEVERAL


def needs_by_structure_chart(needs: pd.DataFrame, ranked: pd.DataFrame) -> alt.Chart:
    """A square for each theme and structure, darker where the need is more frequent."""
    names = alt.Axis(
        title=None, labelAngle=-65, labelLimit=_NAMES, labelOverlap=False, ticks=False, domain=False
    )
    shades = alt.Legend(
        title=None, orient="right", labelExpr=f"format(100 * datum.value, 'd') + '{_PERCENT}'"
    )
    chart: alt.Chart = (
        alt.Chart(needs)
        .mark_rect()
        .encode(
            _theme(ranked).axis(None).scale(paddingInner=_GAP),
            alt.X("structure:N").axis(names).scale(paddingInner=_GAP),
            alt.Color("share:Q").scale(scheme="blues", domainMin=0).legend(shades),
            tooltip=[alt.Tooltip("structure:N").title("Structure"), *_tooltip()],
        )
        .properties(height=alt.Step(_ROW))
    )
    return chart


def _theme(ranked: pd.DataFrame) -> alt.Y:
    return alt.Y("theme:N").sort(list(ranked["theme"]))


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("theme:N").title("Thème"),
        alt.Tooltip("words:N").title("Part"),
        alt.Tooltip("people:Q").title("Personnes concernées").format(",d"),
        alt.Tooltip("diagnosed:Q").title("Diagnostics en vigueur").format(",d"),
    ]
