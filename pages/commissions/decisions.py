"""Décisions et notifications: what follows the opinions of regulatory bodies."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from components.administration.lists import pick_line
from components.commissions import decision_forms as forms
from components.commissions import decisions as shown
from components.commissions.meeting_decisions import letter_button
from components.exports import export_buttons
from components.feedback import confirm_next_run, domain_errors_shown
from components.identity import current_viewer
from db.actions.commissions import decisions
from db.actions.commissions.papers import take_decision_letter
from db.engine import read_as, write_session
from db.queries.commissions.decisions import list_decisions
from db.queries.settings import get_thresholds
from domain.access import RUNNER_ROLES, require_role
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import NOTIFICATION_DAYS, DecisionLine, DecisionStep

viewer = current_viewer()


def save(action: Callable[..., None], point_id: int, version: int, draft: Any) -> None:
    """What was typed beside this version, by who she is now."""
    asking = current_viewer()
    with write_session(asking) as session:
        action(session, asking, point_id, version=version, draft=draft)
    confirm_next_run("Enregistré.")


def show_list(days: int) -> None:
    """The list, then the one that is picked."""
    lines = shown.decision_filters(read_as(viewer, list_decisions))
    if not lines:
        st.info("Aucune situation ne répond à ces choix.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(shown.count_words(lines, viewer.today, days), width="content")
        st.space("stretch")
        export_buttons(
            lambda: shown.decision_frame(shown_again({one.point_id for one in lines}), viewer.today, days),
            name="decisions",
            viewer=viewer,
            on_export=partial(decisions.sign_decisions, viewer),
        )
    frame = shown.decision_frame(lines, viewer.today, days)
    # Another order is another table: a row that was picked never becomes somebody else.
    order = hash(tuple(line.point_id for line in lines))
    if picked := pick_line(
        lines, frame, key=f"decisions_{order}", columns=shown.COLUMNS, height=shown.HEIGHT
    ):
        show_line(picked)


def shown_again(point_ids: set[int]) -> list[DecisionLine]:
    """Those of the list, as they may be read now."""
    return [one for one in decisions.take_decisions(viewer) if one.point_id in point_ids]


def show_line(line: DecisionLine) -> None:
    """What is known, and what may be written next."""
    shown.decision_details(line)
    first, second = st.columns(2)
    with first:
        forms.hearing_form(line, partial(save, decisions.record_hearing, line.point_id))
    with second:
        if line.step in (DecisionStep.TO_DECIDE, DecisionStep.TO_NOTIFY):
            forms.decision_form(line, partial(save, decisions.record_decision, line.point_id))
        letter_button(viewer, line, partial(take_decision_letter, viewer, line.meeting_id, line.point_id))
        if line.step in (DecisionStep.TO_NOTIFY, DecisionStep.NOTIFIED):
            forms.notification_form(line, partial(save, decisions.record_notification, line.point_id))
    shown.decision_remedies(line)


st.title("Décisions et notifications", anchor=False)
with domain_errors_shown():
    require_role(viewer, *RUNNER_ROLES)
    thresholds = read_as(viewer, get_thresholds)
    if thresholds[REGULATORY_ON]:
        show_list(thresholds[NOTIFICATION_DAYS])
    else:
        st.info("Votre consortium n’a pas activé les instances réglementaires (Seuils et délais).")
