"""Needs by theme, side by side with the same themes structure by structure."""

from collections.abc import Mapping

import streamlit as st

from components.indicators.charts import (
    FEW,
    Needs,
    may_compare,
    needs_by_structure_chart,
    needs_chart,
    needs_frame,
    needs_summary,
    ranked_frame,
)
from domain.indicators.diagnoses import NEEDS


def needs_charts(needs: Needs, structures: Mapping[int | None, str]) -> None:
    """A row of the bars goes on with the squares of its theme."""
    ranked = ranked_frame(needs)
    st.subheader("Besoins et contraintes par thème", anchor=False, help=NEEDS.definition)
    left, right = st.columns([2, 3], gap="small")
    left.altair_chart(needs_chart(ranked), alt=needs_summary(ranked))
    squares = needs_frame(needs, structures)
    if may_compare(squares):
        chart = needs_by_structure_chart(squares, ranked)
        right.altair_chart(chart, alt="Les mêmes parts, structure par structure")
        right.caption(
            f"À droite, plus foncé\u00a0: besoin plus fréquent. Structures d’au moins {FEW} diagnostics,"
            " selon le référent d’aujourd’hui."
        )
