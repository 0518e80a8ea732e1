"""Documents of a meeting, made when they are clicked; each click is signed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.commissions.meeting_desk import Desk
from components.documents.case_sheet import case_sheet_pdf
from components.documents.layout import Letterhead
from components.documents.meeting_docx import DOCX_TYPE, agenda_docx
from components.documents.meeting_papers import NAMED_NOTICE, agenda_pdf, convocations_pdf, invitation_pdf
from components.markdown import md_escape
from domain import clock
from domain.access import Viewer
from domain.commissions.papers import Invitation
from domain.commissions.preparing import AgendaLine
from domain.commissions.sheets import CaseSheet

PDF_TYPE = "application/pdf"


@dataclass(frozen=True)
class Takes:
    """What reads again and signs; each raises NotFoundError when it may no longer be taken."""

    agenda: Callable[..., Any]
    convocations: Callable[[], Any]
    invitation: Callable[[int], Invitation]
    sheet: Callable[[int], CaseSheet]


def meeting_papers(desk: Desk, takes: Takes) -> None:
    """For who runs the body: agenda and convocations; for each situation, the letter and the sheet."""
    if desk.meeting.is_run_by_viewer:
        _agenda(desk, takes)
        _convocations(desk, takes)
    readable = [line for line in desk.lines if line.case_id is not None]
    if not readable:
        st.caption("Les lettres et les fiches apparaissent ici avec les situations.")
        return
    st.markdown("**Pour chaque situation**")
    st.caption("La fiche ne nomme personne. L’invitation est à remettre ou à envoyer à la personne.")
    for line in readable:
        _situation(desk, line, takes)


def _agenda(desk: Desk, takes: Takes) -> None:
    st.markdown("**Ordre du jour**")
    for is_named, words in ((True, "avec les noms"), (False, "sans aucun nom")):
        name = "ordre-du-jour" if is_named else "ordre-du-jour-anonyme"
        kind = f"commission_agenda_{'named' if is_named else 'anonymous'}"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(words.capitalize(), width=150)
            _button("PDF", f"{name}.pdf", PDF_TYPE, _agenda_pdf(desk.viewer, takes, kind, is_named=is_named))
            _button(
                "DOCX", f"{name}.docx", DOCX_TYPE, _agenda_docx(desk.viewer, takes, kind, is_named=is_named)
            )


def _convocations(desk: Desk, takes: Takes) -> None:
    st.markdown("**Convocations**")
    seated = {seat.member_id for seat in desk.meeting.seats}
    names = {one.id: one.name or one.function for one in desk.meeting.body.members if one.id in seated}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        member_id = st.selectbox(
            "Membre",
            list(names),
            index=None,
            format_func=names.__getitem__,
            placeholder="Tous les membres, une page chacun",
            key=f"convocation_{desk.meeting.id}",
            width=400,
        )
        _button("PDF", "convocations.pdf", PDF_TYPE, _convocations_pdf(desk.viewer, takes, member_id))


def _situation(desk: Desk, line: AgendaLine, takes: Takes) -> None:
    sheet, letter = f"fiche-situation-{line.number}.pdf", f"invitation-situation-{line.number}.pdf"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(md_escape(f"{line.number}. {line.person}"), width=320)
        _button("Invitation", letter, PDF_TYPE, _invitation_pdf(desk.viewer, takes, line.id))
        _button("Fiche anonyme", sheet, PDF_TYPE, _sheet_pdf(desk.viewer, takes, line.id))


def _button(label: str, name: str, kind: str, make: Callable[[], bytes]) -> None:
    st.download_button(
        label, make, name, kind, key=f"paper_{name}", icon=":material/download:", on_click="ignore"
    )


def _agenda_pdf(viewer: Viewer, takes: Takes, kind: str, *, is_named: bool) -> Callable[[], bytes]:
    def make() -> bytes:
        taken = takes.agenda(kind=f"{kind}_pdf")
        head = _letterhead(viewer, NAMED_NOTICE if is_named else "")
        return agenda_pdf(taken.meeting, taken.lines, head, is_named=is_named)

    return make


def _agenda_docx(viewer: Viewer, takes: Takes, kind: str, *, is_named: bool) -> Callable[[], bytes]:
    def make() -> bytes:
        taken = takes.agenda(kind=f"{kind}_docx")
        return agenda_docx(taken.meeting, taken.lines, viewer.consortium_name, is_named=is_named)

    return make


def _convocations_pdf(viewer: Viewer, takes: Takes, member_id: int | None) -> Callable[[], bytes]:
    def make() -> bytes:
        taken = takes.convocations()
        seated = {seat.member_id for seat in taken.meeting.seats}
        asked = seated if member_id is None else seated & {member_id}
        members = [member for member in taken.meeting.body.members if member.id in asked]
        return convocations_pdf(taken.meeting, taken.lines, members, _letterhead(viewer))

    return make


def _invitation_pdf(viewer: Viewer, takes: Takes, point_id: int) -> Callable[[], bytes]:
    return lambda: invitation_pdf(takes.invitation(point_id), _letterhead(viewer))


def _sheet_pdf(viewer: Viewer, takes: Takes, point_id: int) -> Callable[[], bytes]:
    return lambda: case_sheet_pdf(takes.sheet(point_id), _letterhead(viewer))


def _letterhead(viewer: Viewer, notice: str = "") -> Letterhead:
    today = clock.date_in(viewer.time_zone, clock.now())
    return Letterhead(viewer.consortium_name, viewer.scheme_name, today, notice)
