"""The agenda at its hours, beside the situations that wait."""

from collections.abc import Callable

import streamlit as st

from components.administration.drawer import open_line
from components.commissions.basket import basket_page
from components.commissions.meeting_desk import POINT, Desk, acted, length_words
from components.formats import format_date, format_time
from components.markdown import md_escape
from domain.commissions.basket import BasketFilters
from domain.commissions.cases import CaseLine, is_recent_passage
from domain.commissions.preparing import AgendaLine, PointDraft
from domain.commissions.words import PersonAttendance, PointKind, PointState
from domain.counts import NO_BREAK, count_of

_ICONS = {
    PointKind.COMMITMENTS: ":material/checklist:",
    PointKind.SITUATION: ":material/person:",
    PointKind.BREAK: ":material/coffee:",
}


def agenda_board(desk: Desk) -> None:
    """For who runs the body, the basket beside; nothing to arrange once the agenda is set."""
    if not desk.may_arrange:
        _agenda(desk)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        _agenda(desk)
    with right:
        _basket(desk)


def _agenda(desk: Desk) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Ordre du jour** · {length_words(desk)}", width="content")
        st.space("stretch")
        if desk.may_arrange:
            st.button(
                "Ajouter une pause", icon=":material/coffee:", on_click=acted, args=(desk.acts.add_break,)
            )
    for place, line in enumerate(desk.lines):
        with st.container(border=True, gap="xxsmall", key=f"agenda_line_{line.id}"):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.markdown(f"**{format_time(line.starts_at)}**", width=70)
                st.markdown(_name(line), width="content")
                st.space("stretch")
                if desk.may_arrange:
                    _line_gestures(desk, line, place)
                else:
                    st.markdown(f":gray[{line.minutes}{NO_BREAK}min]", width="content")
            if told := _told(line):
                st.markdown(f":small[:gray[{md_escape(told)}]]")
            for reason in line.reasons:
                st.markdown(f":small[:orange[:material/warning: {md_escape(reason)}]]")


def _line_gestures(desk: Desk, line: AgendaLine, place: int) -> None:
    is_first_of_all = line.kind is PointKind.COMMITMENTS
    minutes, shown = f"{line.minutes}{NO_BREAK}min", PointDraft(line.minutes, line.fixed_at)
    change = (open_line, POINT, shown, line.id, line.version)
    with st.container(horizontal=True, gap="xsmall", width="content"):
        _small_button(minutes, f"time_{line.id}", "Changer la durée ou l’heure", *change)
        if is_first_of_all:
            return
        _arrow(desk, line, -1, is_off=place <= 1)
        _arrow(desk, line, 1, is_off=place == len(desk.lines) - 1)
        told = "Remettre dans le panier" if line.kind is PointKind.SITUATION else "Retirer la pause"
        _small_button("Retirer", f"out_{line.id}", told, acted, desk.acts.remove, line.id)


def _arrow(desk: Desk, line: AgendaLine, step: int, *, is_off: bool) -> None:
    label, told = ("↑", "Plus tôt") if step < 0 else ("↓", "Plus tard")
    about = (acted, desk.acts.move, line.id, step)
    _small_button(label, f"move_{step}_{line.id}", told, *about, is_off=is_off)


def _small_button(
    label: str, key: str, told: str, act: Callable[..., None], *about: object, is_off: bool = False
) -> None:
    st.button(label, key=key, help=told, type="tertiary", disabled=is_off, on_click=act, args=about)


def _basket(desk: Desk) -> None:
    st.markdown(f"**Panier** · {count_of(desk.count, 'situation')} en attente")
    if not desk.count:
        st.caption("Aucune situation n’attend cette commission.")
    page = basket_page(desk.count, BasketFilters(body_id=desk.meeting.body.id))
    with st.container(height=520 if desk.count > 4 else "content", border=False, gap="small"):
        for one in desk.waiting(page):
            _waiting(desk, one)


def _waiting(desk: Desk, one: CaseLine) -> None:
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            st.markdown(f"**{md_escape(one.person)}**", width="content")
            st.space("stretch")
            if not one.obstacles():
                st.button(
                    "Ajouter",
                    key=f"add_{one.id}",
                    icon=":material/add:",
                    on_click=acted,
                    args=(desk.acts.add, one.id),
                )
        presented = f"présentée par {one.presenter}" + (f" ({one.structure})" if one.structure else "")
        st.markdown(f":small[:gray[{md_escape(f'{one.motive} · {presented}')}]]")
        st.markdown(f":small[{md_escape(one.question)}]")
        st.markdown(f":small[{' '.join(_flags(desk, one))}]")
        if reasons := one.obstacles():
            words = md_escape(" ; ".join(reasons))
            st.markdown(f":small[:orange[:material/warning: Ne peut pas passer{NO_BREAK}: {words}]]")


def _flags(desk: Desk, one: CaseLine) -> list[str]:
    flags = [f":gray[saisie le {format_date(one.submitted_on)}]"]
    if one.is_urgent:
        flags.append(":red-badge[Urgente]")
    if one.is_put_off:
        flags.append(":orange-badge[Déjà reportée]")
    if is_recent_passage(one.last_passed_on, desk.viewer.today, desk.recent_days):
        flags.append(f":blue-badge[Passée le {format_date(one.last_passed_on)}]")
    return flags


def _name(line: AgendaLine) -> str:
    """« 2. Ben Ali Fatoumata »; only « Situation 2 » for who may not open the file."""
    name = f"{line.number}. {line.person}" if line.person else line.name
    state = f" :gray-badge[{line.state.label}]" if line.state is not PointState.PLANNED else ""
    return f"{_ICONS[line.kind]} {md_escape(name)}{state}"


def _told(line: AgendaLine) -> str:
    presented = f"présentée par {line.presenter}" if line.presenter else ""
    comes = line.attendance
    told = f"la personne{NO_BREAK}: {comes.label.lower()}" if comes is not PersonAttendance.UNKNOWN else ""
    fixed = f"pas avant {format_time(line.fixed_at)}" if line.fixed_at else ""
    urgent = "urgente" if line.is_urgent else ""
    return " · ".join(part for part in (line.motive, presented, told, fixed, urgent) if part)
