"""What surrounds needs and offer: the theme looked at, the services of a theme, the communes of a map."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.formats import format_count, format_date
from components.indicators.address import choose_coded
from components.indicators.blocks import HIDDEN, Bar
from components.indicators.presentation import is_presented
from components.markdown import md_escape
from components.offer.needs_tables import supply_words
from domain.access import Viewer
from domain.caseload import Area, AreaKind
from domain.indicators.areas import ToldAreas
from domain.indicators.groups import code_of_group
from domain.indicators.model import Breakdown
from domain.indicators.offer import unmet_of
from domain.offer.supply import ReachingService, Supply
from navigation import CATALOGUE, NEW_OFFERS

_THEME = "theme"
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


def services_beside(
    theme: str, label: str, where: str, supply: Supply, services: Sequence[ReachingService]
) -> None:
    """What this theme finds in this area, its first services, and the way to all of them."""
    with st.container(border=True):
        about = f"{label}, {where}" if where else label
        st.markdown(f"**{md_escape(about)}**\u00a0: {supply_words(supply)}")
        if services:
            st.dataframe(_lines(services), hide_index=True, height="content", alt=f"Services\u00a0: {about}")
        there, icon = {_THEME: theme}, ":material/storefront:"
        st.page_link(CATALOGUE.path, label="Voir dans le catalogue", icon=icon, query_params=there)


def _lines(services: Sequence[ReachingService]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Service": one.name,
                "Structure": one.structure,
                "Commune": one.commune or ("À distance" if one.is_remote else ""),
                "Places": _places(one),
                "Vérifié le": format_date(one.checked_on) if one.checked_on else "jamais",
            }
            for one in services
        ]
    )


def _places(service: ReachingService) -> str:
    if service.places is None:
        return "non dites"
    return format_count(service.places) if service.places else "0 (complet)"


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
