"""The lines of an import: big numbers that filter, then one page of them."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from components.formats import count_of, format_count
from components.imports.words import cell_words, change_words, tile_words, who_words
from domain.imports.model import ImportField, Verdict
from domain.imports.views import RowView, RunView

ROWS_PER_PAGE = 50
_PARAMETER = "lignes"
# What asks for somebody comes first.
_FIRST_SHOWN = (
    Verdict.TO_DECIDE,
    Verdict.ERROR,
    Verdict.NEW,
    Verdict.UPDATE,
    Verdict.REPEATED,
    Verdict.UNCHANGED,
)
_TOLD_BY_THE_NAME = {
    ImportField.BIRTH_NAME,
    ImportField.USUAL_NAME,
    ImportField.FIRST_NAMES,
    ImportField.BIRTH_DATE,
}
_EXPLAINED = {
    Verdict.NEW: "Personne ne leur ressemble parmi les personnes que vous pouvez voir.",
    Verdict.UPDATE: "Déjà connues : un nom ouvre le détail. Ce qui a été saisi dans Jalons n’est remplacé "
    "que si vous le choisissez.",
    Verdict.UNCHANGED: "Déjà connues, et le fichier n’apporte rien de nouveau.",
    Verdict.TO_DECIDE: "Elles ressemblent à des personnes connues : dites pour chacune si c’est la même.",
    Verdict.REPEATED: "La même personne est plus haut dans le fichier : ces lignes ne seront pas importées.",
    Verdict.ERROR: "Ces lignes ne seront pas importées. Téléchargez-les, corrigez-les, puis déposez-les.",
}
_CLICK = "import_rows_open"
_ROW_HEIGHT = 35
_ROWS_IN_VIEW = 11
_SENTENCES, _SENTENCE_WIDTH = ("Pourquoi", "À vérifier"), 520
_SIGNS, _MORE_HEIGHT, _MOST = 72, 21, 5  # in a line of that width; pixels of one line more; lines at most


def verdict_tiles(counts: Mapping[str, int]) -> Verdict:
    """One number per verdict; the pressed one says which lines are shown, and stays in the address."""
    shown = _asked_verdict(counts)
    for column, verdict in zip(st.columns(len(Verdict), gap="small"), Verdict, strict=True):
        count = counts.get(verdict, 0)
        column.button(
            f"**{format_count(count)}**  \n{tile_words(verdict, count)}",
            key=f"import_tile_{verdict}",
            type="primary" if verdict is shown else "secondary",
            width="stretch",
            disabled=not count,
            on_click=_show_verdict,
            args=(str(verdict),),
        )
    st.caption(_EXPLAINED[shown])
    return shown


def row_pages(count: int, key: str) -> int:
    """The page to show, from 1."""
    pages = max(1, -(-count // ROWS_PER_PAGE))
    if pages == 1:
        return 1
    return st.pagination(pages, key=f"import_page_{key}", max_visible_pages=5)


def page_of(rows: Sequence[RowView], page: int) -> Sequence[RowView]:
    """The lines of this page, of a list that was read whole."""
    return rows[ROWS_PER_PAGE * (page - 1) : ROWS_PER_PAGE * page]


def row_table(rows: Sequence[RowView], run: RunView, *, opens: bool = False) -> RowView | None:
    """One page of lines; returns the one whose name was clicked, on that run only, when they open."""
    frame = rows_frame(rows, run, opens=opens)
    longest = {name: int(frame[name].str.len().max()) for name in _SENTENCES if name in frame}
    lines = max(longest.values(), default=0) // _SIGNS
    height = _ROW_HEIGHT + _MORE_HEIGHT * min(lines, _MOST - 1)  # long sentences wrap
    name = st.column_config.ButtonColumn(
        "Personne", type="tertiary", alignment="left", width=300, key=_CLICK, help="Voir ce qui change"
    )
    st.dataframe(
        frame,
        hide_index=True,
        row_height=height,
        height=min(height * len(frame) + _ROW_HEIGHT, _ROW_HEIGHT * (_ROWS_IN_VIEW + 1)) + 3,
        column_config={**_columns(longest), **({"Personne": name} if opens else {})},
        placeholder="",
        alt=f"{count_of(len(frame), 'ligne')} du fichier",
    )
    clicked = st.session_state.get(_CLICK) if opens else None
    return rows[clicked["row"]] if clicked else None


def rows_frame(rows: Sequence[RowView], run: RunView, *, opens: bool = False) -> pd.DataFrame:
    """Lines in words; what says nothing is left out. What was read stands behind, unless the lines open."""
    icon = ":material/visibility: " if opens else ""
    said = {
        "Décision": [row.decision.label if row.decision else "" for row in rows],
        "Pourquoi": [cell_words(row.problems, run.headings) or row.reason for row in rows],
        "À vérifier": [cell_words(row.warnings, run.headings) for row in rows],
    }
    if opens:
        said["Ce que le fichier apporte"] = [change_words(row) for row in rows]
        said["Valeurs différentes"] = [", ".join(each.label for each in row.conflicts) for row in rows]
    return pd.DataFrame(
        {
            "Ligne": [str(row.line_number) for row in rows],
            "Personne": [icon + who_words(row) for row in rows],
            **{name: values for name, values in said.items() if any(values)},
            **({} if opens else _cells(rows, run)),
        }
    )


def _cells(rows: Sequence[RowView], run: RunView) -> dict[str, list[str]]:
    """The imported columns but the names, under the headings of the file."""
    shown = [index for index, field in enumerate(run.columns) if field and field not in _TOLD_BY_THE_NAME]
    return {
        f"{run.headings[index]} ": [row.cells[index] if index < len(row.cells) else "" for row in rows]
        for index in shown  # the space keeps a heading such as « Ligne » from taking the place of ours
    }


def _columns(longest: Mapping[str, int]) -> dict[str, ColumnConfig]:
    config = st.column_config
    widths = {name: min(_SENTENCE_WIDTH, 30 + 7 * signs) for name, signs in longest.items()}
    return {
        **{name: config.TextColumn(width=width) for name, width in widths.items()},
        "Ligne": config.TextColumn(width=55),
        "Personne": config.TextColumn(width=270),
        "Décision": config.TextColumn(width=190),
        "Ce que le fichier apporte": config.TextColumn(width=320),
        "Valeurs différentes": config.TextColumn(width=220, help="La valeur de Jalons est gardée"),
    }


def _asked_verdict(counts: Mapping[str, int]) -> Verdict:
    asked = st.query_params.get(_PARAMETER, "")
    if asked in set(Verdict) and counts.get(asked):
        return Verdict(asked)
    return next((verdict for verdict in _FIRST_SHOWN if counts.get(verdict)), Verdict.NEW)


def _show_verdict(verdict: str) -> None:
    st.query_params[_PARAMETER] = verdict
