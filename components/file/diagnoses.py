"""The diagnoses of a file: one to start or to go on with, those that were made, what evolved."""

from collections.abc import Callable, Sequence
from operator import attrgetter

import streamlit as st

from components.diagnosis.downloads import diagnosis_downloads
from components.diagnosis.evolution import evolution
from components.diagnosis.lines import line_detail, line_status, line_title
from components.file.view import FileView
from components.markdown import md_escape
from domain.diagnosis.evolution import Stay
from domain.diagnosis.lists import proposed_moment
from domain.diagnosis.records import DiagnosisLine
from domain.diagnosis.sheet import DiagnosisSheet
from domain.diagnosis.words import DiagnosisStatus, Moment
from domain.follow_up import Status
from navigation import DIAGNOSIS

_PURPOSE = (
    "Le diagnostic partagé fait le point avec la personne, thème par thème : logement, santé, mobilité,"
    " formation, emploi… Il part de ce qu’elle veut, se mène si possible à deux, l’un·e du champ social,"
    " l’autre du champ professionnel, et retient trois priorités au plus : elles deviennent ses objectifs."
    " Elle repart avec un document écrit simplement."
)
_NO_FIELD = (
    "Votre compte ne dit pas si vous travaillez dans le champ social ou professionnel :"
    " demandez à l’administration de le compléter pour mener un diagnostic."
)


def diagnoses_section(
    view: FileView,
    *,
    lines: Sequence[DiagnosisLine],
    stays: Sequence[Stay],
    start: Callable[..., None],
    correct: Callable[[int], None],
    take_sheet: Callable[[int], DiagnosisSheet],
    take_text: Callable[[int], str],
) -> None:
    """The gesture of the day first, then the diagnoses, newest first, then their evolution."""
    if not lines:
        st.info(_PURPOSE, icon=":material/diagnosis:")
    _start_row(view, stays, start)
    corrected = {line.copy_of_id for line in lines if line.validated_on}
    latest = next((line.id for line in lines if line.status is DiagnosisStatus.VALIDATED), None)
    for line in lines:
        is_latest = line.id == latest and view.header.is_group_member
        with st.container(gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                _show_line(line, is_corrected=line.id in corrected)
                if is_latest:
                    _correct_button(view, line.id, correct)
            st.markdown(f":small[{md_escape(line_detail(line))}]")
            if is_latest:
                diagnosis_downloads(
                    line.id, take_sheet=take_sheet, take_text=take_text, key=f"file_{line.id}"
                )
    if stays:
        evolution(stays)


def _start_row(view: FileView, stays: Sequence[Stay], start: Callable[..., None]) -> None:
    """Go on with the one that is running, or start one at the moment that is likely."""
    if running := view.header.running_diagnosis_id:
        is_draft = view.header.running_diagnosis is DiagnosisStatus.DRAFT
        label = "Continuer le diagnostic en cours" if is_draft else "Ouvrir le diagnostic à valider"
        if st.button(label, key="diagnosis_go_on", type="primary", icon=DIAGNOSIS.icon):
            st.switch_page(DIAGNOSIS.path, query_params={"diagnostic": str(running)})
    elif not view.header.is_group_member:
        st.caption("Le diagnostic est mené par les membres du groupe de suivi.")
    elif view.viewer.field is None:
        st.caption(_NO_FIELD)
    else:
        _start_form(view, stays, start)


def _start_form(view: FileView, stays: Sequence[Stay], start: Callable[..., None]) -> None:
    has_one = any(stay.support_period_id == view.header.period.id for stay in stays)
    likely = proposed_moment(has_one=has_one, is_over=view.header.status is Status.EXITED)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        moment = st.selectbox(
            "Moment du parcours",
            list(Moment),
            index=list(Moment).index(likely),
            format_func=attrgetter("label"),
            key="diagnosis_moment",
            width=240,
        )
        if st.button("Commencer un diagnostic", key="diagnosis_start", type="primary", icon=":material/add:"):
            start(view.beneficiary_id, moment=moment)


def _show_line(line: DiagnosisLine, *, is_corrected: bool) -> None:
    st.page_link(
        DIAGNOSIS.path,
        label=f"**{line_title(line)}**",
        icon=DIAGNOSIS.icon,
        query_params={"diagnostic": str(line.id)},
    )
    st.markdown(md_escape(line_status(line, is_corrected=is_corrected)), width="content")
    if line.is_joint:
        st.badge("Conjoint", icon=":material/handshake:", color="green")


def _correct_button(view: FileView, diagnosis_id: int, correct: Callable[[int], None]) -> None:
    if view.header.running_diagnosis_id or view.viewer.field is None:
        return
    if st.button(
        "Corriger",
        key="diagnosis_correct",
        type="tertiary",
        icon=":material/edit:",
        help="Un diagnostic validé ne change plus. La correction commence par une copie ; celui-ci reste"
        " lisible, et la remplace dès que tout le monde l’a validée.",
    ):
        correct(diagnosis_id)
