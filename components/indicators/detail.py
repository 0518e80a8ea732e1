"""What is behind a figure, on any dashboard: its people, openable and exportable, and its structures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components.exports import export_buttons
from components.identity import current_viewer
from components.indicators.address import ask_figure
from components.indicators.people import (
    Names,
    choose_counted,
    exported_people,
    page_asked,
    people_table,
    structures_table,
)
from components.indicators.words import listed_words
from components.markdown import md_escape
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.indicators.access import counts_everybody, is_entitled
from domain.indicators.groups import code_of, indicator_code, narrowed
from domain.indicators.model import Indicator, Perimeter
from domain.indicators.told import Told
from navigation import FILE

_NOT_OPENED = (
    "Votre structure accompagne cette personne, mais son groupe de suivi ne vous nomme pas\u00a0: pour lire "
    "son dossier, demandez à y être ajouté·e."
)


@dataclass(frozen=True)
class Behind:
    """A figure, over whom, and its breakdown when it is told; `words`: which bar."""

    indicator: Indicator
    perimeter: Perimeter
    told: Told | None = None
    words: str = ""

    @property
    def title(self) -> str:
        """The figure, or the bar."""
        return self.words or self.indicator.title


@dataclass(frozen=True)
class PeopleSource:
    """How people are read, taken away, signed for and opened (db.actions.indicator_exports and reads)."""

    read: Callable[..., Any]  # (viewer, perimeter, indicator, is_counted, *, page) → count and people
    take: Callable[..., Any]  # (viewer, perimeter, indicator, is_counted) → people
    sign: Callable[..., None]  # (viewer, indicator, rows, detail)
    sign_opening: Callable[[Viewer, int], None]  # (viewer, beneficiary_id)


def show_behind(
    code: str,
    words: str,
    *,
    told: Mapping[Indicator, Told],
    perimeter: Perimeter,
    structures: Names,
    source: PeopleSource,
) -> None:
    """What is behind the tile or the bar of this code (`words`: those of the bar), among these figures."""
    by_code = {code_of(indicator): indicator for indicator in told}
    indicator, asked = by_code.get(indicator_code(code)), narrowed(perimeter, code)
    if indicator is None or asked is None:
        return
    breakdown = told[indicator] if asked is perimeter else None
    has_breakdown = breakdown and (breakdown.by_group or not breakdown.least)
    show_detail(Behind(indicator, asked, breakdown if has_breakdown else None, words), structures, source)


@st.fragment
def show_detail(behind: Behind, structures: Names, source: PeopleSource) -> None:
    """Turning a page or choosing whom runs only this, so it asks again who is there."""
    viewer = current_viewer()
    with st.container(border=True):
        _show_head(behind)
        tabs: dict[str, Callable[[], None]] = {}
        if is_entitled(viewer, behind.perimeter.scope, behind.indicator):
            tabs["Personnes"] = partial(_show_people, viewer, behind, source)
        if behind.told:
            has_zeros = counts_everybody(viewer, behind.perimeter)
            tabs["Par structure"] = partial(
                structures_table, behind.indicator, behind.told, structures, has_zeros=has_zeros
            )
        for tab, show in zip(st.tabs(list(tabs)) if tabs else (), tabs.values(), strict=True):
            with tab:
                show()


def _show_head(behind: Behind) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.markdown(f"**{md_escape(behind.title)}**", width="content", help=behind.indicator.definition)
        if st.button("Fermer", icon=":material/close:", type="tertiary", key="close_detail"):
            ask_figure("")
            st.rerun()


def _show_people(viewer: Viewer, behind: Behind, source: PeopleSource) -> None:
    """By name, openable; the exports hold them all."""
    indicator = behind.indicator
    with st.container(horizontal=True, vertical_alignment="center"):
        is_counted = choose_counted(indicator)
        asked = (behind.perimeter, indicator, is_counted)
        found = source.read(viewer, *asked, page=page_asked(*asked))
        st.markdown(listed_words(found.count), width="content")
        export_buttons(
            lambda: exported_people(indicator, source.take(viewer, *asked)),
            name="personnes",
            viewer=viewer,
            on_export=partial(source.sign, viewer, indicator),
        )
    clicked = people_table(found.count, found.people, *asked, indicator=indicator)
    if clicked is not None:
        open_file(viewer, clicked, source)


def open_file(viewer: Viewer, beneficiary_id: int, source: PeopleSource) -> None:
    """Go to the file, when the viewer may open it."""
    try:
        source.sign_opening(viewer, beneficiary_id)
    except NotFoundError:
        st.warning(_NOT_OPENED)
    else:
        st.switch_page(FILE.path, query_params={"personne": str(beneficiary_id)})
