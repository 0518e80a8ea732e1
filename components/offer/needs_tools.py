"""What surrounds needs and offer: the theme looked at, the services of a theme, the communes of a map."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.formats import count_of, format_count, format_date
from components.indicators.address import choose_coded
from components.indicators.blocks import HIDDEN, Bar
from components.indicators.presentation import is_presented
from components.markdown import md_escape
from domain.access import Viewer
from domain.caseload import Area, AreaKind
from domain.indicators.areas import ToldAreas
from domain.indicators.groups import code_of_group
from domain.indicators.model import Breakdown
from domain.indicators.offer import unmet_of
from domain.offer.search import ServiceCard
from navigation import CATALOGUE, NEW_OFFERS

_THEME = "theme"
_FIRST = 8  # services: all of them are in the catalogue
_USUAL = "Celui de la plupart des besoins sans réponse"


def choose_theme(labels: Mapping[str, str]) -> str:
    """The theme told area by area, in the address; empty for the one of most unmet needs."""
    if is_presented():
        asked = st.query_params.get(_THEME, "")
        return asked if asked in labels else ""
    return choose_coded("Thème détaillé par secteur", _THEME, labels, _USUAL) or ""


def new_offer_link(viewer: Viewer, theme: str, area: str) -> None:
    """Where partners design what is missing, for who may go there."""
    if not is_presented() and not viewer.roles.isdisjoint(NEW_OFFERS.roles):
        params = {name: said for name, said in ((_THEME, theme), ("secteur", area)) if said}
        st.page_link(
            NEW_OFFERS.path, label="Concevoir une offre", icon=":material/lightbulb:", query_params=params
        )


def services_beside(theme: str, label: str, count: int, cards: Sequence[ServiceCard]) -> None:
    """The first services open on this theme, and the way to all of them."""
    with st.container(border=True):
        words = count_of(count, "service ouvert", "services ouverts") if count else "aucun service ouvert"
        st.markdown(f"**{md_escape(label)}**\u00a0: {words}")
        if cards:
            st.dataframe(
                _lines(cards[:_FIRST]), hide_index=True, height="content", alt=f"Services\u00a0: {label}"
            )
        there, icon = {_THEME: theme}, ":material/storefront:"
        st.page_link(CATALOGUE.path, label="Voir dans le catalogue", icon=icon, query_params=there)


def _lines(cards: Sequence[ServiceCard]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Service": card.name,
                "Structure": card.structure,
                "Commune": card.commune or ("À distance" if card.is_remote else ""),
                "Places": "non dites" if card.places is None else format_count(card.places),
                "Vérifié le": format_date(card.checked_on) if card.checked_on else "jamais",
            }
            for card in cards
        ]
    )


def commune_bars(areas: ToldAreas, theme: str) -> dict[str, Bar]:
    """Unmet needs of this theme in each commune of the territory: what a map draws."""
    bars = {}
    for code in areas.territory:
        people = areas.communes.get(code)
        name = areas.names[Area(AreaKind.COMMUNE, code)]
        words = HIDDEN if people is None else format_count(people)
        listed = code_of_group(unmet_of(theme, ""), Breakdown.COMMUNE, code) if people else ""
        bars[code] = Bar(name, people, words, "", "" if areas.least else listed)
    return dict(sorted(bars.items(), key=lambda item: (-(item[1].value or 0), item[1].label)))
