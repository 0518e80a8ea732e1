"""Search and filters of the catalogue."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from components.filter_fields import choose_one
from components.formats import NO_BREAK, count_of
from components.offer.catalogue_state import (
    EVERY_STATE,
    FOLDED,
    clear,
    close_box,
    count_asked,
    filters_asked,
    key_of,
    read_address,
    value_of,
    write_address,
)
from domain.labels import labels_of
from domain.offer.search import RADII, CatalogueFilters, CatalogueOptions, Reach, ServiceSort, circle_around
from domain.offer.words import Fee, ServiceKind, ServiceState, WelcomeMode

NO_CENTRE = (
    "Sans contours des communes sur le serveur, les distances ne se mesurent pas\u00a0: "
    "«\u00a0autour\u00a0» veut dire même commune, même intercommunalité ou même département."
)
_KM = {km: f"{km}{NO_BREAK}km" for km in RADII}


def catalogue_filters(
    options: CatalogueOptions, centres: Mapping[str, tuple[float, float]], today: date
) -> CatalogueFilters:
    """One line: the words, the theme, the place, the others in a pop-over."""
    read_address()
    words, theme, commune, around, others = st.columns([3.5, 3, 2.5, 2.5, 2], vertical_alignment="bottom")
    with words:
        _search_box()
    with theme:
        choose_one("Thème", options.categories, key=key_of("theme"), nothing="Tous les thèmes")
    with commune:
        choose_one("Autour de", options.communes, key=key_of("commune"), nothing="Tout le territoire")
    is_measured = value_of("commune") is None or value_of("commune") in centres
    with around:
        _radius() if is_measured else _reach()
    with others:
        _folded_filters(options)
    if not is_measured:
        st.caption(NO_CENTRE)
    write_address()
    code = value_of("commune")
    circle = circle_around(code, value_of("rayon"), centres) if code else None
    return filters_asked(circle, today, options.check_months)


def sort_choice(filters: CatalogueFilters) -> None:
    """In which order; the nearest first once a distance is known."""
    sorts = {str(one): one.label for one in ServiceSort if one is not ServiceSort.NEAREST or filters.circle}
    if value_of("tri") not in sorts:
        st.session_state[key_of("tri")] = str(ServiceSort.USUAL)
    st.selectbox(
        "Trier par",
        list(sorts),
        format_func=sorts.__getitem__,
        key=key_of("tri"),
        persist_state="session",
        label_visibility="collapsed",
        width=190,
    )


def is_map_asked() -> bool:
    """The map is drawn for who wants it, beside the cards."""
    st.toggle("Carte", key=key_of("carte"), persist_state="session", on_change=close_box)
    return bool(value_of("carte"))


def clear_filters_button(place: str = "") -> None:
    """Forget every filter; shown when there is something to forget."""
    if count_asked():
        key = key_of(f"clear{place}")
        st.button("Effacer les filtres", key=key, icon=":material/filter_alt_off:", on_click=clear)


def nothing_found(filters: CatalogueFilters) -> None:
    """Say why the list is empty, and what to do."""
    if not count_asked() and filters.box is None:
        st.info(
            "Aucune offre n’est encore enregistrée. La coordination et les responsables de structure "
            "chargent un fichier data·inclusion\u00a0; une offre se crée aussi à la main."
        )
        return
    st.info("Aucune offre ne correspond à ces critères. Élargissez le rayon ou retirez un filtre.")
    clear_filters_button("_empty")


def _search_box() -> None:
    st.text_input(
        "Rechercher une offre",
        key=key_of("mots"),
        type="search",
        placeholder="Permis, garde d’enfants…",
        live="300ms",
        persist_state="session",
    )


def _radius() -> None:
    if value_of("commune") is None:
        return
    st.selectbox(
        "Rayon",
        list(_KM),
        format_func=_KM.__getitem__,
        key=key_of("rayon"),
        persist_state="session",
    )


def _reach() -> None:
    reaches = labels_of(Reach)
    st.selectbox(
        "Rayon",
        list(reaches),
        format_func=reaches.__getitem__,
        key=key_of("autour"),
        persist_state="session",
    )


def _folded_filters(options: CatalogueOptions) -> None:
    asked = count_asked(FOLDED)
    label = f"Filtres ({asked})" if asked else "Filtres"
    with st.popover(label, icon=":material/tune:", width="stretch", key=key_of("folded")):
        left, right = st.columns(2, width=680)
        with left:
            choose_one("Type", labels_of(ServiceKind), key=key_of("type"), nothing="Tous les types")
            choose_one("Public", options.publics, key=key_of("public"), nothing="Tous les publics")
            choose_one("Tarif", labels_of(Fee), key=key_of("tarif"), nothing="Peu importe")
            st.toggle("Avec des places", key=key_of("places"), persist_state="session")
        with right:
            choose_one("Accueil", labels_of(WelcomeMode), key=key_of("accueil"), nothing="Peu importe")
            structures = {str(number): name for number, name in options.structures.items()}
            choose_one("Structure", structures, key=key_of("structure"), nothing="Toutes les structures")
            _state()
            recent = f"Vérifié depuis moins de {count_of(options.check_months, 'mois', 'mois')}"
            st.toggle(recent, key=key_of("verifie"), persist_state="session")


def _state() -> None:
    states = {EVERY_STATE: "Tous les états", **labels_of(ServiceState)}
    st.selectbox(
        "État", list(states), format_func=states.__getitem__, key=key_of("etat"), persist_state="session"
    )
