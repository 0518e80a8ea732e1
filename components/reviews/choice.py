"""What is done with the people ticked in the list of « points de situation »."""

from typing import Literal, NoReturn

import pandas as pd
import streamlit as st

from components.caseload_choice import Chosen, choose, counted, person_line
from components.feedback import confirm_after_rerun
from components.reviews.table import PLACE
from domain.caseload import MAX_BULK

Asked = Literal["plan", "choose_late"]


def choice_bar(chosen: Chosen) -> Asked | None:
    """Always there and as high, so that the list does not move; says what is asked, on that run only."""
    asked: Asked | None = None
    with st.container(horizontal=True, vertical_alignment="center", height=40, border=False):
        if not chosen:
            st.caption(f"Cochez des personnes pour planifier leurs points de situation ({MAX_BULK} au plus).")
        else:
            limit = f" — {MAX_BULK} au plus à la fois" if len(chosen) > MAX_BULK else ""
            st.markdown(f"**{counted(chosen)}**{limit}", width="content")
            if _button("Planifier leurs rendez-vous", "event", disabled=len(chosen) > MAX_BULK):
                asked = "plan"
        if _button("Cocher les plus en retard", "done_all"):
            asked = "choose_late"
        if chosen and _button("Tout décocher", "close"):
            choose({}, place=PLACE)
            st.rerun()
    return asked


def choose_everybody(late: pd.DataFrame) -> NoReturn:
    """Tick these people, and say so."""
    chosen: dict[int, tuple[str, str]] = {}
    for person_id in late["beneficiary_id"]:
        chosen |= person_line(late, person_id)
    choose(chosen, place=PLACE)
    if not chosen:
        confirm_after_rerun("Personne en retard n’a de référent·e.")
    confirm_after_rerun(f"{counted(chosen)}\u00a0: les plus en retard, parmi celles qui ont un·e référent·e.")


def _button(label: str, icon: str, *, disabled: bool = False) -> bool:
    return st.button(
        label, key=f"{PLACE}_{icon}", type="tertiary", icon=f":material/{icon}:", disabled=disabled
    )
