"""The animation window: the agenda, what each part of it is given, what its buttons do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from components.feedback import domain_errors_shown
from components.formats import format_time
from components.markdown import md_escape
from domain import clock
from domain.access import Viewer
from domain.commissions.commitments import Owner
from domain.commissions.day import PointDay, elapsed_minutes
from domain.commissions.meetings import Meeting, Point, slots
from domain.commissions.sheets import NamedSummary, Screen
from domain.commissions.words import PointKind, PointState
from domain.counts import NO_BREAK

PARAMETER = "seance"
_DRAWER, _MOVED = "day_drawer", "day_moved"
_ICONS = {
    PointState.PLANNED: ":material/radio_button_unchecked:",
    PointState.CURRENT: ":material/play_circle:",
    PointState.TREATED: ":material/check_circle:",
    PointState.POSTPONED: ":material/event_repeat:",
    PointState.WITHDRAWN: ":material/block:",
}
Act = Callable[..., None]


@dataclass(frozen=True)
class Reads:
    """What parts of the window read again by themselves."""

    meeting: Callable[[], Meeting]
    screen: Callable[[], Screen | None]
    summary: Callable[[int], NamedSummary]
    point: Callable[[int], PointDay]
    commitments: Callable[[], Sequence[Any]]
    former: Callable[[], Sequence[Any]]
    changes: Callable[[], int]


@dataclass(frozen=True)
class Acts:
    """What may be done, each in one transaction."""

    start: Act
    end: Act
    seat: Act
    go: Act
    put_off: Act
    withdraw: Act
    outcome: Act
    add: Act
    change: Act
    mark: Act
    remove: Act
    reveal: Act
    present: Act
    renew: Act


@dataclass(frozen=True)
class Cockpit:
    """A meeting being led, as it was when the window was drawn; `missing`: what prevents its next state."""

    viewer: Viewer
    meeting: Meeting
    missing: Callable[[], Sequence[str]]
    owners: dict[Owner, str]
    changes: int
    reads: Reads
    acts: Acts


def agenda(cockpit: Cockpit) -> None:
    """Every point with its time and its state; a click goes there."""
    meeting = cockpit.meeting
    for point, start in zip(meeting.points, slots(meeting.starts_at, meeting.points), strict=True):
        is_current = point.id == meeting.current_point_id
        st.button(
            md_escape(_agenda_words(point, format_time(start))),
            key=f"point_{point.id}",
            icon=_ICONS[point.state],
            type="primary" if is_current else "tertiary",
            width="stretch",
            on_click=moved,
            args=(cockpit.acts.go, point.id),
        )
        if told := _told(point):
            st.markdown(f":small[:gray[{md_escape(told)}]]")


def moved(act: Act, *about: Any, **values: Any) -> None:
    """What a button does when the whole window is to be drawn again after it: see `draw_again`."""
    with domain_errors_shown():
        act(*about, **values)
        st.session_state[_MOVED] = True


def draw_again() -> None:
    """First in a fragment: a click that leaves with what was just typed there runs the fragment alone."""
    if st.session_state.pop(_MOVED, False):
        st.rerun()


def drawn() -> None:
    """First in the whole window: nothing moved since."""
    st.session_state.pop(_MOVED, None)


def open_drawer(name: str) -> None:
    """Open one, or shut it (« »): kept beside the window, whose new drawings would shut it."""
    moved(partial(st.session_state.update, {_DRAWER: name}))


def opened_drawer() -> str:
    """The one that is open."""
    return str(st.session_state.get(_DRAWER, ""))


def acted(act: Act, *about: Any, **values: Any) -> None:
    """What a button does; a refusal is said above the page."""
    with domain_errors_shown():
        act(*about, **values)


def point_name(point: Point) -> str:
    """« Situation 3 »; never a name: the window may be seen."""
    if point.kind is PointKind.SITUATION:
        return f"Situation{NO_BREAK}{point.number}"
    return "Engagements" if point.kind is PointKind.COMMITMENTS else point.kind.label


def _agenda_words(point: Point, start: str) -> str:
    """« 14 h 30 · 3. Ben Ali Fatoumata », « 14 h · Engagements »."""
    names = {PointKind.COMMITMENTS: "Engagements", PointKind.BREAK: "Pause"}
    return f"{start} · {names.get(point.kind) or f'{point.number}. {point.title}'}"


def _told(point: Point) -> str:
    spent = elapsed_minutes(None, clock.now(), point.spent_seconds)
    minutes = f"{spent} min sur {point.minutes}" if spent else ""
    return " · ".join(part for part in (point.conclusion, minutes) if part)
