"""What was found in a file, in words, and the form that corrects it."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.formats import count_of
from components.markdown import md_escape
from domain.imports.model import Encoding, Separator, Table
from domain.labels import labels_of

_SHOWN_LINES, _SAMPLES, _LOOKED_AT = 3, 3, 200
_DETECTED = "Trouvé automatiquement"


@dataclass(frozen=True)
class Found:
    """A table without its lines: what the screen needs of it. `key` changes with the headings."""

    key: str
    encoding: str
    separator: str
    sheet: str
    heading_line: int
    headings: list[str]
    samples: list[list[str]]
    first_lines: list[list[str]]
    count: int


def summary_of(table: Table, file_key: str) -> Found:
    """Headings, a few values of each column, the first lines."""
    width = len(table.headings)
    whole = [line.cells for line in table.lines[:_LOOKED_AT] if len(line.cells) == width]
    samples = [
        list(dict.fromkeys(filter(str.strip, column)))[:_SAMPLES] for column in zip(*whole, strict=True)
    ]
    return Found(
        key=f"{file_key}_{zlib.crc32(repr(table.headings).encode())}",
        encoding=table.encoding.label if table.encoding else "",
        separator=table.separator.label if table.separator else "",
        sheet=table.sheet or "",
        heading_line=table.heading_line,
        headings=table.headings,
        samples=samples or [[] for _ in table.headings],
        first_lines=whole[:_SHOWN_LINES],
        count=len(table.lines),
    )


def found_words(found: Found) -> str:
    """« Texte Windows-1252 · point-virgule · titres en ligne 3 · 60 lignes »."""
    kind = f"Texte {found.encoding}" if found.encoding else "Classeur"
    where = f"feuille « {md_escape(found.sheet)} »" if found.sheet else found.separator.lower()
    parts = (kind, where, f"titres en ligne {found.heading_line}", count_of(found.count, "ligne"))
    return " · ".join(part for part in parts if part)


def reading_form(found: Found | None, key: str) -> None:
    """« Ce n’est pas ça ? »: what was detected can be corrected, and the first lines seen again."""
    with st.expander("Ce n’est pas ça ?", key=f"{key}_correct"):
        encoding, separator, line = st.columns(3)
        if found is None or not found.sheet:
            with encoding:
                _choose("Écriture des accents", labels_of(Encoding), f"{key}_encoding")
            with separator:
                _choose("Séparateur", labels_of(Separator), f"{key}_separator")
        with line:
            st.number_input(
                "Ligne des titres",
                min_value=1,
                value=None,
                step=1,
                key=f"{key}_line",
                placeholder=f"{found.heading_line} (trouvée)" if found else _DETECTED,
            )
        if found:
            st.dataframe(_first_lines(found), hide_index=True, alt="Premières lignes du fichier")


def _choose(label: str, labels: Mapping[str, str], key: str) -> None:
    st.selectbox(
        label,
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        placeholder=_DETECTED,
        key=key,
        filter_mode=None,
    )


def _first_lines(found: Found) -> pd.DataFrame:
    return pd.DataFrame(found.first_lines, columns=found.headings)
