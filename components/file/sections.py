"""The parts of a file: what each one shows, from what was read for it."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter

import streamlit as st

from components.appointment_downloads import TakeAppointment, calendar_button, slip_button
from components.file.buttons import add_buttons, turn_buttons
from components.file.commissions import commissions_block
from components.file.lists import show_lines, show_records
from components.file.plain_text import copy_button
from components.file.referrals import made_by_referral, referrals_part
from components.file.turn_lines import orientation_line, pause_line, period_line
from components.file.view import FileView
from components.job_checks.lines import job_check_lines
from components.offer.referral_dialog import Act
from domain.commissions.basket import PersonCase
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.file_parts import FileSection
from domain.files import OrientationLine, PauseLine, PeriodLine, SavedRecord
from domain.follow_up import AppointmentStatus
from domain.job_checks import JobCheckLine
from domain.offer.referral_lists import ReferralLine
from domain.offer.suggestions import Solutions
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft


def choose_section() -> FileSection:
    """The part to show; it is kept in the address, so that a link or F5 comes back to it."""
    chosen = st.segmented_control(
        "Partie du dossier",
        list(FileSection),
        default=FileSection.OVERVIEW,
        required=True,
        format_func=attrgetter("label"),
        key="rubrique",
        bind="query-params",
        label_visibility="collapsed",
    )
    return chosen or FileSection.OVERVIEW


def path_section(
    view: FileView,
    *,
    steps: Sequence[SavedRecord[StepDraft]],
    job_checks: Sequence[JobCheckLine],
    contracts: Sequence[SavedRecord[ContractDraft]],
    orientations: Sequence[OrientationLine],
    pauses: Sequence[PauseLine],
    periods: Sequence[PeriodLine],
    referrals: Sequence[ReferralLine],
    open_referral: Callable[[int], ReferralLine],
    act: Act,
    solve: Callable[[int], Solutions],
) -> None:
    """Steps and contracts, referrals, then the turning points."""
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader("Étapes", anchor=False)
        add_buttons(view, StepDraft)
        beside = made_by_referral(view, referrals, open_referral=open_referral, act=act)
        show_records(view, steps, empty="Aucune étape.", beside=beside)
        if job_checks:
            st.markdown("**Maintien dans l’emploi**")
            show_lines(job_check_lines(job_checks, view.today), empty="")
    with right:
        st.subheader("Contrats", anchor=False)
        add_buttons(view, ContractDraft)
        show_records(view, contracts, empty="Aucun contrat.")
    referrals_part(view, referrals, open_referral=open_referral, act=act, solve=solve)
    st.subheader("Orientations, pauses et sorties", anchor=False)
    turn_buttons(view)
    lists = {
        "Orientations": [orientation_line(orientation) for orientation in orientations],
        "Pauses": [pause_line(pause) for pause in pauses],
        "Périodes de suivi": [period_line(period) for period in periods],
    }
    for column, (title, lines) in zip(st.columns(3, gap="medium"), lists.items(), strict=True):
        with column:
            st.markdown(f"**{title}**")
            show_lines(lines, empty="Rien à ce jour.")


def exchanges_section(
    view: FileView,
    *,
    contacts: Sequence[SavedRecord[ContactDraft]],
    appointments: Sequence[SavedRecord[AppointmentDraft]],
    reviews: Sequence[SavedRecord[ReviewDraft]],
    take: TakeAppointment,
    take_text: Callable[..., str],
) -> None:
    """Reviews first: they say where things stand. What leaves is read again when it is asked for."""

    def downloads(record: SavedRecord[AppointmentDraft]) -> None:
        if record.draft.status is AppointmentStatus.PLANNED and record.draft.starts_at > view.viewer.now:
            slip_button(record.id, view.viewer, take)
            calendar_button(record.id, view.viewer, take)

    def copy(record: SavedRecord[ReviewDraft]) -> None:
        text = partial(take_text, view.beneficiary_id, review_id=record.id)
        copy_button(f"review_{record.id}", text, is_discreet=True)

    st.subheader("Points de situation", anchor=False)
    show_records(view, reviews, empty="Aucun point de situation.", beside=copy)
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader("Rendez-vous", anchor=False)
        show_records(view, appointments, empty="Aucun rendez-vous.", beside=downloads)
    with right:
        st.subheader("Contacts", anchor=False)
        show_records(view, contacts, empty="Aucun contact.")


def plan_section(
    view: FileView,
    *,
    objectives: Sequence[SavedRecord[ObjectiveDraft]],
    actions: Sequence[SavedRecord[ActionDraft]],
    cases: Sequence[PersonCase],
) -> None:
    """Each objective with its actions; then the commissions, whose commitments are actions too."""
    add_buttons(view, ObjectiveDraft, *([ActionDraft] if objectives else []))
    if not objectives:
        st.caption("Le plan est vide : le premier objectif s’écrit avec les mots de la personne.")
    for objective in objectives:
        with st.container(border=True):
            show_records(view, [objective], empty="")
            mine = [action for action in actions if action.draft.objective_id == objective.id]
            show_records(view, mine, empty="Aucune action.")
    commissions_block(cases, view.today)


def notes_section(view: FileView, *, notes: Sequence[SavedRecord[NoteDraft]]) -> None:
    """Notes that this viewer may read."""
    if not (view.header.is_group_member or view.header.urgent_until):
        st.info("Les notes se lisent entre membres du groupe de suivi.")
        return
    st.caption(
        "Vous voyez les notes partagées, celles réservées à votre champ ou à votre structure, les vôtres."
    )
    show_records(view, notes, empty="Aucune note.")
