"""Which delay: a ready one, or any two steps."""

from collections.abc import Sequence

import streamlit as st

from components.indicators.address import choose_coded, key_of
from components.indicators.presentation import is_presented
from domain.indicators.events import ENTRY, EVENT_KINDS
from domain.indicators.pairs import Pair, ends_after, starts

_OTHER = "autre"
_OTHER_WORDS = "Un autre délai\u00a0: choisir les deux étapes"


def choose_pair(ready: Sequence[Pair]) -> Pair:
    """The delay asked, in the address too."""
    named = {pair.code: pair for pair in ready}
    titles = {code: pair.title for code, pair in named.items()} | {_OTHER: _OTHER_WORDS}
    choice, other = st.columns([5, 3], vertical_alignment="bottom")
    with choice:
        code = choose_coded("Délai", "delai", titles, usual=ready[0].code) or ready[0].code
    if code not in named:
        return _choose_both()
    if not is_presented():  # the last of a list is below its fold
        other.button("Un autre délai", icon=":material/tune:", on_click=_ask_other)
    return named[code]


def _ask_other() -> None:
    st.session_state[key_of("delai")] = _OTHER


def _choose_both() -> Pair:
    first, last = st.columns(2)
    with first:
        told = {kind.code: kind.label for kind in starts()}
        start = EVENT_KINDS[choose_coded("Depuis", "de", told, usual=ENTRY.code) or ENTRY.code]
    with last:
        ends = ends_after(start)
        told = {kind.code: kind.label for kind in ends}
        end = choose_coded("Jusqu’à", "a", told, usual=ends[0].code) or ends[0].code
    return Pair(start, EVENT_KINDS[end])
