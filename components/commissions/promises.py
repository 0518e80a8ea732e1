"""« Vos engagements » on the screen: filters, one commitment a box, its new deadline, the list as a file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.administration.drawer import LineForm, open_line
from components.file.forms.fields import Fields
from components.formats import format_date
from components.markdown import md_escape
from domain.commissions.promises import (
    PROMISE_LABELS,
    PROMISES_PER_PAGE,
    WHY_LENGTH,
    NewDeadline,
    Promise,
    PromiseFilters,
    PromiseState,
)
from navigation import FILE

PROMISE = "commission_commitment"
_KEY = "promises"
_FILTERS = {"body_id": ("Commission", "Toutes"), "state": ("État", "Tous"), "owner": ("Qui s’engage", "Tous")}
_COLORS = {PromiseState.LATE: "red", PromiseState.TO_DO: "blue", PromiseState.DONE: "green"}


def promise_filters(choices: Mapping[str, Mapping[Any, str]]) -> PromiseFilters:
    """By commission, state and owner: those found in the list."""
    chosen: dict[str, Any] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, (label, everything) in _FILTERS.items():
            options = choices[name]
            chosen[name] = st.selectbox(
                label,
                list(options),
                index=None,
                format_func=dict(options).__getitem__,
                placeholder=everything,
                key=f"{_KEY}_{name}",
                width=280,
            )
    return PromiseFilters(**chosen)


def promise_page(count: int, filters: PromiseFilters) -> int:
    """Which page; the first again when the filters or the number of pages change."""
    pages = max(1, -(-count // PROMISES_PER_PAGE))
    if pages == 1:
        return 1
    return st.pagination(pages, key=f"{_KEY}_page_{hash(filters)}_{pages}", max_visible_pages=5, width=270)


def promise_lines(promises: Sequence[Promise], today: date, *, keep: Callable[[Promise, bool], None]) -> None:
    """What, for whom, who, until when; done or another deadline in one click."""
    for promise in promises:
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center"):
                _head(promise, promise.state(today))
                st.space("stretch")
                _gestures(promise, keep)
            st.text(promise.title)
            told = (promise.owner_name, promise.body, f"pris le {format_date(promise.taken_on)}")
            st.caption(md_escape(" · ".join(told)))


def deadline_form() -> LineForm:
    """The drawer of another deadline."""

    def draw(fields: Fields, draft: NewDeadline) -> NewDeadline:
        st.text(draft.title)
        day = fields.day("deadline_on", draft.deadline_on)
        reason = fields.paragraph("reason", draft.reason, length=WHY_LENGTH, height=90)
        return NewDeadline(day, reason, draft.title)

    return LineForm("Changer l’échéance", PROMISE_LABELS, draw, "Échéance changée.")


def exported_promises(promises: Sequence[Promise], today: date) -> pd.DataFrame:
    """The list as a file, under French names."""
    return pd.DataFrame(
        [
            {
                "Engagement": one.title,
                "Personne": one.person,
                "Qui s’engage": one.owner_name,
                "Échéance": format_date(one.deadline_on) if one.deadline_on else "",
                "État": one.state(today).label,
                "Fait le": format_date(one.done_on) if one.done_on else "",
                "Commission": one.body,
                "Pris le": format_date(one.taken_on),
            }
            for one in promises
        ]
    )


def _head(promise: Promise, state: PromiseState) -> None:
    name = f"**{md_escape(promise.person)}**"
    if promise.beneficiary_id:
        asked = {"personne": str(promise.beneficiary_id)}
        st.page_link(FILE.path, label=name, query_params=asked, width="content")
    else:
        st.markdown(name, width="content")
    st.markdown(f":{_COLORS[state]}-badge[{state.label}]", width="content")
    st.caption(_until(promise), width="content")


def _until(promise: Promise) -> str:
    if promise.done_on:
        return f"fait le {format_date(promise.done_on)}"
    return f"pour le {format_date(promise.deadline_on)}" if promise.deadline_on else "sans échéance"


def _gestures(promise: Promise, keep: Callable[[Promise, bool], None]) -> None:
    key = f"{_KEY}_{promise.id}"
    if promise.done_on:
        st.button(
            "Pas fait finalement", key=f"{key}_undo", type="tertiary", on_click=keep, args=(promise, False)
        )
        return
    stored = (PROMISE, NewDeadline(promise.deadline_on, title=promise.title), promise.id, promise.version)
    st.button(
        "Changer l’échéance", key=f"{key}_date", icon=":material/event:", type="tertiary",
        on_click=open_line, args=stored,
    )  # fmt: skip
    st.button("Fait", key=f"{key}_done", icon=":material/check:", on_click=keep, args=(promise, True))
