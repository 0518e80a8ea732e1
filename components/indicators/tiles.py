"""A figure, what it is made of, its definition one click away, and the way to the people behind it."""

from collections.abc import Mapping

import streamlit as st

from components.indicators.people import ask_detail
from components.indicators.words import detail_words, figure_words
from domain.indicators.model import ByStructure, Indicator, total


def figure_tiles(figures: Mapping[Indicator, ByStructure]) -> None:
    """One tile an indicator, side by side."""
    columns = st.columns(len(figures), gap="small")
    for column, (indicator, by_structure) in zip(columns, figures.items(), strict=True):
        figure = total(by_structure.values())
        with column.container(border=True, height="stretch", gap="xsmall"):
            st.metric(indicator.title, figure_words(indicator, figure), help=indicator.definition)
            st.caption(detail_words(indicator, figure))
            st.space("stretch")
            st.button(
                "Voir le détail",
                key=f"detail_of_{indicator.code}",
                type="tertiary",
                icon=":material/groups:",
                on_click=ask_detail,
                args=(indicator,),
            )
