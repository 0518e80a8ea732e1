"""« Vue d’ensemble »: what comes next, with whom, and the whole path."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.file.lists import show_lines, show_records
from components.file.timeline import timeline
from components.file.turn_lines import is_present, member_line
from components.file.view import FileView
from domain.exchange_drafts import AppointmentDraft
from domain.files import GroupLine, SavedRecord
from domain.follow_up import ActionStatus, AppointmentStatus
from domain.path_drafts import ActionDraft

_SOONEST = 6
_RUNNING = (ActionStatus.TO_DO, ActionStatus.IN_PROGRESS)


def overview(
    view: FileView,
    *,
    events: pd.DataFrame,
    appointments: Sequence[SavedRecord[AppointmentDraft]],
    actions: Sequence[SavedRecord[ActionDraft]],
    group: Sequence[GroupLine],
) -> None:
    """What is expected beside who follows her, then the timeline."""
    expected, members = st.columns([3, 2], gap="medium")
    with expected:
        st.subheader("À faire", anchor=False)
        show_records(view, planned_appointments(appointments), empty="Aucun rendez-vous prévu.")
        show_records(view, running_actions(actions), empty="Aucune action du plan à faire.")
    with members:
        st.subheader("Groupe de suivi", anchor=False)
        present = [member_line(member) for member in group if is_present(member)]
        show_lines(present, empty="Personne pour l’instant.")
    st.subheader("Parcours dans le temps", anchor=False)
    timeline(events, view.today)


def planned_appointments(
    appointments: Sequence[SavedRecord[AppointmentDraft]],
) -> list[SavedRecord[AppointmentDraft]]:
    """The next ones, after the past ones whose presence is still to be noted."""
    planned = [record for record in appointments if record.draft.status is AppointmentStatus.PLANNED]
    return sorted(planned, key=lambda record: record.draft.starts_at)[:_SOONEST]


def running_actions(actions: Sequence[SavedRecord[ActionDraft]]) -> list[SavedRecord[ActionDraft]]:
    """What is still to be done, the nearest deadline first."""
    running = [record for record in actions if record.draft.status in _RUNNING]
    return sorted(running, key=lambda record: record.draft.deadline_on or date.max)[:_SOONEST]
