"""The widgets of the fields of a diagnosis, each drawn under its French label."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from operator import attrgetter
from typing import Any

import streamlit as st

from components.diagnosis.kept import draw
from components.diagnosis.screen import Screen
from domain.labels import LabelledEnum

Widget = Callable[..., Any]
label_of = attrgetter("label")
day: Widget = partial(
    st.date_input, min_value=date(1900, 1, 1), max_value=date(2100, 12, 31), format="DD/MM/YYYY"
)  # the domain refuses, in French, what is absurd
number: Widget = partial(st.number_input, step=1, value=None)
line: Widget = st.text_input
NOT_SAID = "Non précisé"


def one_of(options: Sequence[LabelledEnum] | type[LabelledEnum], *, required: bool = False) -> Widget:
    """One of a few options, all in sight."""
    choices: dict[str, Any] = {"options": list(options), "format_func": label_of}
    return partial(st.segmented_control, **choices, required=required, wrap=True)


def several_of(kind: type[LabelledEnum]) -> Widget:
    """Any number of a few options."""
    choices: dict[str, Any] = {"options": list(kind), "format_func": label_of}
    return partial(st.pills, **choices, selection_mode="multi", wrap=True)


def choice_of(kind: type[LabelledEnum]) -> Widget:
    """One of many options, or none."""
    options: dict[str, Any] = {"options": list(kind), "format_func": label_of}
    return partial(st.selectbox, **options, index=None, placeholder=NOT_SAID)


def in_columns(
    screen: Screen,
    widths: Sequence[int],
    widgets: Mapping[str, Widget],
    problems: Mapping[str, str] | None = None,
) -> None:
    """Fields of the diagnosis side by side, each with what is still missing."""
    columns = st.columns(widths, gap="small")
    for column, (name, widget) in zip(columns, widgets.items(), strict=True):
        with column:
            draw(widget, screen.shared(name), missing=(problems or {}).get(name, ""))
