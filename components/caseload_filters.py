"""Search and filters of the caseload."""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import streamlit as st

from components.caseload_state import (
    NOBODY,
    SEARCH,
    area_code,
    clear,
    count_asked,
    filters_asked,
    has_ignored_words,
    key_of,
    read_address,
    write_address,
)
from components.filter_fields import choose_many, choose_one
from components.formats import count_of
from components.identity_fields import ANY_DAY
from domain.caseload import AgeBracket, Area, CaseloadFilters
from domain.follow_up import Status, Track
from domain.people import Public

_SILENCES = {str(days): f"depuis plus de {count_of(days, 'jour')}" for days in (30, 60, 90, 180)}
_FOLDED = (
    "statut",
    "public",
    "parcours",
    "age",
    "secteur",
    "entree_du",
    "entree_au",
    "sans_contact",
    "en_retard",
)


def caseload_filters(
    today: date,
    *,
    me: int,
    structures: Mapping[int, str],
    referents: Mapping[int, str],
    areas: Mapping[Area, str],
) -> CaseloadFilters:
    """One line: the search, the two usual filters, the others in a pop-over."""
    read_address()
    search, referent, structure, others = st.columns([4, 3, 3, 2], vertical_alignment="bottom")
    with search:
        _search_box()
    with referent:
        choose_one(
            "Référent·e", _referent_options(me, referents), key=key_of("referent"), nothing="Toutes et tous"
        )
    with structure:
        choose_one("Structure", _distinct(structures), key=key_of("structure"), nothing="Toutes")
    with others:
        _folded_filters(
            {area_code(area): f"{name} ({area.kind.label.lower()})" for area, name in areas.items()}
        )
    write_address()
    if has_ignored_words():
        st.warning("Une partie de cette vue n’existe plus : le reste est affiché.")
    return filters_asked(today)


def clear_filters_button() -> None:
    """Forget the search and every filter; shown when there is something to forget."""
    if count_asked():
        st.button(
            "Effacer les filtres", key=key_of("clear"), icon=":material/filter_alt_off:", on_click=clear
        )


def people_found(words: str) -> None:
    """How many there are, and the way back to everybody."""
    st.markdown(f"**{words}**", width="content")
    clear_filters_button()
    st.space("stretch")


def nobody_listed() -> None:
    """Say why the list is empty, and what to do."""
    if count_asked():
        st.info(
            "Aucune personne ne correspond à ces critères. "
            "Celles qui sont sorties ne sont montrées qu’avec le statut « Sortie »."
        )
        clear_filters_button()
    else:
        st.info("Personne n’est encore dans votre file active.")


def _search_box() -> None:
    st.text_input(
        "Rechercher une personne",
        key=key_of(SEARCH),
        type="search",
        placeholder="Nom, prénom, identifiant ou commune",
        live="300ms",
        persist_state="session",
    )


def _folded_filters(areas: dict[str, str]) -> None:
    asked = count_asked(_FOLDED)
    label = f"Filtres ({asked})" if asked else "Filtres"
    with st.popover(label, icon=":material/tune:", width="stretch", key=key_of("folded")):
        left, right = st.columns(2, width=720)
        with left:
            choose_many("Statut", Status, key=key_of("statut"), nothing="Tous les statuts")
            choose_many("Publics", Public, key=key_of("public"), nothing="Tous les publics")
            choose_many("Parcours", Track, key=key_of("parcours"), nothing="Tous les parcours")
            choose_many("Âge", AgeBracket, key=key_of("age"), nothing="Tous les âges")
        with right:
            choose_one(
                "Commune ou intercommunalité", areas, key=key_of("secteur"), nothing="Tout le territoire"
            )
            _entry_period()
            choose_one("Pas de contact", _SILENCES, key=key_of("sans_contact"), nothing="Peu importe")
            st.toggle("Point de situation en retard", key=key_of("en_retard"), persist_state="session")


def _entry_period() -> None:
    for column, label, name in zip(
        st.columns(2), ("Entrée du", "au"), ("entree_du", "entree_au"), strict=True
    ):
        column.date_input(
            label, None, *ANY_DAY, format="DD/MM/YYYY", key=key_of(name), persist_state="session"
        )


def _referent_options(me: int, referents: Mapping[int, str]) -> dict[str, str]:
    first = {str(me): "Moi"} if me in referents else {}
    first[NOBODY] = "Sans référent·e"
    return first | {code: name for code, name in _distinct(referents).items() if code not in first}


def _distinct(names: Mapping[int, str]) -> dict[str, str]:
    """Options by code; namesakes are numbered, because a choice is told by its words."""
    seen: Counter[str] = Counter()
    options = {}
    for number, name in names.items():
        seen[name] += 1
        options[str(number)] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return options
