"""The quick entry of a « point de situation »: what the file tells on the left, four answers on the right."""

from collections.abc import Callable

import streamlit as st

from components.feedback import confirm_next_run
from components.file.forms.exchanges import new_review, review_fields
from components.file.forms.fields import Fields
from components.file.forms.known import Known
from components.file.view import FileView
from components.formats import count_of
from components.markdown import md_escape
from components.reviews.ground import show_ground
from components.reviews.opened import OpenReview, close_all, open_review
from domain.access import Viewer
from domain.errors import DomainError, InvalidInputError
from domain.exchange_drafts import ReviewDraft
from domain.reviews import ReviewGround

Save = Callable[..., None]  # as db.actions.records.add_record, once its session and viewer are known
_HEIGHT = 560


@st.dialog("Point de situation", width="large", dismissible=False)
def review_dialog(entry: OpenReview, ground: ReviewGround, viewer: Viewer, *, save: Save) -> None:
    """Show the open entry; `save` raises DomainError when it refuses, and nothing typed is lost."""
    known = Known(FileView(viewer, ground.header))
    if entry.initial is None:
        entry.initial = new_review(known)
    left, right = st.columns(2, gap="medium")
    with left.container(height=_HEIGHT, border=False):
        show_ground(ground, viewer)
    with right:
        _fill(entry, entry.initial, known, save)


def _fill(entry: OpenReview, initial: ReviewDraft, known: Known, save: Save) -> None:
    fields = Fields(f"reviews_entry_{entry.record_id}", ReviewDraft.field_labels)
    with st.form(fields.key, border=False, enter_to_submit=False):
        draft = review_fields(fields, initial, known)
        notice = st.container()  # where the eyes are: just above the buttons
        rest = entry.following
        with st.container(horizontal=True):
            onward = st.form_submit_button(
                "Enregistrer et passer à la suivante", type="primary", disabled=not rest
            )
            stop = st.form_submit_button("Enregistrer", type="secondary" if rest else "primary")
            skip = st.form_submit_button("Passer", disabled=not rest, help="Sans rien enregistrer")
            give_up = st.form_submit_button("Fermer")
    st.caption(
        f"Encore {count_of(len(rest), 'personne')} après celle-ci." if rest else "Dernière de la page."
    )
    if onward or stop:
        with notice:
            _try_to_save(entry, draft, fields, save)
    if entry.is_saved or skip or give_up:
        _leave(entry, goes_on=onward or skip)


def _try_to_save(entry: OpenReview, draft: ReviewDraft, fields: Fields, save: Save) -> None:
    try:
        save(entry.beneficiary_id, record_id=entry.record_id, draft=draft)
    except InvalidInputError as error:
        fields.show_problems(error.problems)
    except DomainError as error:
        st.error(md_escape(str(error)))
    else:
        entry.is_saved = True
        confirm_next_run("Point de situation enregistré.")


def _leave(entry: OpenReview, *, goes_on: bool) -> None:
    close_all()
    if goes_on and entry.following:
        open_review(entry.following)
    st.rerun()
