"""Décisions et notifications: what follows the opinions of regulatory bodies."""

from functools import partial
from typing import Any

import streamlit as st

from components.administration.lists import pick_line
from components.commissions import decisions as shown
from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from db.actions.commissions import decisions
from db.engine import read_as, write_session
from db.queries.commissions.decisions import list_decisions
from db.queries.settings import get_thresholds
from domain.access import RUNNER_ROLES, require_role
from domain.commissions.bodies import REGULATORY_ON
from domain.commissions.decisions import (
    NOTIFICATION_DAYS,
    DecisionDraft,
    DecisionLine,
    DecisionStep,
    HearingDraft,
)

viewer = current_viewer()


def write(line: DecisionLine, draft: Any) -> None:
    """What was typed, by who she is now."""
    asking = current_viewer()
    action: Any = decisions.record_notification
    if isinstance(draft, HearingDraft):
        action = decisions.record_hearing
    elif isinstance(draft, DecisionDraft):
        action = decisions.record_decision
    with domain_errors_shown():
        with write_session(asking) as session:
            action(session, asking, line.point_id, version=line.version, draft=draft)
        confirm_after_rerun("Enregistré.")


def show_list(days: int) -> None:
    """The list, then the one that is picked."""
    lines = shown.decision_filters(read_as(viewer, list_decisions))
    if not lines:
        st.info("Aucun avis rendu ne répond à ces choix.")
        return
    late = sum(line.is_late(viewer.today, days) for line in lines)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{len(lines)} avis**, dont {late} décisions à notifier en retard", width="content")
        st.space("stretch")
        export_buttons(
            lambda: shown.decision_frame(shown_again({one.point_id for one in lines}), viewer.today, days),
            name="decisions",
            viewer=viewer,
            on_export=partial(decisions.sign_decisions, viewer),
        )
    frame = shown.decision_frame(lines, viewer.today, days)
    if picked := pick_line(lines, frame, key="decisions", columns={}):
        show_line(picked)


def shown_again(point_ids: set[int]) -> list[DecisionLine]:
    """Those of the list, as they may be read now."""
    return [one for one in decisions.take_decisions(viewer) if one.point_id in point_ids]


def show_line(line: DecisionLine) -> None:
    """What is known, and what may be written next."""
    shown.decision_details(line)
    first, second = st.columns(2)
    with first:
        shown.hearing_form(line, write)
    with second:
        if line.step is not DecisionStep.NOTIFIED:
            shown.decision_form(line, write)
        if line.step is not DecisionStep.TO_DECIDE:
            shown.notification_form(line, write)


st.title("Décisions et notifications", anchor=False)
with domain_errors_shown():
    require_role(viewer, *RUNNER_ROLES)
    thresholds = read_as(viewer, get_thresholds)
    if thresholds[REGULATORY_ON]:
        show_list(thresholds[NOTIFICATION_DAYS])
    else:
        st.info("Votre consortium n’a pas activé les instances réglementaires (Seuils et délais).")
