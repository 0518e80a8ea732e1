"""Forms of the consortium's thresholds: one section at a time, the national value beside each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.feedback import Slots, show_problems
from components.markdown import md_escape
from domain.consortium_thresholds import Values
from domain.indicators.events import EventKind
from domain.indicators.pairs import Pair, ends_after, starts
from domain.thresholds import Threshold, ThresholdGroup, target_code

_ROW = (6, 2.4, 2.6)
_HEADINGS = ("", "Votre valeur", "Par défaut")
_ADDED = "thresholds_added"


@dataclass(frozen=True)
class ThresholdForm:
    """A section: what was read when its form opened, what is typed, where to say what is wrong."""

    group: ThresholdGroup
    settings: Sequence[Threshold]
    read: Values
    typed: Values
    slots: Slots
    notice: DeltaGenerator
    is_submitted: bool

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say under each field what is wrong with it, and above the button that nothing is saved."""
        with self.notice:
            show_problems(self.slots, problems, {one.code: one.label for one in self.settings})


def threshold_form(
    group: ThresholdGroup, settings: Sequence[Threshold], stored: Values, usual: Mapping[str, str]
) -> ThresholdForm:
    """The fields of a section; what is typed stays until `forget_thresholds`. `usual`: code → its default."""
    read = _read(group, settings, stored)
    slots: Slots = {}
    typed: dict[str, int | None] = {}
    with st.form(f"thresholds_{group}", enter_to_submit=False):
        half = ceil(len(settings) / 2)
        for column, some in zip(st.columns(2, gap="large"), (settings[:half], settings[half:]), strict=True):
            with column.container(gap="xsmall"):
                for name, place in zip(_HEADINGS, st.columns(_ROW), strict=True):
                    place.caption(name)
                for setting in some:
                    typed[setting.code] = _row(setting, read.get(setting.code), usual[setting.code], slots)
        notice = st.container()
        is_submitted = st.form_submit_button("Enregistrer", type="primary")
    return ThresholdForm(group, settings, read, typed, slots, notice, is_submitted)


def _read(group: ThresholdGroup, settings: Sequence[Threshold], stored: Values) -> Values:
    """As it was when the form opened: the page was left since when none of its fields is known."""
    key = f"thresholds_read_{group}"
    if not any(_key(setting.code) in st.session_state for setting in settings):
        st.session_state[key] = {**stored}
    read: Values = st.session_state[key]
    return read


def _row(setting: Threshold, value: int | None, usual: str, slots: Slots) -> int | None:
    """Words, field, default: as a line of a table."""
    words, field, default = st.columns(_ROW, vertical_alignment="center", gap="small")
    words.markdown(md_escape(setting.label))
    draw = _switch if setting.is_switch else _number
    typed = draw(field, setting, value)
    default.caption(md_escape(usual))
    slots[setting.code] = st.empty()
    return typed


def _switch(field: DeltaGenerator, setting: Threshold, value: int | None) -> int | None:
    """Left as it is by default, nothing is stored."""
    st.session_state.setdefault(_key(setting.code), bool(setting.default if value is None else value))
    typed = int(field.toggle(setting.label, key=_key(setting.code), label_visibility="collapsed"))
    return None if typed == setting.default else typed


def _number(field: DeltaGenerator, setting: Threshold, value: int | None) -> int | None:
    st.session_state.setdefault(_key(setting.code), value)
    return field.number_input(
        f"{setting.label} ({setting.unit})",
        value=None,
        step=1,
        key=_key(setting.code),
        placeholder="—",
        label_visibility="collapsed",
    )


def read_thresholds_again(form: ThresholdForm, stored: Values) -> None:
    """What is typed now answers what is stored now."""
    st.session_state[f"thresholds_read_{form.group}"] = {**stored}


def forget_thresholds(form: ThresholdForm) -> None:
    """Open the section again with what is stored."""
    for setting in form.settings:
        st.session_state.pop(_key(setting.code), None)


def added_targets() -> list[str]:
    """Codes of the delays added to the list since the page was opened."""
    added: list[str] = st.session_state.setdefault(_ADDED, [])
    return added


def add_target(known: Sequence[str]) -> None:
    """Choose any other pair of steps, to give it a target."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        beginnings = {kind.code: kind for kind in starts()}
        start = beginnings[_choice("Autre délai, depuis", list(beginnings.values()), "start")]
        ends = {kind.code: kind for kind in ends_after(start)}
        end = ends[_choice("jusqu’à", list(ends.values()), "end")]
        code = target_code(Pair(start, end).code)
        is_asked = st.button("Ajouter à la liste", icon=":material/add:", disabled=code in known)
    if is_asked:
        added_targets().append(code)
        st.rerun()


def _choice(label: str, kinds: Sequence[EventKind], name: str) -> str:
    labels = {kind.code: kind.label for kind in kinds}
    return st.selectbox(
        label, list(labels), format_func=labels.__getitem__, key=f"thresholds_{name}", width=300
    )


def _key(code: str) -> str:
    return f"threshold_{code}"
