"""Vos engagements: what was promised in commissions, overdue first."""

from functools import partial

import streamlit as st

from components.administration.drawer import OpenLine, line_drawer, opened_line
from components.commissions.promises import (
    PROMISE,
    deadline_form,
    exported_promises,
    promise_filters,
    promise_lines,
    promise_page,
)
from components.exports import export_buttons
from components.feedback import confirm_next_run, domain_errors_shown
from components.identity import current_viewer
from db.actions.commissions import promises as actions
from db.engine import read_as, write_session
from db.queries.commissions.commitments import (
    count_commitments,
    list_commitment_choices,
    list_commitments,
)
from domain.access import COMMISSION_ROLES, require_role
from domain.commissions.promises import NewDeadline, Promise, PromiseFilters

viewer = current_viewer()
read = partial(read_as, viewer)


def show_promises() -> None:
    """Filters, how many, one page of them, the list as a file."""
    choices = read(list_commitment_choices)
    if not choices["body_id"]:
        st.info(
            "Aucun engagement pour le moment. Ceux que vous ou votre structure prendrez en commission "
            "seront ici, les retards d’abord.",
            icon=":material/handshake:",
        )
        return
    filters = promise_filters(choices)
    count = read(count_commitments, filters)
    if not count:
        st.info("Aucun engagement ne correspond à ces critères.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        told = f"{count} engagements" if count > 1 else "1 engagement"
        st.markdown(f"**{told}** — les retards d’abord", width="content")
        st.space("stretch")
        page = promise_page(count, filters)
        show_exports(filters)
    promise_lines(read(list_commitments, filters, page=page), viewer.today, keep=keep)


def show_exports(filters: PromiseFilters) -> None:
    """The whole list, not the page."""
    take, sign = partial(actions.take_commitments, viewer, filters), partial(actions.sign_commitments, viewer)
    export_buttons(
        lambda: exported_promises(take(), viewer.today), name="engagements", viewer=viewer, on_export=sign
    )


def keep(promise: Promise, is_done: bool) -> None:
    """A button's callback: the list that follows is already the new one."""
    with domain_errors_shown():
        with write_session(viewer) as session:
            actions.keep_commitment(session, viewer, promise.id, is_done=is_done)
        confirm_next_run("Engagement tenu." if is_done else "L’engagement est de nouveau à faire.")


def save_deadline(line: OpenLine, draft: NewDeadline) -> None:
    """The drawer runs on its own: who asks is read again."""
    asking, version = current_viewer(), line.version or 0
    with write_session(asking) as session:
        actions.put_off_commitment(session, asking, line.record_id, version=version, draft=draft)


st.title("Vos engagements", anchor=False)
with domain_errors_shown():
    require_role(viewer, *COMMISSION_ROLES)
    show_promises()
    if line := opened_line(PROMISE):
        line_drawer(line, deadline_form(), save=save_deadline)
