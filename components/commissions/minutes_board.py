"""Minutes on screen: read, corrected, validated, replaced, taken away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.commissions.minutes_words import (
    aside_words,
    promise_words,
    sitter_words,
    state_words,
    votes_words,
)
from components.documents.layout import Letterhead
from components.documents.meeting_docx import DOCX_TYPE
from components.documents.minutes import file_name, minutes_pdf
from components.documents.minutes_docx import minutes_docx
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.markdown import md_escape
from domain import clock
from domain.access import Viewer
from domain.commissions.meetings import Meeting
from domain.commissions.minutes import Content, Minutes, Situation
from domain.commissions.words import MeetingState, MinutesState
from domain.counts import NO_BREAK

Act = Callable[..., Any]
_WHOLE = "Toutes les situations"


@dataclass(frozen=True)
class Acts:
    """What may be done; each raises a DomainError when it may not."""

    generate: Act
    correct: Act
    validate: Act
    replace: Act
    close: Act
    take: Callable[[int], Minutes]


def minutes_board(viewer: Viewer, meeting: Meeting, numbers: Sequence[Minutes], acts: Acts) -> None:
    """The last number first, the others on demand."""
    if not numbers:
        _nothing_yet(meeting, acts)
        return
    chosen = numbers[0]
    if len(numbers) > 1:
        by_number = {one.number: one for one in numbers}
        label = st.selectbox("Version", list(by_number), format_func=lambda key: f"Relevé n°{NO_BREAK}{key}")
        chosen = by_number[label]
    st.markdown(f"**{md_escape(state_words(chosen))}**")
    if chosen.reason:
        st.text(f"Motif du remplacement{NO_BREAK}: {chosen.reason}")
    is_mine = meeting.is_run_by_viewer and chosen is numbers[0]
    if is_mine:
        _gestures(meeting, chosen, acts)
    _download(viewer, chosen, acts)
    _read(chosen.content, acts if is_mine and chosen.state is MinutesState.DRAFT else None)


def _nothing_yet(meeting: Meeting, acts: Acts) -> None:
    if not meeting.is_run_by_viewer or meeting.state is not MeetingState.TO_VALIDATE:
        st.info("Le relevé de décisions sera lisible ici quand la séance sera terminée et le relevé validé.")
        return
    st.info("La séance est terminée. Le relevé reprend ce qui a été écrit pendant la séance.")
    if st.button("Préparer le relevé", type="primary"):
        _done(acts.generate, "Relevé préparé.")


def _gestures(meeting: Meeting, minutes: Minutes, acts: Acts) -> None:
    with st.container(horizontal=True):
        if minutes.state is MinutesState.DRAFT:
            _draft_gestures(minutes, acts)
        else:
            _replace(acts)
            if meeting.state is MeetingState.TO_VALIDATE and st.button("Clore la séance", type="primary"):
                _done(acts.close, "Séance close.")


def _draft_gestures(minutes: Minutes, acts: Acts) -> None:
    with st.popover("Valider le relevé", icon=":material/check:"):
        st.markdown(f"Une fois validé, ce relevé ne change plus{NO_BREAK}: il peut seulement être remplacé.")
        if st.button("Oui, valider", type="primary"):
            _done(acts.validate, "Relevé validé.", version=minutes.version)
    if minutes.number == 1 and st.button("Refaire depuis la séance", icon=":material/refresh:"):
        _done(acts.generate, "Relevé refait, vos corrections sont gardées.")


def _replace(acts: Acts) -> None:
    with st.popover("Annuler et remplacer", icon=":material/edit_document:"):
        st.markdown("Un nouveau relevé part d’une copie de celui-ci. L’ancien reste consultable.")
        reason = st.text_input("Pourquoi", key="minutes_reason", max_chars=300)
        if st.button("Préparer le remplacement"):
            _done(acts.replace, "Nouveau relevé préparé.", reason=reason)


def _download(viewer: Viewer, minutes: Minutes, acts: Acts) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        kept = st.selectbox("Document", [_WHOLE, *minutes.content.structures], key="minutes_part", width=400)

        def make_docx() -> bytes:
            taken = acts.take(minutes.number)
            content = taken.content if kept == _WHOLE else taken.content.of_structure(kept)
            return minutes_docx(taken, content, viewer.consortium_name)

        def make() -> bytes:
            taken = acts.take(minutes.number)
            content = taken.content if kept == _WHOLE else taken.content.of_structure(kept)
            today = clock.date_in(viewer.time_zone, clock.now())
            notice = "Document nominatif : à ne pas diffuser hors de la commission."
            return minutes_pdf(
                taken, content, Letterhead(viewer.consortium_name, viewer.scheme_name, today, notice)
            )

        name = file_name(minutes.content)
        st.download_button(
            "PDF", make, name, "application/pdf", icon=":material/download:", on_click="ignore"
        )
        name = name.replace(".pdf", ".docx")
        st.download_button("DOCX", make_docx, name, DOCX_TYPE, icon=":material/download:", on_click="ignore")


def _read(content: Content, acts: Acts | None) -> None:
    st.subheader("Qui était là", anchor=False)
    st.markdown("\n".join(f"- {md_escape(sitter_words(one))}" for one in content.sitters) or "Personne.")
    st.subheader("Situations", anchor=False)
    for one in content.situations:
        with st.container(border=True):
            _situation(one)
            _correction(acts, one.case_id, one.correction)
    st.subheader("Correction générale", anchor=False)
    _correction(acts, None, content.correction)


def _situation(one: Situation) -> None:
    brought = f"· {one.structure}" if one.structure else ""
    st.markdown(f"**{md_escape(f'{one.number}. {one.person}')}** {md_escape(brought)}")
    facts = [
        ("Question", one.question),
        ("Conclusion", one.conclusion or "aucune"),
        ("Commentaire", one.comment),
        ("Votes", votes_words(one)),
        ("Ont quitté la salle", aside_words(one)),
        ("Audition", one.hearing),
        ("Décision de l’autorité", one.decision),
        ("Notification", one.notified),
        ("Engagements", " ; ".join(map(promise_words, one.promises))),
    ]
    for label, words in facts:
        if words:
            st.text(f"{label}{NO_BREAK}: {words}")


def _correction(acts: Acts | None, case_id: int | None, words: str) -> None:
    if acts is None:
        st.text(f"Correction{NO_BREAK}: {words}" if words else "Aucune correction.")
        return
    with st.form(f"correction_{case_id}", border=False):
        typed = st.text_area("Correction", words, key=f"correction_words_{case_id}", height=68)
        if st.form_submit_button("Enregistrer la correction"):
            _done(acts.correct, "Correction enregistrée.", case_id, shown=words, typed=typed)


def _done(act: Act, message: str, *about: Any, **values: Any) -> None:
    with domain_errors_shown():
        act(*about, **values)
        confirm_after_rerun(message)
