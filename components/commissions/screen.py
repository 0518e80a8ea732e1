"""The shared screen in a page: the projector, and the window where everything is led from one computer."""

from datetime import timedelta

import streamlit as st

from components.commissions.screen_html import case_html, commitments_html, notice_html
from components.commissions.screen_style import STALE_SECONDS, screen_style
from components.formats import NO_BREAK, count_of, format_time, format_weekday_date
from domain.clock import local_time
from domain.commissions.projections import Projected
from domain.commissions.sheets import Screen
from domain.commissions.words import MeetingState, PointKind

TICK_SECONDS = 1
_STALE = f"Écran interrompu{NO_BREAK}: dernière mise à jour il y a plus de {STALE_SECONDS}{NO_BREAK}secondes"
_BEAT = "projector_beat"


def show_projected(projected: Projected) -> None:
    """What the projector shows now, alone in its window."""
    if projected.screen is not None:
        content = screen_html(projected.screen, projected.time_zone)
    else:
        day = f"Séance du {format_weekday_date(projected.starts_at.date())}"
        is_over = projected.stamp.state is MeetingState.TO_VALIDATE
        words = "La séance est terminée" if is_over else "La séance va commencer"
        content = notice_html(projected.body, day, words)
    st.html(screen_style(is_alone=True) + content)


def show_screen(screen: Screen, time_zone: str, *, foot: str = "0px") -> None:
    """The same over another page, which keeps `foot` of the height, at the bottom, for its buttons."""
    st.html(f"{screen_style(is_alone=False)}<style>:root {{ --js-foot: {foot}; }}</style>"
            + screen_html(screen, time_zone))  # fmt: skip


def show_notice(words: str) -> None:
    """These words alone in the window."""
    st.html(screen_style(is_alone=True) + notice_html(words))


def show_heartbeat() -> None:
    """Hidden while it is drawn again each second; said when it no longer is, by its animation alone.

    Two names take turns, or the browser would let the animation go on.
    """
    beat = st.session_state[_BEAT] = 1 - st.session_state.get(_BEAT, 0)
    st.html(f'<div class="js-stale js-beat-{beat}"><p>{_STALE}</p></div>')


def screen_html(screen: Screen, time_zone: str) -> str:
    """The point that is looked at, or that none is."""
    if screen.sheet is not None:
        return case_html(screen, screen.sheet)
    if screen.kind is PointKind.COMMITMENTS:
        return commitments_html(PointKind.COMMITMENTS.label, screen.commitments, screen)
    if screen.kind is PointKind.BREAK:
        return notice_html(PointKind.BREAK.label, _break_end(screen, time_zone))
    seen = f"{count_of(screen.treated, 'situation examinée', 'situations examinées')} sur {screen.total}"
    day = f"Séance du {format_weekday_date(screen.meets_on)}"
    return notice_html(screen.body, day, seen if screen.total else "")


def _break_end(screen: Screen, time_zone: str) -> str:
    if screen.current_since is None or not screen.minutes:
        return ""
    end = local_time(time_zone, screen.current_since + timedelta(minutes=screen.minutes))
    return f"Reprise à {format_time(end)}"
