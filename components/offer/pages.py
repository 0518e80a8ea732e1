"""Pages of result cards: chosen under the cards, known before they are read."""

import streamlit as st

from domain.offer.search import PAGE_SIZE, CatalogueFilters


def page_asked(filters: CatalogueFilters) -> int:
    """The page to read, from 1; the first one again when something else is asked."""
    page: int = st.session_state.get(_key(filters)) or 1
    return page


def page_choice(filters: CatalogueFilters, count: int) -> None:
    """The other pages, if there are any."""
    pages = -(-count // PAGE_SIZE)
    if pages > 1:
        st.pagination(pages, key=_key(filters), max_visible_pages=5, width="content")


def _key(filters: CatalogueFilters) -> str:
    return f"offer_catalogue_page_{hash(filters)}"
