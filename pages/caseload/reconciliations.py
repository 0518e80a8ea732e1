"""Rapprochements: two files that may be about the same person; the coordination decides."""

import pandas as pd
import streamlit as st

from components.exports import export_buttons
from components.feedback import confirm_after_rerun, domain_errors_shown
from components.identity import current_viewer
from components.reconciliation_exports import exported_pairs
from components.reconciliations import (
    choose_page,
    choose_status,
    count_in_words,
    decision_card,
    nothing_to_show,
    question_card,
)
from db.actions.reads import record_export
from db.actions.reconciliations import keep_apart, link, undo_decision
from db.engine import read_session, write_session
from db.queries.reconciliations import count_reconciliations, list_reconciliations
from db.queries.viewers import ask_again
from domain.access import Role, Viewer, require_role
from domain.reconciliations import Pair, ReconciliationStatus

viewer = current_viewer()


def show_pair(pair: Pair) -> None:
    """A question with its two answers, or a decision with its way back."""
    if pair.status != ReconciliationStatus.OPEN:
        if decision_card(pair):
            come_back(pair)
    elif answer := question_card(pair):
        decide(pair, answer.kept_id)


def decide(pair: Pair, kept_id: int | None) -> None:
    """Join the two files into one, or note that they are two people."""
    with domain_errors_shown():
        with write_session(viewer) as session:
            if kept_id is None:
                keep_apart(session, viewer, pair.id, version=pair.version)
            else:
                link(session, viewer, pair.id, kept_id=kept_id, version=pair.version)
        confirm_after_rerun("C’est noté." if kept_id is None else "Les deux dossiers n’en font plus qu’un.")


def come_back(pair: Pair) -> None:
    """Undo the decision; the question is asked again."""
    with domain_errors_shown():
        with write_session(viewer) as session:
            undo_decision(session, viewer, pair.id, version=pair.version)
        confirm_after_rerun("La décision est annulée : ce rapprochement est de nouveau à décider.")


def offer_export(status: ReconciliationStatus) -> None:
    """The whole list as files; who asks is checked again at the click."""

    def read() -> pd.DataFrame:
        asking = ask_again(viewer)
        with read_session(asking) as session:
            return exported_pairs(list_reconciliations(session, asking, status=status, page=None))

    def sign(rows: int, detail: str) -> None:
        with write_session(viewer) as session:
            record_export(session, viewer, kind="reconciliation", count=rows, detail=detail)

    export_buttons(read, name="rapprochements", viewer=viewer, on_export=sign)


def show_reconciliations(viewer: Viewer) -> None:
    """The count in words, the list asked for, and its export."""
    with read_session(viewer) as session:
        counts = count_reconciliations(session, viewer)
    count_in_words(counts.get(ReconciliationStatus.OPEN, 0))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        status = choose_status()
        if counts.get(status):
            offer_export(status)
    page = choose_page(counts.get(status, 0), status)
    with read_session(viewer) as session:
        pairs = list_reconciliations(session, viewer, status=status, page=page)
    for pair in pairs:
        show_pair(pair)
    if not pairs:
        nothing_to_show(status)


st.title("Rapprochements", anchor=False)
with domain_errors_shown():
    require_role(viewer, Role.COORDINATOR)
    show_reconciliations(viewer)
