"""Tables of a load of services: its lines, what changes, what has disappeared."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.formats import count_of, format_count, format_date
from components.markdown import md_escape
from components.offer.load_words import field_words
from domain.offer.exporting import official_words
from domain.offer.load_views import LoadRowView, MissingService
from domain.offer.load_words import label_of, told_changes
from domain.offer.loads import LoadVerdict

ROWS_PER_PAGE = 50
_SENTENCES = ("Pourquoi", "Ce qui change", "Réparé ou à vérifier")
_LINE, _MARGIN, _MOST = 19, 17, 5  # pixels of a line of words, around them; lines at most in a row
_SIGNS, _WIDTH = 62, 430  # signs in a line of a column of sentences, its pixels


def page_asked(count: int, verdict: LoadVerdict) -> int:
    """The page to show, from 1."""
    pages = max(1, -(-count // ROWS_PER_PAGE))
    return st.pagination(pages, key=f"offer_page_{verdict}", max_visible_pages=5) if pages > 1 else 1


def row_table(rows: Sequence[LoadRowView], verdict: LoadVerdict) -> None:
    """One page of lines, every sentence whole; a changed one, when ticked, is read field by field below."""
    frame = rows_frame(rows)
    told = count_of(len(frame), "ligne du fichier", "lignes du fichier")
    if verdict != LoadVerdict.CHANGED:
        whole = {name: frame[name].map(_in_full if name in _SENTENCES else md_escape) for name in frame}
        st.table(pd.DataFrame(whole), hide_index=True, border="horizontal", alt=told)
    elif (chosen := _ticked(frame, told)) is not None:
        _changes(rows[chosen])


def _ticked(frame: pd.DataFrame, told: str) -> int | None:
    """The line that is ticked; sentences that are cut are whole below it."""
    sentences = [name for name in _SENTENCES if name in frame]
    longest = max((int(frame[name].str.len().max()) for name in sentences), default=0)
    wide = {name: st.column_config.TextColumn(width=_WIDTH) for name in sentences}
    event: Any = st.dataframe(
        frame,
        hide_index=True,
        row_height=_MARGIN + _LINE * min(1 + longest // _SIGNS, _MOST),
        column_config={"Ligne": st.column_config.TextColumn(width=55), **wide},
        on_select="rerun",
        selection_mode="single-row",
        key=f"offer_rows_{LoadVerdict.CHANGED}",
        placeholder="",
        alt=told,
    )
    return next(iter(event.selection.rows), None)


def _in_full(words: str) -> str:
    """Each field in bold, then what is said of it: a cell of this table has no line break."""
    told = (line.partition("\u00a0: ") for line in words.split("\n"))
    return " ".join(f"**{md_escape(name)}**{colon}{md_escape(said)}" for name, colon, said in told if name)


def rows_frame(rows: Sequence[LoadRowView]) -> pd.DataFrame:
    """Lines in words; what says nothing is left out."""
    said = (
        [field_words(row.problems) for row in rows],
        [told_changes(row.changes) for row in rows],
        [field_words({} if row.problems else row.warnings) for row in rows],
    )
    return pd.DataFrame(
        {
            "Ligne": [str(row.line_number) for row in rows],
            "Quoi": [row.kind.label for row in rows],
            "Nom": [row.name for row in rows],
            **{name: words for name, words in zip(_SENTENCES, said, strict=True) if any(words)},
            "Identifiant": [row.external_id for row in rows],
        }
    )


def missing_list(services: Sequence[MissingService]) -> list[int]:
    """Services that have disappeared from their source; those to close, on the run where it is asked."""
    st.subheader(f"Disparus de leur source ({format_count(len(services))})", anchor=False)
    st.caption(
        "Le dernier fichier complet ne les contient plus. Cochez ceux qui n’existent plus et fermez-les. "
        "Ils ne seront plus proposés. Les autres restent dans le catalogue."
    )
    event: Any = st.dataframe(
        missing_frame(services),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key="offer_missing",
        alt=count_of(len(services), "service disparu", "services disparus"),
    )
    chosen = [services[index] for index in event.selection.rows]
    closable = [one.id for one in chosen if one.may_close]
    if len(closable) < len(chosen):
        st.caption("Ceux que porte une autre structure sont fermés par elle, ou par la coordination.")
    label = f"Fermer {count_of(len(closable), 'service')}" if closable else "Fermer les services cochés"
    return closable if st.button(label, key="offer_close", disabled=not closable) else []


def missing_frame(services: Sequence[MissingService]) -> pd.DataFrame:
    """Whose service, from which source, since when."""
    return pd.DataFrame(
        {
            "Service": [one.name for one in services],
            "Structure": [one.structure for one in services],
            "Source": [one.source for one in services],
            "Absent depuis": [format_date(one.missing_since_on) for one in services],
        }
    )


def _changes(row: LoadRowView) -> None:
    """Each field before and after, in full."""
    with st.container(border=True):
        st.markdown(f"**{md_escape(row.name)}** — ce qui change")
        for name, before, after in row.changes:
            label, old, new = st.columns([1, 2, 2])
            label.text(label_of(name))
            old.caption("Avant")
            old.text(official_words(name, before) or "(vide)")
            new.caption("Dans le fichier")
            new.text(official_words(name, after) or "(vide)")
            if name in row.warnings:
                new.caption(md_escape(row.warnings[name]))
