"""The timeline of a file: its sentence, its chart."""

from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.file.timeline import timeline_chart, timeline_sentence

TODAY = date(2026, 11, 20)
COLUMNS = ["lane", "label", "starts_on", "ends_on", "detail", "is_planned"]
EVENTS = [
    ("Suivi", "Entrée", "2026-01-05", "2026-11-20", "", False),
    ("Étape", "Formation", "2026-03-01", None, "<b>soudure</b>", False),
    ("Rendez-vous", "Rendez-vous : prévu", "2026-12-01", None, "", True),
]


@pytest.fixture
def events():
    frame = pd.DataFrame(EVENTS, columns=COLUMNS)
    for column in ("starts_on", "ends_on"):
        frame[column] = pd.to_datetime(frame[column])
    return frame


@pytest.fixture
def layers():
    return timeline_chart().to_dict()["layer"]


def test_the_sentence_counts_what_happened_and_what_comes(events):
    said = timeline_sentence(events).replace("\u00a0", " ")
    assert said == "Depuis le 5 janvier 2026 : 1 étape, 1 rendez-vous ; 1 événement à venir."


def test_an_entry_alone_is_said_too(events):
    said = timeline_sentence(events.head(1)).replace("\u00a0", " ")
    assert said == "Depuis le 5 janvier 2026 : rien d’autre que l’entrée."


def test_durations_are_bars_events_are_points_and_today_is_a_rule(layers):
    assert [layer["mark"]["type"] for layer in layers] == ["rule", "text", "bar", "point", "point"]
    assert layers[1]["mark"]["text"] == "Aujourd’hui"


def test_what_is_to_come_is_hollow_not_only_coloured(layers):
    """T164."""
    past, planned = layers[3:]
    assert (past["mark"]["filled"], planned["mark"]["filled"]) == (True, False)
    assert [layer["transform"][0]["filter"].split(" && ")[1] for layer in (past, planned)] == [
        "!datum.is_planned",
        "datum.is_planned",
    ]


def test_lanes_keep_one_order(layers):
    assert layers[2]["encoding"]["y"]["sort"][:3] == ["Suivi", "Pause", "Orientation"]


def test_tooltips_are_in_french(layers):
    tooltips = layers[2]["encoding"]["tooltip"]
    assert [tooltip["title"] for tooltip in tooltips] == ["Nature", "Événement", "Date", "Précision"]


def test_the_screen_gets_the_sentence_the_chart_and_the_table(events):
    """T163."""
    shown = AppTest.from_string(
        "import streamlit as st\nfrom components.file.timeline import timeline\n"
        "timeline(st.session_state.events, st.session_state.today)"
    )
    shown.session_state["events"], shown.session_state["today"] = events, TODAY
    shown.run()
    assert not shown.exception
    [chart] = shown.get("vega_lite_chart")
    assert {dataset.name for dataset in chart.proto.datasets} == {"events", "today"}
    assert shown.dataframe[0].value["À venir"].tolist() == ["à venir", "", ""]


def test_a_path_without_event_says_so():
    def page():
        import pandas as pd

        from components.file.timeline import timeline

        timeline(pd.DataFrame({"lane": []}), None)

    shown = AppTest.from_function(page).run()
    assert shown.caption[0].value == "Rien n’est encore daté dans ce parcours."
