"""À préparer: situations on an agenda to come that the viewer or her structure presents."""

from itertools import groupby

import streamlit as st

from components.feedback import confirm_next_run, domain_errors_shown
from components.formats import format_time, format_weekday_date
from components.identity import current_viewer
from components.markdown import md_escape
from db.actions.commissions.cases import mark_ready
from db.engine import read_as, write_session
from db.queries.commissions.cases import list_to_prepare
from domain.access import COMMISSION_ROLES, require_role
from domain.commissions.basket import ToPrepare
from navigation import SUBMIT

viewer = current_viewer()


def show_all() -> None:
    """By meeting, in the order of its agenda."""
    found: list[ToPrepare] = read_as(viewer, list_to_prepare)
    if not found:
        st.info(
            "Rien à préparer. Vous verrez ici les situations que vous ou votre structure présentez, dès "
            "qu’elles sont à l’ordre du jour d’une séance.",
            icon=":material/checklist:",
        )
    for (starts_at, _, body), of_meeting in groupby(
        found, key=lambda one: (one.starts_at, one.line.meeting_id, one.line.body)
    ):
        day = f"{format_weekday_date(starts_at.date())} à {format_time(starts_at)}"
        st.subheader(f"Séance du {day} — {md_escape(body)}", anchor=False)
        for one in of_meeting:
            show_one(one)


def show_one(one: ToPrepare) -> None:
    """What it lacks, the form, « Prête »."""
    line = one.line
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xxsmall"):
            st.markdown(f"**{md_escape(line.person)}** — {md_escape(line.motive)}")
            lacks = f"À compléter\u00a0: {', '.join(one.missing)}" if one.missing else "Rien ne manque"
            st.caption(f"{md_escape(line.presenter)} · {lacks}")
        asked = {"situation": str(line.id)}
        st.page_link(
            SUBMIT.path, label="Compléter", icon=":material/edit:", query_params=asked, width="content"
        )
        if one.is_ready:
            st.markdown(":green-badge[Prête]", width="content")
        else:
            st.button("Prête", key=f"ready_{line.id}", on_click=say_ready, args=(line.id, line.person))


def say_ready(case_id: int, person: str) -> None:
    """A button's callback: who asks is read again."""
    asking = current_viewer()
    with domain_errors_shown():
        with write_session(asking) as session:
            mark_ready(session, asking, case_id)
        confirm_next_run(f"Situation de {person} prête.")


st.title("À préparer", anchor=False)
with domain_errors_shown():
    require_role(viewer, *COMMISSION_ROLES)
    show_all()
