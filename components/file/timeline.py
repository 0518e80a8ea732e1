"""The whole path of a person on one line per kind, with its sentence and its table."""

from collections.abc import Hashable, Mapping
from datetime import date
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from components.formats import count_of, format_date, format_long_date

LANES = (
    "Suivi",
    "Pause",
    "Orientation",
    "Diagnostic partagé",
    "Contrat",
    "Vers un service",
    "Étape",
    "Commission",
    "Étape d’avis",
    "Point de situation",
    "Rendez-vous",
    "Contact",
)
_PLURALS = {
    "Pause": "pauses",
    "Orientation": "orientations",
    "Diagnostic partagé": "diagnostics partagés",
    "Contrat": "contrats",
    "Vers un service": "échanges avec un service",
    "Étape": "étapes",
    "Étape d’avis": "étapes d’avis",
    "Point de situation": "points de situation",
    "Rendez-vous": "rendez-vous",
    "Contact": "contacts",
}
_LANE_HEIGHT = 26
_LASTS = "isValid(datum.ends_on)"
_TODAY_COLOUR = "#c1571a"


def timeline(events: pd.DataFrame, today: date) -> None:
    """The sentence, the chart, and the same events as a table for who prefers to read."""
    if events.empty:
        st.caption("Rien n’est encore daté dans ce parcours.")
        return
    sentence = timeline_sentence(events)
    st.markdown(sentence)
    spec = {**timeline_spec(), "datasets": _data(events, today)}
    st.vega_lite_chart(spec, alt=f"Frise du parcours. {sentence}")
    with st.expander("Lire la frise en tableau"):
        st.dataframe(
            _table(events),
            hide_index=True,
            column_config={
                "Du": st.column_config.DateColumn(format="DD/MM/YYYY"),
                "Au": st.column_config.DateColumn(format="DD/MM/YYYY"),
            },
            alt="Événements du parcours, un par ligne",
        )


def timeline_sentence(events: pd.DataFrame) -> str:
    """« Depuis le 3 mars 2025 : 1 contrat, 2 étapes, 12 contacts ; 1 événement prévu. »"""
    counts = events["lane"].value_counts()
    told = [
        count_of(int(counts[lane]), lane.lower(), _PLURALS[lane]) for lane in _PLURALS if lane in counts.index
    ]
    start = format_long_date(events["starts_on"].min().date())
    planned = int(events["is_planned"].sum())
    rest = f"\u00a0; {count_of(planned, 'événement à venir', 'événements à venir')}" if planned else ""
    return f"Depuis le {start}\u00a0: {', '.join(told) or 'rien d’autre que l’entrée'}{rest}."


@cache
def timeline_spec() -> dict[str, Any]:
    """The chart without its data: made once per process, since Altair takes 40 ms to make it."""
    return timeline_chart().to_dict()


def timeline_chart() -> alt.LayerChart | alt.FacetChart:
    """Bars for durations, points for events (hollow when still to come), a rule for today.

    Expects the data sets `events` (as list_timeline, with `when` in words) and `today` (one `day`).
    """
    events = alt.Chart(alt.NamedData("events"))
    x = alt.X("starts_on:T").title(None).axis(format="%b %Y", tickCount=8, grid=True, labelOverlap=True)
    y = alt.Y("lane:N").title(None).sort(list(LANES))
    y = y.axis(labelLimit=200, ticks=False, domain=False, grid=True)
    tooltip = [
        alt.Tooltip("lane:N").title("Nature"),
        alt.Tooltip("label:N").title("Événement"),
        alt.Tooltip("when:N").title("Date"),
        alt.Tooltip("detail:N").title("Précision"),
    ]
    # The sentence and the table tell it to those who do not see it: marks say nothing by themselves.
    bars = events.mark_bar(height=10, cornerRadius=3, opacity=0.65, stroke="white", aria=False)
    past = events.mark_point(filled=True, size=70, opacity=0.9, aria=False)
    planned = events.mark_point(filled=False, size=70, strokeWidth=2, opacity=1, aria=False)
    chart = alt.layer(
        *_today(),
        bars.transform_filter(_LASTS).encode(x, y, alt.X2("ends_on:T"), tooltip=tooltip),
        past.transform_filter(f"!{_LASTS} && !datum.is_planned").encode(x, y, tooltip=tooltip),
        planned.transform_filter(f"!{_LASTS} && datum.is_planned").encode(x, y, tooltip=tooltip),
    )
    return chart.properties(height=alt.Step(_LANE_HEIGHT))


def _today() -> tuple[alt.Chart, alt.Chart]:
    today = alt.Chart(alt.NamedData("today"))
    x = alt.X("day:T")
    words = today.mark_text(text="Aujourd’hui", align="right", dx=-4, baseline="top", color=_TODAY_COLOUR)
    rule = today.mark_rule(strokeDash=[4, 3], strokeWidth=1.5, color=_TODAY_COLOUR)
    return rule.encode(x), words.encode(x, y=alt.value(-12))


def _data(events: pd.DataFrame, today: date) -> dict[str, pd.DataFrame]:
    shown = events.assign(when=[_when(event) for event in events.to_dict("records")])
    return {"events": shown, "today": pd.DataFrame({"day": [pd.Timestamp(today)]})}


def _when(event: Mapping[Hashable, Any]) -> str:
    start = format_date(event["starts_on"])
    return start if pd.isna(event["ends_on"]) else f"{start} → {format_date(event['ends_on'])}"


def _table(events: pd.DataFrame) -> pd.DataFrame:
    newest_first = events.iloc[::-1]
    return pd.DataFrame(
        {
            "Du": newest_first["starts_on"],
            "Au": newest_first["ends_on"],
            "Nature": newest_first["lane"],
            "Événement": newest_first["label"],
            "Précision": newest_first["detail"],
            "À venir": newest_first["is_planned"].map({True: "à venir", False: ""}),
        }
    )
