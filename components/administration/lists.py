"""What the administration's lists share: search, table, the line that is picked."""

from collections.abc import Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from domain.names import normalise_name

T = TypeVar("T")

_HEIGHT, _ROW_HEIGHT = 420, 35


def search_field(label: str, example: str, *, key: str) -> str:
    """A search that filters as it is typed."""
    return st.text_input(label, placeholder=example, key=key, type="search", live=True) or ""


def is_found(search: str, *texts: str) -> bool:
    """True when each word that is searched is in one of these texts, whatever the accents."""
    place = normalise_name(" ".join(texts))
    return all(word in place for word in normalise_name(search).split())


def pick_line(
    lines: Sequence[T], frame: pd.DataFrame, *, key: str, columns: dict[str, Any], height: int = _HEIGHT
) -> T | None:
    """The table; the line of the selected row."""
    event: Any = st.dataframe(
        frame,
        hide_index=True,
        height=min(height, (len(lines) + 1) * _ROW_HEIGHT + 2),
        column_config=columns,
        placeholder="",
        on_select="rerun",
        selection_mode="single-row",
        key=key,
    )
    rows = event["selection"]["rows"]
    return lines[rows[0]] if rows and rows[0] < len(lines) else None
