"""Services to check: the list with its one click, and the share up to date."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.formats import count_of, format_date
from components.indicators.bars import show_bars
from components.indicators.blocks import Bar
from components.indicators.words import bars_of
from domain.access import Viewer
from domain.offer.checks import OUTSIDE, PAGE_SIZE, CheckLine, CheckShare, Holder
from domain.offer.rights import may_change_offer

COMPLETENESS = "Part de la fiche qui est remplie, comme la mesure data·inclusion."
OUTSIDE_WORDS = "Structures hors du consortium"
_ROW_HEIGHT, _ROWS_IN_VIEW = 35, 12
_HOLDER = "offer_checks_holder"


@dataclass(frozen=True)
class CheckClick:
    """What was clicked in the list, on this run only."""

    service_id: int
    is_confirmed: bool


def choose_holder(viewer: Viewer, holders: Sequence[Holder]) -> int | None:
    """Whose services: my structure's when it carries some, a member's, nobody's, or everybody's."""
    names: dict[int, str] = {one.id: one.name for one in holders}
    is_mine = viewer.structure_id in names
    if is_mine:
        names[viewer.structure_id or OUTSIDE] += " (ma structure)"
    names[OUTSIDE] = OUTSIDE_WORDS
    if st.session_state.setdefault(_HOLDER, viewer.structure_id if is_mine else None) not in names:
        st.session_state[_HOLDER] = None
    chosen: int | None = st.selectbox(
        "Structure",
        list(names),
        index=None,
        format_func=names.__getitem__,
        key=_HOLDER,
        placeholder="Toutes les structures",
        persist_state="session",
        width=480,
    )
    return chosen


def check_pages(count: int, holder: int | None) -> int:
    """The page to show, from 1."""
    pages = -(-count // PAGE_SIZE)
    if pages <= 1:
        return 1
    return st.pagination(pages, key=f"offer_checks_page_{pages}_{holder}", max_visible_pages=5, width=270)


def check_table(lines: Sequence[CheckLine], viewer: Viewer, *, is_of_one: bool) -> CheckClick | None:
    """One line a service; « C’est à jour » for those who may say it. Of one member: without its name."""
    config = st.column_config
    columns = {
        "Offre": config.TextColumn(width=390 if is_of_one else 230),
        "Structure": config.TextColumn(width=302),
        "Confirmer": _button("Confirmer", 98, "confirm"),
        "Fiche": _button("Fiche", 80, "open"),
        "Vérifiée le": config.TextColumn(width=230 if is_of_one else 96),
        "Complétude": config.TextColumn(width=98, help=COMPLETENESS),
    }
    if is_of_one:
        del columns["Structure"]
    st.dataframe(
        _frame(lines, viewer)[list(columns)],
        hide_index=True,
        height=_ROW_HEIGHT * min(len(lines) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        column_config=columns,
        alt=f"Offres à vérifier, {count_of(len(lines), 'offre')}, une par ligne",
    )
    for does in ("confirm", "open"):
        clicked = st.session_state.get(f"offer_checks_{does}")
        if clicked and clicked["row"] < len(lines):
            return CheckClick(lines[clicked["row"]].id, does == "confirm")
    return None


def share_up_to_date(shares: Sequence[CheckShare]) -> None:
    """How far the whole offer is; nothing without any."""
    done, in_all = sum(one.done for one in shares), sum(one.in_all for one in shares)
    if in_all:
        told = _bar(CheckShare(OUTSIDE, "", in_all, done))
        st.progress(done / in_all, f"**{told.words} des offres à jour** ({told.detail})")


def check_shares(shares: Sequence[CheckShare], months: int) -> None:
    """The share up to date by structure, the least first, drawn and in a table."""
    done, in_all = sum(one.done for one in shares), sum(one.in_all for one in shares)
    title = "Offres à jour, par structure"
    delay = count_of(months, "mois", "mois")
    definition = f"Offres non fermées vérifiées depuis moins de {delay}, sur toutes celles de la structure."
    bars = [_bar(one) for one in sorted(shares, key=lambda one: one.done / one.in_all)]
    everybody = _bar(CheckShare(OUTSIDE, "Ensemble", in_all, done), "Ensemble")
    show_bars(bars_of(title, [everybody, *bars], "%", definition=definition), is_large=False, rank=0)


def exported_checks(lines: Sequence[CheckLine]) -> pd.DataFrame:
    """The same list with real dates."""
    checked = pd.Series([one.checked_on for one in lines], dtype=object)
    updated = pd.Series([one.updated_on for one in lines], dtype=object)
    return pd.DataFrame(
        {
            "Offre": [one.name for one in lines],
            "Structure": [one.structure for one in lines],
            "Membre du consortium": [one.carrier for one in lines],
            "Dernière vérification": pd.to_datetime(checked),
            "Vérifiée par": [one.checked_by for one in lines],
            "Modifiée par son producteur": pd.to_datetime(updated),
            "Complétude (%)": [one.completeness for one in lines],
        }
    )


def _frame(lines: Sequence[CheckLine], viewer: Viewer) -> pd.DataFrame:
    may_change = [may_change_offer(viewer, one.carrier_id) for one in lines]
    return pd.DataFrame(
        {
            "Offre": [one.name for one in lines],
            "Structure": [one.structure for one in lines],
            "Vérifiée le": [_last(one) for one in lines],
            "Confirmer": ["C’est à jour" if may else None for may in may_change],
            "Fiche": ["Corriger" if may else "Ouvrir" for may in may_change],
            "Complétude": [f"{one.completeness}\u202f%" for one in lines],
        }
    )


def _last(line: CheckLine) -> str:
    if line.checked_on is None:
        return "Jamais"
    return ", ".join(filter(None, (format_date(line.checked_on), line.checked_by)))


def _bar(share: CheckShare, name: str = "") -> Bar:
    percent = round(100 * share.done / share.in_all) if share.in_all else None
    words = "non calculable" if percent is None else f"{percent}\u202f%"
    label = name or share.name or OUTSIDE_WORDS
    return Bar(label, percent, words, f"{share.done} sur {count_of(share.in_all, 'offre')}")


def _button(label: str, width: int, does: str) -> Any:
    return st.column_config.ButtonColumn(
        label, width=width, key=f"offer_checks_{does}", type="tertiary", alignment="left"
    )
