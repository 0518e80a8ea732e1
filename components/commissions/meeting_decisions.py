"""Beside the minutes of a regulatory body: what was decided after its opinions, and its papers."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from components.documents.decision_papers import (
    decision_facts,
    decision_letter_pdf,
    decisions_docx,
    decisions_pdf,
)
from components.documents.layout import Letterhead
from components.documents.meeting_docx import DOCX_TYPE
from components.documents.meeting_papers import NAMED_NOTICE
from components.formats import NO_BREAK
from components.markdown import md_escape
from domain import clock
from domain.access import Viewer
from domain.commissions.decisions import DecisionLine
from domain.commissions.papers import DecisionLetter

PDF_TYPE = "application/pdf"


def meeting_decisions(
    viewer: Viewer, lines: Sequence[DecisionLine], take: Callable[[], Sequence[DecisionLine]]
) -> None:
    """Each with its decision, then the list as a file; nothing where no opinion was given."""
    if not lines:
        return
    st.subheader("Décisions prises après les avis", anchor=False)
    st.caption("À jour à cet instant, même si le relevé est validé avant\u00a0: le document est daté.")
    with st.container(horizontal=True):
        _button("Relevé des décisions, PDF", "releve-des-decisions.pdf", PDF_TYPE, _pdf(viewer, take))
        _button("DOCX", "releve-des-decisions.docx", DOCX_TYPE, _docx(viewer, take))
    for line in lines:
        with st.container(border=True, gap="xsmall"):
            st.markdown(f"**{md_escape(line.person)}**")
            facts = [f"{label}{NO_BREAK}: {words}" for label, words in decision_facts(line) if words]
            st.text("\n".join(facts))


def letter_button(viewer: Viewer, line: DecisionLine, take: Callable[[], DecisionLetter]) -> None:
    """What notifies this decision, to print or send; nothing before it is taken."""
    if line.decided_on is not None:
        _button(
            "Lettre de notification, PDF",
            "notification.pdf",
            PDF_TYPE,
            lambda: decision_letter_pdf(take(), _letterhead(viewer)),
        )


def _pdf(viewer: Viewer, take: Callable[[], Sequence[DecisionLine]]) -> Callable[[], bytes]:
    return lambda: decisions_pdf(take(), _letterhead(viewer, NAMED_NOTICE), _today(viewer))


def _docx(viewer: Viewer, take: Callable[[], Sequence[DecisionLine]]) -> Callable[[], bytes]:
    return lambda: decisions_docx(take(), viewer.consortium_name, _today(viewer))


def _button(label: str, name: str, kind: str, make: Callable[[], bytes]) -> None:
    st.download_button(label, make, name, kind, icon=":material/download:", on_click="ignore")


def _letterhead(viewer: Viewer, notice: str = "") -> Letterhead:
    return Letterhead(viewer.consortium_name, viewer.scheme_name, _today(viewer), notice)


def _today(viewer: Viewer) -> date:
    return clock.date_in(viewer.time_zone, clock.now())
