"""« Suivi des commissions » on the screen: its filters, its board, the lines behind a figure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.exports import export_buttons
from components.formats import count_of, format_date
from components.indicators.address import ask_figure, choose_coded
from components.indicators.blocks import HIDDEN, Board, Grid, Tile
from components.indicators.filters import choose_period, quarter_date
from components.indicators.words import SECRET, bars_of, figure_words, told_bar, told_tile
from components.markdown import md_escape
from domain.access import Viewer
from domain.indicators.access import whole_quarter
from domain.indicators.commissions import ATTENDANCE, COMMISSIONS, DELAY, FOUND, ON_TIME
from domain.indicators.groups import code_of
from domain.indicators.model import Indicator, Perimeter
from domain.indicators.periods import Period
from domain.indicators.told_commissions import (
    CommissionLine,
    Meeting,
    Sitting,
    ToldCommissions,
    lists_commissions,
)
from domain.secrecy import reason

TITLE = "Suivi des commissions"
_NO_COLLEGE = "Sans collège"
_READ = "Pour lire la liste derrière ces chiffres, choisissez la commission ou la séance au-dessus."


def choose_days(viewer: Viewer) -> Perimeter:
    """The period; to who is told figures alone, the last whole quarter."""
    if not lists_commissions(viewer):
        with st.container(width=280):
            day = quarter_date(viewer.today)
        return whole_quarter(Perimeter(day, day, day), viewer.today)
    starts_on, ends_on = choose_period(Period.TWELVE_MONTHS, viewer.today, viewer.today)
    return Perimeter(starts_on, ends_on, ends_on)


def choose_sitting(meetings: Sequence[Meeting]) -> Sitting:
    """All of them, a body, or one of its meetings."""
    bodies = dict(sorted({str(one.body_id): one.body for one in meetings}.items(), key=lambda one: one[1]))
    body = choose_coded("Commission", "commission", bodies, "Toutes")
    days = {str(one.id): meeting_words(one) for one in meetings if body in (None, str(one.body_id))}
    meeting = choose_coded("Séance", "seance", days, "Toutes")
    return Sitting(int(body) if body else None, int(meeting) if meeting else None)


def meeting_words(meeting: Meeting) -> str:
    """Its day and its body."""
    return f"{format_date(meeting.meets_on)} · {meeting.body}"


def follow_up_board(
    told: ToldCommissions, perimeter: Perimeter, sitting: Sitting, bodies: Mapping[int, str]
) -> Board:
    """Five tiles; by body, by college, by meeting."""
    by_college = told.colleges.by_group
    bars = [
        told_bar(ATTENDANCE, college or _NO_COLLEGE, by_college[college]) for college in sorted(by_college)
    ]
    blocks: list[Any] = [
        _grid("Par commission", "Commission", bodies, told),
        bars_of("Présence par collège", bars, "%", definition=ATTENDANCE.definition),
    ]
    if told.meetings:
        days = {one.id: meeting_words(one) for one in told.meetings}
        blocks.insert(1, _grid("Par séance", "Séance", days, told, note=_READ))
    names = [name for body_id, name in bodies.items() if body_id == sitting.body_id]
    names += [meeting_words(one) for one in told.meetings if one.id == sitting.meeting_id]
    secrecy = f"{reason(told.least)}." if told.least else ""
    return Board(TITLE, period_words(perimeter, names), _tiles(told), blocks, secrecy)


def period_words(perimeter: Perimeter, names: Sequence[str] = ()) -> str:
    """Which meetings are counted, for the screen and for documents."""
    period = f"Séances tenues du {format_date(perimeter.starts_on)} au {format_date(perimeter.ends_on)}"
    return " · ".join([period, *names])


def show_lines(
    indicator: Indicator,
    lines: Sequence[CommissionLine],
    *,
    viewer: Viewer,
    take: Callable[[], Sequence[CommissionLine]],
    sign: Callable[[int, str], None],
) -> None:
    """The lines behind a tile, which leave as a file too."""
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{md_escape(indicator.title)}**", width="content", help=indicator.definition)
            if st.button("Fermer", icon=":material/close:", type="tertiary", key="close_detail"):
                ask_figure("")
                st.rerun()
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{count_of(len(lines), 'ligne')}**", width="content")
            export_buttons(
                lambda: lines_frame(indicator, take()),
                name="suivi-commissions",
                viewer=viewer,
                on_export=sign,
            )
        frame = lines_frame(indicator, lines)
        day = st.column_config.DateColumn(format="DD/MM/YYYY", width=105)
        days = {name: day for name in ("Séance", "Échéance", "Fait le") if name in frame}
        st.dataframe(
            frame,
            hide_index=True,
            placeholder="—",
            column_config=days,
            alt=f"{indicator.title}, une ligne chacun",
        )


def lines_frame(indicator: Indicator, lines: Sequence[CommissionLine]) -> pd.DataFrame:
    """These lines under French names, with real dates."""
    told: dict[str, Any] = {
        "Membre" if indicator == ATTENDANCE else "Personne": [one.person for one in lines],
        _WORDS.get(indicator, "Conclusion"): [one.words for one in lines],
    }
    if indicator == ATTENDANCE:
        told["Remplacé par"] = [one.replaced_by for one in lines]
    if indicator == DELAY:
        told["Délai (jours)"] = [one.days for one in lines]
    elif indicator in (FOUND, ON_TIME, ATTENDANCE):
        told[indicator.column] = [_ANSWERS[one.is_counted] for one in lines]
    if indicator == ON_TIME:
        told |= {
            "Échéance": pd.to_datetime(pd.Series([one.deadline_on for one in lines])),
            "Fait le": pd.to_datetime(pd.Series([one.done_on for one in lines])),
        }
    told |= {"Séance": [one.meets_on for one in lines], "Commission": [one.body for one in lines]}
    return pd.DataFrame(told)


_HEADINGS = ("Examinées", "Pistes retenues", "Tenus à temps", "Délai médian", "Présence")  # of COMMISSIONS
_WORDS = {ON_TIME: "Engagement", ATTENDANCE: "Collège"}
_ANSWERS = {True: "Oui", False: "Non", None: "Pas encore échu"}


def _tiles(told: ToldCommissions) -> list[Tile]:
    return [
        _delay_tile(told) if one == DELAY else told_tile(one, _without_groups(told, one))
        for one in COMMISSIONS
    ]


def _without_groups(told: ToldCommissions, indicator: Indicator) -> Any:
    """A protected tile leads to nothing: its groups are below."""
    one = told.by_body[indicator]
    return type(one)(one.figure, {}, one.least)


def _delay_tile(told: ToldCommissions) -> Tile:
    figure = told.by_body[DELAY].figure
    detail = SECRET if figure is None else f"délai médian, pour {count_of(figure.denominator, *DELAY.among)}"
    code = "" if told.least else code_of(DELAY)
    return Tile(DELAY.title, _median_words(told, None, figure), detail, DELAY.definition, code)


def _median_words(told: ToldCommissions, key: int | None, figure: Any) -> str:
    if figure is None or (figure.denominator and key not in told.medians):
        return HIDDEN
    return f"{told.medians[key]:g}".replace(".", ",") + "\u00a0j" if key in told.medians else "—"


def _grid(
    title: str, heading: str, names: Mapping[int, str], told: ToldCommissions, *, note: str = ""
) -> Grid:
    groups = told.by_meeting if heading == "Séance" else told.by_body
    rows = []
    for key, name in names.items():
        cells = {one: groups[one].of(key) for one in COMMISSIONS}
        words = [
            _median_words(told, key, cell) if one == DELAY else figure_words(one, cell)
            for one, cell in cells.items()
        ]
        rows.append([name, *words])
    return Grid(title, [heading, *_HEADINGS], rows, note)
