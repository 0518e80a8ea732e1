"""The fields of a form: a widget each, under its French label, with what is wrong with it just below."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import TypeVar

import streamlit as st

from components.feedback import Slots, show_problems
from domain.labels import LabelledEnum

T = TypeVar("T")
E = TypeVar("E", bound=LabelledEnum)

NOBODY_CHOSEN = "Non précisé"
_EARLIEST, _LATEST = date(1900, 1, 1), date(2100, 12, 31)  # the domain refuses, in French, what is absurd


def options_of(enum: type[E]) -> dict[E, str]:
    """Members of an enum under their French labels."""
    return {member: member.label for member in enum}


class Fields:
    """Draws fields and returns what is typed; the first value of each comes from the draft.

    `format_func` is a bound method of a dict, not a lambda: what session state keeps must be picklable.
    """

    def __init__(self, key: str, labels: Mapping[str, str]) -> None:
        self.key = key
        self._labels = labels
        self.slots: Slots = {}

    def day(self, name: str, value: date | None) -> date | None:
        """A date, or nothing."""
        typed = st.date_input(
            self._labels[name], None, _EARLIEST, _LATEST, key=self._seed(name, value), format="DD/MM/YYYY"
        )
        self._keep_slot(name)
        return typed if isinstance(typed, date) else None

    def moment(self, name: str, value: datetime) -> datetime:
        """A local date and time; an emptied field means the one it opened with."""
        typed = st.datetime_input(self._labels[name], None, key=self._seed(name, value), format="DD/MM/YYYY")
        self._keep_slot(name)
        return typed or value

    def moment_or_none(self, name: str) -> datetime | None:
        """A local date and time that nobody has to give."""
        typed = st.datetime_input(self._labels[name], key=self._seed(name, None), format="DD/MM/YYYY")
        self._keep_slot(name)
        return typed

    def text(self, name: str, value: str, *, length: int = 200, example: str = "") -> str:
        """One line."""
        typed = st.text_input(
            self._labels[name], key=self._seed(name, value), max_chars=length, placeholder=example
        )
        self._keep_slot(name)
        return typed.strip()

    def paragraph(self, name: str, value: str, *, length: int, height: int = 140) -> str:
        """Several lines."""
        typed = st.text_area(self._labels[name], key=self._seed(name, value), max_chars=length, height=height)
        self._keep_slot(name)
        return typed.strip()

    def number(self, name: str, value: int | None) -> int | None:
        """A whole number, or nothing."""
        typed = st.number_input(self._labels[name], value=None, step=1, key=self._seed(name, value))
        self._keep_slot(name)
        return typed

    def decimal(self, name: str, value: float | None) -> float | None:
        """A number, or nothing."""
        typed = st.number_input(self._labels[name], value=None, step=0.5, key=self._seed(name, value))
        self._keep_slot(name)
        return typed

    def tick(self, name: str, value: bool) -> bool:
        """Yes or no."""
        ticked = st.checkbox(self._labels[name], key=self._seed(name, value))
        self._keep_slot(name)
        return ticked

    def choice(self, name: str, value: T, options: Mapping[T, str]) -> T:
        """One of the options; one that has left the list stays as long as it is not changed."""
        known = _with_current(value, options)
        chosen = st.selectbox(
            self._labels[name], list(known), format_func=known.__getitem__, key=self._seed(name, value)
        )
        self._keep_slot(name)
        return chosen

    def choice_or_none(
        self, name: str, value: T | None, options: Mapping[T, str], *, nobody: str = NOBODY_CHOSEN
    ) -> T | None:
        """One of the options, or none."""
        known = dict(options) if value is None else _with_current(value, options)
        chosen = st.selectbox(
            self._labels[name],
            list(known),
            index=None,
            format_func=known.__getitem__,
            placeholder=nobody,
            key=self._seed(name, value),
        )
        self._keep_slot(name)
        return chosen

    def pick(self, name: str, value: T, options: Mapping[T, str]) -> T:
        """One of a few options, all of them in sight."""
        chosen = st.segmented_control(
            self._labels[name],
            list(options),
            format_func=options.__getitem__,
            required=True,
            key=self._seed(name, value),
        )
        self._keep_slot(name)
        return value if chosen is None else chosen

    def several(self, name: str, values: frozenset[T], options: Mapping[T, str]) -> frozenset[T]:
        """Any number of the options."""
        opening = [option for option in options if option in values]
        chosen = st.multiselect(
            self._labels[name],
            list(options),
            format_func=options.__getitem__,
            placeholder="Aucun",
            key=self._seed(name, opening),
        )
        self._keep_slot(name)
        return frozenset(chosen)

    def ticks(self, name: str, values: frozenset[T], options: Mapping[T, str]) -> frozenset[T]:
        """Any number of the options, each with its own box and words too long for a list."""
        st.caption(self._labels[name])
        ticked = [
            option
            for option, words in options.items()
            if st.checkbox(words, key=self._seed(f"{name}_{option}", option in values))
        ]
        self._keep_slot(name)
        return frozenset(ticked)

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say under each field what is wrong with it."""
        show_problems(self.slots, problems, self._labels)

    def _seed(self, name: str, value: object) -> str:
        """The widget's key, holding its first value; afterwards it holds what is typed."""
        key = f"{self.key}_{name}"
        st.session_state.setdefault(key, value)
        return key

    def _keep_slot(self, name: str) -> None:
        self.slots[name] = st.empty()


def _with_current(value: T, options: Mapping[T, str]) -> dict[T, str]:
    """The options, and the present one when it has left the list."""
    return dict(options) if value in options else {**options, value: "(choix actuel)"}
