"""How a person's needs evolve from one validated diagnosis to the next: figures, words, table."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.formats import NO_BREAK, count_of, format_date
from components.markdown import md_escape
from domain.diagnosis.evolution import (
    Stage,
    Stay,
    Step,
    ThemeLine,
    change_words,
    state_word,
    steps,
    theme_lines,
)
from domain.diagnosis.rules import Change
from domain.diagnosis.words import ThemeState

# Sign, words for several themes, colour: each tells it, so that none is needed to understand.
_SIGNS = {
    Change.LIFTED: ("✓", "Levés", "#2f7d4f"),
    Change.APPEARED: ("+", "Apparus", "#b04e14"),
    Change.REMAINS: ("=", "Demeurent", "#5f6b7a"),
}
_COUNTED = {
    Change.LIFTED: ("point levé", "points levés"),
    Change.APPEARED: ("point apparu", "points apparus"),
    Change.REMAINS: ("point qui demeure", "points qui demeurent"),
}
_STATE_SIGNS = {ThemeState.NEED: "▲", ThemeState.CONSTRAINT: "▲", ThemeState.STRENGTH: "●"}
_ORDER = [  # what is in the way first, what was not said last
    ThemeState.NEED,
    ThemeState.CONSTRAINT,
    ThemeState.STRENGTH,
    ThemeState.NOT_RELEVANT,
    ThemeState.DECLINED,
    ThemeState.NOT_EXPLORED,
]
_STEP_HEIGHT = 46


def evolution(stays: Sequence[Stay]) -> None:
    """What the validated diagnoses of a stay say together; the latest stay comes first."""
    stay = _choose_stay(stays) if len(stays) > 1 else stays[0]
    if len(stay.stages) > 1:
        _compared(stay.stages)
    else:
        _alone(stay.stages[0])


@cache
def evolution_spec() -> dict[str, Any]:
    """The chart without its data: made once per process, since Altair takes 40 ms to make it."""
    return evolution_chart().to_dict()


def evolution_chart() -> alt.LayerChart | alt.FacetChart:
    """A bar for each step, cut into what was lifted, what appeared, what remains; each part bears its words.

    Expects the data set `parts` (evolution_parts).
    """
    parts = alt.Chart(alt.NamedData("parts"))
    y = alt.Y("step:N").title(None).sort(None).axis(labelLimit=260, ticks=False, domain=False)
    x = alt.X("start:Q").title("Besoins et contraintes").axis(tickMinStep=1, format="d")
    names, colours = [_name(change) for change in _SIGNS], [colour for *_, colour in _SIGNS.values()]
    colour = alt.Color("change:N").scale(domain=names, range=colours).title(None).legend(orient="top")
    tooltip = [alt.Tooltip("change:N").title("Évolution"), alt.Tooltip("themes:N").title("Thèmes")]
    # The sentence and the table tell it to those who do not see it: marks say nothing by themselves.
    bars = parts.mark_bar(aria=False, height=26, stroke="white")
    words = parts.mark_text(aria=False, color="white", fontWeight="bold")
    chart = alt.layer(
        bars.encode(x, y, alt.X2("end:Q"), colour, tooltip=tooltip),
        words.encode(alt.X("middle:Q"), y, alt.Text("words:N")),
    )
    return chart.properties(height=alt.Step(_STEP_HEIGHT))


def evolution_parts(found: Sequence[Step]) -> pd.DataFrame:
    """Parts of bars, one after the other: columns step, change, start, end, middle, words, themes."""
    parts: list[dict[str, Any]] = []
    for step in found:
        start = 0
        for change, (sign, *_) in _SIGNS.items():
            if themes := step.changes[change]:
                end = start + len(themes)
                place = {"start": start, "end": end, "middle": (start + end) / 2}
                told = {
                    "change": _name(change),
                    "themes": ", ".join(themes),
                    "words": f"{sign} {len(themes)}",
                }
                parts.append({"step": _step_name(step), **place, **told})
                start = end
    return pd.DataFrame(parts)


def evolution_sentence(stages: Sequence[Stage]) -> str:
    """« Du 12/01/2026 au 14/09/2026 : 2 points levés, 1 point apparu, 3 points qui demeurent. »"""
    outcomes = [line.change for line in theme_lines(stages)]
    told = [count_of(outcomes.count(change), *words) for change, words in _COUNTED.items()]
    days = f"Du {format_date(stages[0].held_on)} au {format_date(stages[-1].held_on)}"
    return f"{days}{NO_BREAK}: {', '.join(told)}."


def _choose_stay(stays: Sequence[Stay]) -> Stay:
    names = {stay.support_period_id: _stay_words(stay) for stay in stays}
    chosen = st.selectbox(
        "Période de suivi", list(names), format_func=names.__getitem__, key="evolution_stay", width=320
    )
    return next(stay for stay in stays if stay.support_period_id == chosen)


def _stay_words(stay: Stay) -> str:
    if stay.exited_on is None:
        return f"Depuis le {format_date(stay.entered_on)}"
    return f"Du {format_date(stay.entered_on)} au {format_date(stay.exited_on)}"


def _compared(stages: Sequence[Stage]) -> None:
    sentence = evolution_sentence(stages)
    st.subheader("Évolution", anchor=False)
    st.markdown(f"**{sentence}**")
    parts = evolution_parts(steps(stages))
    if not parts.empty:
        spec = {**evolution_spec(), "datasets": {"parts": parts}}
        st.vega_lite_chart(spec, alt=f"Évolution des besoins. {sentence}")
    told = change_words(stages)
    for column, (change, lines) in zip(st.columns(len(told), gap="medium"), told.items(), strict=True):
        said = "\n".join(f"- {md_escape(line)}" for line in lines) or ":gray[Aucun]"
        column.markdown(f"**{_name(change)}**\n\n{said}")
    _table(stages)


def _table(stages: Sequence[Stage]) -> None:
    """Themes side by side; what is in the way, or was, comes first."""
    heads = [f"{stage.moment.label}{NO_BREAK}: {format_date(stage.held_on)}" for stage in stages]
    rows = ["| Thème | " + " | ".join(heads) + " | Évolution |", "|---" * (len(heads) + 2) + "|"]
    for line in sorted(theme_lines(stages), key=lambda line: line.change is Change.STEADY):
        rows.append(_row(line))
    st.markdown("\n".join(rows))


def _row(line: ThemeLine) -> str:
    states = " | ".join(_state(state) for state in line.states)
    sign = "" if line.change is Change.STEADY else _SIGNS[line.change][0]
    outcome = f"**{sign}{NO_BREAK}{line.change.label}**" if sign else ""
    return f"| {md_escape(line.label)} | {states} | {outcome} |"


def _state(state: ThemeState | None) -> str:
    """A sign and a word; what says nothing is grey."""
    if state is None or state is ThemeState.NOT_EXPLORED:
        return f":gray[{state_word(state).capitalize()}]"
    words = f"{_STATE_SIGNS.get(state, '')} {state.label}".strip()
    return f"**{words}**" if state.is_to_lift else words


def _alone(stage: Stage) -> None:
    """With one diagnosis, what it retained, by state."""
    st.subheader(f"Ce que retient le diagnostic du {format_date(stage.held_on)}", anchor=False)
    by_state: dict[ThemeState, list[str]] = {state: [] for state in _ORDER}
    for line in theme_lines([stage]):
        by_state[line.states[0] or ThemeState.NOT_EXPLORED].append(line.label)
    lines = [
        f"- {_state(state)}{NO_BREAK}: {md_escape(', '.join(labels))}"
        for state, labels in by_state.items()
        if labels
    ]
    st.markdown("\n".join(lines))
    st.caption("L’évolution s’affichera ici dès qu’un deuxième diagnostic sera validé.")


def _step_name(step: Step) -> str:
    return f"{format_date(step.before)} → {format_date(step.after)}"


def _name(change: Change) -> str:
    sign, words, _ = _SIGNS[change]
    return f"{sign} {words}"
