"""The buttons that open the forms of a file, for those who may write there."""

from collections.abc import Callable

import streamlit as st

from components.documents.logbook import logbook_pdf
from components.file.forms.opened import open_form
from components.file.view import FileView
from components.formats import NO_BREAK
from domain.access import FILE_WRITER_ROLES
from domain.drafts import Draft
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.follow_up import Status
from domain.logbook import Logbook
from domain.path_drafts import StepDraft
from navigation import SUBMIT

_QUICK: dict[type[Draft], str] = {
    ContactDraft: ":material/call:",
    AppointmentDraft: ":material/event:",
    StepDraft: ":material/flag:",
    ReviewDraft: ":material/fact_check:",
    NoteDraft: ":material/edit_note:",
}
_TURNS = {
    Status.ACTIVE: {"orientation": "Nouvelle orientation", "pause": "Mettre en pause", "exit": "Sortie"},
    Status.PAUSED: {
        "orientation": "Nouvelle orientation",
        "resumption": "Reprendre le suivi",
        "exit": "Sortie",
    },
    Status.EXITED: {"return": "Enregistrer un retour"},
}


def quick_buttons(view: FileView, *, take_logbook: Callable[[], Logbook]) -> None:
    """What is written most often, one click away; and what the person takes home, read when it is clicked."""
    with st.container(horizontal=True):
        for draft_class, icon in _QUICK.items():
            if view.may_write(draft_class):
                form_button(view, draft_class.__name__, draft_class.label, icon=icon, place="quick")
        _commission_button(view)
        st.download_button(
            "Carnet de bord (PDF)",
            lambda: logbook_pdf(take_logbook()),
            "carnet-de-bord.pdf",
            "application/pdf",
            key="file_logbook",
            help="À relire puis à remettre à la personne. Ni note, ni échange entre professionnels.",
            icon=":material/menu_book:",
            on_click="ignore",
        )
    if not view.header.is_group_member:
        st.caption(
            "Vous n’êtes pas dans le groupe de suivi : vous ne pouvez pas tout lire ni tout écrire ici."
        )


def _commission_button(view: FileView) -> None:
    """Who may steer the follow-up may ask a commission, while it runs."""
    is_over = view.header.status is Status.EXITED
    if is_over or not view.may_steer or not view.viewer.has(*FILE_WRITER_ROLES):
        return
    if st.button("Saisir une commission", key="file_commission", icon=SUBMIT.icon):
        st.switch_page(SUBMIT.path, query_params={"personne": str(view.beneficiary_id)})


def add_buttons(view: FileView, *draft_classes: type[Draft]) -> None:
    """« Ajouter : contrat » at the head of a section."""
    with st.container(horizontal=True):
        for draft_class in draft_classes:
            if view.may_write(draft_class):
                label = f"Ajouter{NO_BREAK}: {draft_class.label.lower()}"
                form_button(view, draft_class.__name__, label, icon=":material/add:")


def turn_buttons(view: FileView) -> None:
    """Orientation, pause, exit or return, according to where the follow-up stands."""
    if view.may_steer:
        with st.container(horizontal=True):
            for name, label in _TURNS[view.header.status].items():
                form_button(view, name, label)


def form_button(
    view: FileView,
    name: str,
    label: str,
    *,
    icon: str | None = None,
    place: str = "section",
    record_id: int | None = None,
    version: int | None = None,
    about: str = "",
) -> None:
    """A button that opens this form, empty, or about an existing row (at the version that is shown).

    `about` says what the row is, for a form that only asks to confirm.
    """
    st.button(
        label,
        icon=icon,
        key=f"file_{place}_{name}_{record_id or ''}",
        type="tertiary" if record_id else "secondary",
        on_click=open_form,
        args=(name, view.beneficiary_id),
        kwargs={"record_id": record_id, "version": version, "about": about},
    )
