"""What the lists of referrals show, kept for the session; another page may ask for something."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from components.filter_fields import choose_one
from components.formats import count_of
from domain.labels import labels_of
from domain.offer.referral_lists import ReferralBox, ReferralFilters, ReferralState

_DEFAULTS: dict[str, Any] = {"theme": None, "late": False, "all": False}
_STATE = str(ReferralState.TO_ANSWER)


def ask_referrals(box: ReferralBox) -> None:
    """What the page shows when it opens next: those of this box without an answer."""
    for name, value in (_DEFAULTS | {"box": str(box), f"state_{box}": _STATE}).items():
        st.session_state[_key(name)] = value


def choose_box(*, receives: bool, usual: Callable[[], ReferralBox]) -> ReferralBox:
    """Received or sent; who receives none sees those sent only. `usual` tells the first one to show."""
    if not receives:
        return ReferralBox.SENT
    labels = labels_of(ReferralBox)
    if _key("box") not in st.session_state:
        st.session_state[_key("box")] = str(usual())
    chosen = st.segmented_control(
        "Orientations",
        list(labels),
        format_func=labels.__getitem__,
        required=True,
        key=_key("box"),
        label_visibility="collapsed",
        persist_state="session",
    )
    return ReferralBox(chosen or ReferralBox.RECEIVED)


def referral_filters(
    box: ReferralBox, themes: Mapping[str, str], reminder_days: int, *, is_all: bool
) -> ReferralFilters:
    """One line: which need, late ones only and, for those sent, everybody's (at first when `is_all`)."""
    for name, usual in (_DEFAULTS | {"all": is_all}).items():
        st.session_state.setdefault(_key(name), usual)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        with st.container(width=320):
            choose_one("Besoin", themes, key=_key("theme"), nothing="Tous")
        days = count_of(reminder_days, "jour")
        is_late = st.toggle(
            "En retard seulement",
            key=_key("late"),
            persist_state="session",
            help=f"Sans réponse depuis {days} ou plus, ou acceptée sans que le début prévu soit noté.",
        )
        is_everybodys = box is ReferralBox.SENT and st.toggle(
            "Celles de mes collègues aussi",
            key=_key("all"),
            persist_state="session",
            help="Toutes les orientations des personnes que vous pouvez lister.",
        )
    return ReferralFilters(
        box=box,
        theme=st.session_state[_key("theme")],
        is_late=is_late,
        is_mine=not is_everybodys,
        reminder_days=reminder_days,
    )


def choose_state(filters: ReferralFilters, counts: Mapping[ReferralState, int]) -> ReferralFilters:
    """« Sans réponse (12) », « Sur liste d’attente (3) »…; what is to be done comes first."""
    labels = {
        code: f"{label} ({counts[ReferralState(code)]})" for code, label in labels_of(ReferralState).items()
    }
    key = _key(f"state_{filters.box}")
    st.session_state.setdefault(key, _STATE)
    chosen = st.segmented_control(
        "Où en est l’orientation",
        list(labels),
        format_func=labels.__getitem__,
        required=True,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )
    return replace(filters, state=ReferralState(chosen or _STATE))


def _key(name: str) -> str:
    return f"referrals_{name}"
