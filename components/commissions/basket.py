"""The basket on the screen: filters, pages, one situation a box."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.formats import format_date
from components.markdown import md_escape
from domain.commissions.basket import PAGE_SIZE, BasketFilters
from domain.commissions.cases import CaseLine, is_recent_passage
from navigation import FILE, SUBMIT

_KEY = "basket"
_FILTERS = {"body_id": "Commission", "structure": "Structure", "motive": "Motif"}


def basket_filters(choices: Mapping[str, Mapping[Any, str]]) -> BasketFilters:
    """By commission, structure of who presents, motive: those found in the basket."""
    chosen: dict[str, Any] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name, label in _FILTERS.items():
            options = choices[name]
            chosen[name] = st.selectbox(
                label,
                list(options),
                index=None,
                format_func=dict(options).__getitem__,
                placeholder="Toutes" if name != "motive" else "Tous",
                key=f"{_KEY}_{name}",
                width=285,
            )
    return BasketFilters(**chosen)


def basket_page(count: int, filters: BasketFilters) -> int:
    """Which page; the first again when the filters or the number of pages change."""
    pages = max(1, -(-count // PAGE_SIZE))
    if pages == 1:
        return 1
    return st.pagination(pages, key=f"{_KEY}_page_{hash(filters)}_{pages}", max_visible_pages=5, width=270)


def basket_lines(
    lines: Sequence[CaseLine],
    today: date,
    recent_days: int,
    *,
    opens: bool,
    withdraw: Callable[[CaseLine], None],
) -> None:
    """Who, what is asked, what prevents its passage; to correct or withdraw."""
    for line in lines:
        with st.container(border=True, gap="xxsmall"):
            _head(line, today, recent_days, opens=opens, withdraw=withdraw)
            st.text(line.question)
            told = (line.body, line.motive, f"présentée par {line.presenter}", line.structure)
            st.caption(md_escape(" · ".join(part for part in told if part)))
            for reason in line.obstacles():
                st.caption(f":red[Ne peut pas être mise à l’ordre du jour\u00a0: {reason}.]")


def exported_basket(lines: Sequence[CaseLine]) -> pd.DataFrame:
    """The list as a file, under French names."""
    return pd.DataFrame(
        [
            {
                "Personne": line.person,
                "Commission": line.body,
                "Motif": line.motive,
                "Question": line.question,
                "Saisie le": format_date(line.submitted_on),
                "Saisie par": line.submitted_by,
                "Présentée par": line.presenter,
                "Structure": line.structure,
                "Urgent": "Oui" if line.is_urgent else "",
                "Reportée": "Oui" if line.is_put_off else "",
                "Dernier passage": format_date(line.last_passed_on) if line.last_passed_on else "",
                "À régler": " ; ".join(line.obstacles()),
            }
            for line in lines
        ]
    )


def _head(
    line: CaseLine, today: date, recent_days: int, *, opens: bool, withdraw: Callable[[CaseLine], None]
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        name = f"**{md_escape(line.person)}**"
        if opens:
            asked = {"personne": str(line.beneficiary_id)}
            st.page_link(FILE.path, label=name, query_params=asked, width="content")
        else:
            st.markdown(name, width="content")
        st.markdown(" ".join(_badges(line, today, recent_days)), width="content")
        st.caption(f"saisie le {format_date(line.submitted_on)}", width="content")
        st.space("stretch")
        st.page_link(
            SUBMIT.path,
            label="Compléter",
            icon=":material/edit:",
            query_params={"situation": str(line.id)},
            width="content",
        )
        if st.button("Retirer", key=f"{_KEY}_withdraw_{line.id}", icon=":material/close:", type="tertiary"):
            withdraw(line)


def _badges(line: CaseLine, today: date, recent_days: int) -> list[str]:
    badges = [":red-badge[Urgent]"] if line.is_urgent else []
    if line.is_put_off:
        badges.append(":orange-badge[Reportée]")
    if line.last_passed_on and is_recent_passage(line.last_passed_on, today, recent_days):
        badges.append(f":violet-badge[Déjà passée le {format_date(line.last_passed_on)}]")
    return badges
