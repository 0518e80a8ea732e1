"""Who is convened, what each answered; a member answers for herself."""

from functools import partial
from operator import attrgetter
from typing import Any

import streamlit as st

from components.commissions.meeting_desk import Desk
from components.diagnosis.kept import Kept, draw
from components.formats import format_date
from components.markdown import md_escape
from domain.commissions.bodies import Member
from domain.commissions.meetings import Seat
from domain.commissions.words import MemberDuty, Reply
from domain.counts import NO_BREAK, count_of


def seats_board(desk: Desk) -> None:
    """Each member convened, with the answer in one click for who may note it."""
    seats = {seat.member_id: seat for seat in desk.meeting.seats}
    members = [member for member in desk.meeting.body.members if member.id in seats]
    if not members:
        st.info("Cette commission n’a pas encore de membre.")
        return
    st.markdown(_summary(desk))
    for member in members:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            _who(desk, member, seats[member.id])
            _reply(desk, member, seats[member.id])


def _summary(desk: Desk) -> str:
    replies = [seat.reply for seat in desk.meeting.seats]
    coming = count_of(replies.count(Reply.COMING), "sera là", "seront là")
    replaced = count_of(replies.count(Reply.REPLACED), "se fait remplacer", "se font remplacer")
    silent = count_of(replies.count(None), "réponse manquante", "réponses manquantes")
    return f"**{count_of(len(replies), 'membre')}** · {coming} · {replaced} · {silent}"


def _who(desk: Desk, member: Member, seat: Seat) -> None:
    duty = member.duty.label.lower() if member.duty is not MemberDuty.MEMBER else ""
    convened = f"à convoquer{NO_BREAK}" if seat.convened_on is None else ""
    if seat.convened_on:
        convened = f"convocation du {format_date(seat.convened_on)}"
    secret = "" if member.confidentiality_on else "confidentialité à signer"
    substitutes = [
        one.name or one.function for one in desk.meeting.body.members if one.substitute_for_id == member.id
    ]
    replacing = f"suppléance{NO_BREAK}: {', '.join(substitutes)}" if substitutes else ""
    about = (duty, member.function, member.structure, member.college, convened.strip(), secret, replacing)
    with st.container(gap="xxsmall"):
        st.markdown(f"**{md_escape(member.name or member.function)}**")
        st.caption(md_escape(" · ".join(part for part in about if part)))


def _reply(desk: Desk, member: Member, seat: Seat) -> None:
    is_mine = member.professional_id == desk.viewer.professional_id
    if not desk.meeting.state.is_to_come or not (desk.meeting.is_run_by_viewer or is_mine):
        words = seat.reply.label if seat.reply else "Pas de réponse"
        name = f" ({seat.replaced_by})" if seat.replaced_by else ""
        st.markdown(md_escape(f"{words}{name}"), width="content")
        return
    with st.container(width=430, gap="xxsmall"):
        options: dict[str, Any] = {"options": list(Reply), "format_func": attrgetter("label")}
        widget = partial(st.segmented_control, label_visibility="collapsed")
        draw(widget, _field(desk, member, "reply", "Réponse", seat.reply), **options)
        if seat.reply is Reply.REPLACED:
            field = _field(desk, member, "replaced_by", "Qui viendra", seat.replaced_by)
            draw(st.text_input, field, max_chars=150, placeholder="Nom de la personne qui viendra")


def _field(desk: Desk, member: Member, name: str, label: str, stored: Any) -> Kept:
    def save(*, shown: Any, typed: Any) -> None:
        if desk.meeting.is_run_by_viewer:
            desk.acts.reply(member.id, name, shown=shown, typed=typed)
        else:
            desk.acts.answer(name, shown=shown, typed=typed)

    return Kept(f"reply_{desk.meeting.id}_{member.id}_{name}", label, stored, save)
