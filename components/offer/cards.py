"""Result cards of the catalogue."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

import streamlit as st

from components.markdown import md_escape
from components.offer.catalogue_state import choose, chosen_services, pick_key
from components.offer.words import (
    check_words,
    fee_words,
    place_words,
    places_words,
    session_words,
    state_words,
)
from domain.offer.search import CatalogueOptions, ServiceCard, is_to_check
from domain.offer.words import ServiceState
from navigation import SERVICE

_PUBLICS_SHOWN = 3
_COLOURS = {ServiceState.SUSPENDED: "orange", ServiceState.CLOSED: "red"}


def service_cards(
    cards: Iterable[ServiceCard], options: CatalogueOptions, today: date, *, is_narrow: bool
) -> None:
    """One card a service: « Ouvrir » says all of it; the box keeps it for the person."""
    for card in cards:
        with st.container(border=True, horizontal=not is_narrow, vertical_alignment="center", gap="xsmall"):
            words = "  \n".join([f"**{md_escape(card.name)}**", *_lines(card, options, today)])
            st.markdown(words, width="stretch")
            width: Literal["stretch", "content"] = "stretch" if is_narrow else "content"
            with st.container(horizontal=True, vertical_alignment="center", width=width):
                asked = {"service": str(card.id)}
                st.page_link(SERVICE.path, label="Ouvrir", icon=SERVICE.icon, query_params=asked)
                _pick(card)


def listed_words(codes: Iterable[str], labels: Mapping[str, str], shown: int | None = None) -> str:
    """Labels in order; « et 2 autres » beyond `shown`."""
    words = sorted(labels.get(code, code) for code in codes)
    if shown is None or len(words) <= shown + 1:
        return ", ".join(words)
    return f"{', '.join(words[:shown])} et {len(words) - shown} autres"


def _pick(card: ServiceCard) -> None:
    key = pick_key(card.id)
    st.session_state[key] = card.id in chosen_services()
    st.checkbox("Pour la personne", key=key, on_change=choose, args=(card.id, key))


def _lines(card: ServiceCard, options: CatalogueOptions, today: date) -> list[str]:
    where = place_words(card.commune, card.km, is_remote=card.is_remote)
    themes = listed_words(card.categories, options.categories)
    publics = listed_words(card.publics, options.publics, _PUBLICS_SHOWN) or "Public non précisé"
    session = session_words(card.next_session_on, today)
    room = ", ".join(filter(None, (places_words(card.places), session)))
    kind = f"{card.kind.label}\u00a0: " if card.kind else ""
    return [
        f"{_state(card)}:small[{md_escape(card.structure)} · {md_escape(where)}]",
        f":small[{md_escape(f'{kind}{themes} · {publics} · {fee_words(card.fee)} · {room}')}]",
        f":small[{_check(card, options.check_months, today)}]",
    ]


def _state(card: ServiceCard) -> str:
    if card.state is ServiceState.OPEN:
        return ""
    words = md_escape(state_words(card.state, card.suspended_until_on))
    return f":{_COLOURS[card.state]}-badge[{words}] "


def _check(card: ServiceCard, months: int, today: date) -> str:
    words = md_escape(check_words(card.checked_on, card.checked_by, today, months))
    icon = "schedule" if is_to_check(card.checked_on, today, months) else "verified"
    return f":material/{icon}: {words}"
