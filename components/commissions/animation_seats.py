"""Who is there: noted member by member, kept at once; the quorum of the bodies that have one."""

from functools import partial
from operator import attrgetter
from typing import Any

import streamlit as st

from components.commissions.animation import Cockpit, acted, open_drawer, opened_drawer
from components.diagnosis.kept import Kept, draw
from components.markdown import md_escape
from domain.commissions.bodies import Member
from domain.commissions.day import FIELD_LABELS, present_members, quorum_missing
from domain.commissions.meetings import Seat
from domain.commissions.words import Attendance, CommissionFamily, MemberDuty, Reply
from domain.counts import count_of

_SEATS = "seats"
_COMING = {
    Reply.COMING: Attendance.PRESENT,
    Reply.REPLACED: Attendance.REPLACED,
    Reply.EXCUSED: Attendance.ABSENT,
}


def seats_words(cockpit: Cockpit) -> str:
    """« Présences (6 sur 8) »."""
    seats = len(cockpit.meeting.seats)
    return f"Présences ({len(present_members(cockpit.meeting))} sur {seats})"


def seats_list(cockpit: Cockpit) -> None:
    """Each member convened; who has not answered is noted as the others."""
    meeting = cockpit.reads.meeting()
    seats = {seat.member_id: seat for seat in meeting.seats}
    waiting = [seat for seat in meeting.seats if seat.attendance is None and seat.reply]
    if waiting:
        st.button(
            f"Noter comme annoncé ({count_of(len(waiting), 'membre')})",
            on_click=_as_announced,
            args=(cockpit, waiting),
            icon=":material/done_all:",
        )
    with st.container(gap="xxsmall"):
        for member in meeting.body.members:
            if member.id in seats:
                _seat(cockpit, member, seats[member.id])
    if meeting.body.family is CommissionFamily.REGULATORY:
        missing = quorum_missing(meeting)
        for reason in missing:
            st.warning(f"{reason[0].upper()}{reason[1:]}")
        if not missing:
            st.success("Le quorum est atteint.")


def _seat(cockpit: Cockpit, member: Member, seat: Seat) -> None:
    who, choice = st.columns([5, 6], gap="small", vertical_alignment="center")
    with who:
        name = member.name or member.function
        duty = member.duty.label.lower() if member.duty is not MemberDuty.MEMBER else ""
        said = seat.reply.label.lower() if seat.reply else "sans réponse"
        about = " · ".join(part for part in (duty, member.structure or member.college, said) if part)
        st.markdown(f"**{md_escape(name)}**  \n:small[:gray[{md_escape(about)}]]")
    with choice:
        widget = partial(st.segmented_control, label_visibility="collapsed")
        options: dict[str, Any] = {"options": list(Attendance), "format_func": attrgetter("label")}
        draw(widget, _field(cockpit, member.id, "attendance", seat.attendance), **options)
        if seat.attendance is Attendance.REPLACED:
            draw(st.text_input, _field(cockpit, member.id, "replaced_by", seat.replaced_by), max_chars=150)


def _field(cockpit: Cockpit, member_id: int, name: str, stored: Any) -> Kept:
    def save(*, shown: Any, typed: Any) -> None:
        cockpit.acts.seat(member_id, name, shown=shown, typed=typed)

    return Kept(f"seat_{cockpit.meeting.id}_{member_id}_{name}", FIELD_LABELS[name], stored, save)


def _as_announced(cockpit: Cockpit, seats: list[Seat]) -> None:
    for seat in seats:
        if seat.reply:
            acted(cockpit.acts.seat, seat.member_id, "attendance", shown=None, typed=_COMING[seat.reply])


def seats_button(cockpit: Cockpit) -> None:
    """Attendance in a drawer, at any time of the meeting."""
    st.button(seats_words(cockpit), icon=":material/groups:", on_click=open_drawer, args=(_SEATS,))
    if opened_drawer() == _SEATS:
        _seats_drawer(cockpit)


@st.dialog("Présences", width="large", position="right", on_dismiss=partial(open_drawer, ""))
def _seats_drawer(cockpit: Cockpit) -> None:
    seats_list(cockpit)
    if st.button("Fermer", key="shut_seats", on_click=open_drawer, args=("",)):
        st.rerun()
