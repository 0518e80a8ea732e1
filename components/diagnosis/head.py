"""The head of a diagnosis: whose, when, with whom, where it stands, and what may be done with it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.diagnosis import words
from components.diagnosis.kept import draw
from components.diagnosis.screen import Screen, Section
from components.diagnosis.widgets import day, label_of
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.file.words import identity_line, person_name
from components.markdown import md_escape
from domain.diagnosis.records import Interviewer
from domain.diagnosis.words import DiagnosisStatus, Moment
from navigation import CASELOAD, DIAGNOSIS, FILE

PARAMETER = "diagnostic"
_COLOURS: dict[DiagnosisStatus, Any] = {
    DiagnosisStatus.DRAFT: "blue",
    DiagnosisStatus.COMPLETED: "orange",
    DiagnosisStatus.VALIDATED: "green",
}


def diagnosis_head(screen: Screen, *, downloads: Callable[[], None]) -> Section:
    """Whose, where it stands, who takes part; then the part to show, and what may be done."""
    diagnosis, header = screen.diagnosis, screen.header
    with st.container(gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.title(md_escape(f"Diagnostic de {person_name(header)}"), anchor=False, width="content")
            st.badge(md_escape(words.status_words(diagnosis)), color=_COLOURS.get(diagnosis.status, "gray"))
        st.caption(f"{_known(screen)}  \n{words.interview_words(diagnosis)}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        section = _choose_section(screen)
        _actions(screen)
        key = screen.key("interview")
        interview = st.popover("L’entretien", icon=":material/groups:", key=key, on_change="rerun")
        if interview.open:  # drawn while it is shut, a field would lose its value when it opens
            with interview, st.container(gap="xsmall"):
                _interview(screen)
        if diagnosis.is_in_group:
            with st.popover("Documents", icon=":material/print:"):
                downloads()
        person = {"personne": str(header.beneficiary_id)}
        st.page_link(FILE.path, label="Son dossier", icon=FILE.icon, query_params=person)
        _correction(screen)
    _invitation(screen)
    return section


def _known(screen: Screen) -> str:
    """Who she is, in a line."""
    header = screen.header
    referent = f"référent·e\u00a0: {header.referent_name}" if header.referent_name else ""
    track = f"parcours {header.period.track.label.lower()}" if header.period.track else "sans orientation"
    known = [identity_line(header, screen.viewer.today), track, referent]
    return md_escape(" · ".join(part for part in known if part))


def _choose_section(screen: Screen) -> Section:
    """Kept in the address, for a link or F5; who may read no word starts with the states of the themes."""
    first = Section.PERSON if screen.diagnosis.is_in_group else Section.THEMES
    chosen = st.segmented_control(
        "Partie du diagnostic",
        list(Section),
        default=first,
        required=True,
        format_func=label_of,
        key="partie",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or first


def show_missing() -> None:
    """The same answer for a diagnosis that does not exist and for one that is not shared."""
    st.title("Diagnostic", anchor=False)
    st.info("Ce diagnostic n’existe pas ou ne vous est pas accessible.")
    st.page_link(CASELOAD.path, label="Revenir à la file active", icon=CASELOAD.icon)


def _actions(screen: Screen) -> None:
    """Reopen, validate. In this order: a second click on « Valider » must not meet another button."""
    diagnosis, writes = screen.diagnosis, screen.writes
    if diagnosis.status is not DiagnosisStatus.COMPLETED or not diagnosis.is_interviewer:
        return
    _button(screen, "Rouvrir", writes.reopen, "Le diagnostic est rouvert.")
    if screen.viewer.professional_id in {one.professional_id for one in diagnosis.waited_for}:
        _button(screen, "Valider", writes.validate, "Votre validation est enregistrée.", type="primary")


def _correction(screen: Screen) -> None:
    """A validated diagnosis never changes: its correction is a new version, on its own page."""
    may_correct = screen.diagnosis.status is DiagnosisStatus.VALIDATED and screen.diagnosis.is_in_group
    if may_correct and st.button("Corriger (nouvelle version)", key=screen.key("correct")):
        with domain_errors_shown():
            st.switch_page(DIAGNOSIS.path, query_params={PARAMETER: str(screen.writes.correct())})


def _button(screen: Screen, label: str, write: Callable[[], None], done: str, **options: str) -> None:
    if st.button(label, key=screen.key("act", label), **options):  # type: ignore[arg-type]
        with domain_errors_shown():
            write()
            confirm_after_rerun(done)


def _interview(screen: Screen) -> None:
    """Its day and moment, who takes part and who is waited for, the way to put it aside."""
    if screen.may_type:
        draw(day, screen.shared("held_on"))
        draw(st.selectbox, screen.shared("moment"), options=list(Moment), format_func=label_of)
    may_act = screen.is_running and screen.diagnosis.is_interviewer
    taking_part = [one for one in screen.diagnosis.interviewers if one.released_at is None]
    for one in taking_part:
        st.markdown(words.interviewer_words(one))
        if may_act and len(taking_part) > 1 and one.validated_at is None:
            _release_button(screen, one)
    if may_act:
        _abandon(screen)


def _release_button(screen: Screen, one: Interviewer) -> None:
    is_me = one.professional_id == screen.viewer.professional_id
    label = "Ne plus y prendre part" if is_me else "Ne plus attendre sa validation"
    whose = "Vos réponses restent, votre" if is_me else "Ses réponses restent, sa"
    if st.button(label, key=screen.key("release", one.professional_id)):
        with domain_errors_shown():
            screen.writes.release(one.professional_id)
            confirm_after_rerun(f"{whose} validation n’est plus attendue.")


def _abandon(screen: Screen) -> None:
    """A dialog would open under the popover: the confirmation is a box to tick."""
    is_sure = st.checkbox("Ce diagnostic a été commencé par erreur", key=screen.key("mistake"))
    st.caption("Abandonné, il reste dans le dossier mais ne compte nulle part.")
    if st.button("Abandonner ce diagnostic", key=screen.key("abandon"), disabled=not is_sure):
        with domain_errors_shown():
            screen.writes.abandon()
            confirm_after_rerun("Le diagnostic est abandonné.")


def _invitation(screen: Screen) -> None:
    """What somebody who only reads may do."""
    diagnosis, viewer = screen.diagnosis, screen.viewer
    if not diagnosis.is_in_group:
        st.info(
            "Vous n’êtes pas dans le groupe de suivi\u00a0: vous lisez les états des thèmes,"
            " sans les mots ni les notes."
        )
    elif screen.is_running and not diagnosis.is_interviewer:
        if viewer.field is None or viewer.structure_id is None:
            st.info(
                "Vous lisez ce diagnostic. Pour y prendre part, demandez à l’administration de préciser dans"
                " votre compte si vous travaillez dans le champ social ou professionnel."
            )
            return
        with st.container(horizontal=True, vertical_alignment="center"):
            _button(
                screen,
                "Prendre part",
                screen.writes.take_part,
                "Vous prenez part à l’entretien.",
                type="primary",
            )
            st.caption(
                f"Vos réponses porteront le champ de votre compte\u00a0: **{viewer.field.label.lower()}**."
            )
