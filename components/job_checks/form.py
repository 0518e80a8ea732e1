"""Ten seconds to say what a contact of the first months in a job gave."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from components.feedback import conflict_choice, domain_errors_shown
from components.formats import format_date
from components.identity_fields import ANY_DAY
from components.markdown import md_escape
from domain.errors import EditConflictError
from domain.job_checks import WORDS_LENGTH, JobCheckDraft, months_words
from domain.people import Channel

_YES_NO = {True: "Oui", False: "Non"}
_ELSEWHERE = "elsewhere"
_CHANNELS = {str(one): one.label for one in Channel} | {_ELSEWHERE: "Appris autrement (employeur, collègue…)"}
Save = Callable[..., None]


@st.dialog("Maintien dans l’emploi")
def job_check_dialog(check: pd.Series, today: date, *, save: Save) -> None:
    """Whom to call and about what, then four fields; `save(draft, version)` raises DomainError to refuse."""
    st.markdown(_about(check))
    key = f"job_check_{check['check_id']}_{check['version']}"
    with st.form(key, border=False, enter_to_submit=False):
        draft = _fields(check, today, key)
        is_asked = st.form_submit_button("Enregistrer", type="primary")
    version, conflict = int(check["version"]), None
    if is_asked:
        with domain_errors_shown():
            try:
                save(draft, version=version)
            except EditConflictError as error:
                conflict = error
                st.session_state[f"{key}_newer"] = error.current_version
    choice = conflict_choice(conflict, key=key)
    if choice == "mine":
        with domain_errors_shown():
            save(draft, version=st.session_state[f"{key}_newer"])
    if choice == "theirs":
        st.rerun()


def _about(check: pd.Series) -> str:
    name = md_escape(f"{check['first_names']} {check['last_name']}")
    told = [f"Contact à {months_words(check['months'])}, attendu le {format_date(check['due_on'])}"]
    told += [f"en emploi depuis le {format_date(check['started_on'])}", md_escape(check["job"])]
    if check["phone"]:
        told.append(f"**{md_escape(check['phone'])}**")
    if check["do_not_leave_message"]:
        told.append("ne pas laisser de message")
    return f"**{name}**  \n" + " · ".join(told)


def _fields(check: pd.Series, today: date, key: str) -> JobCheckDraft:
    labels: dict[str, Any] = JobCheckDraft.field_labels
    is_made = check["made_on"] is not None
    is_in_job = st.segmented_control(
        labels["is_in_job"] + "\u00a0?",
        list(_YES_NO),
        format_func=_YES_NO.__getitem__,
        default=bool(check["is_in_job"]) if is_made else None,
        key=f"{key}_is_in_job",
    )
    words = st.text_input(
        labels["words"] + " (facultatif)", check["words"], max_chars=WORDS_LENGTH, key=f"{key}_words"
    )
    made_on, channel = _when_and_how(check, today, key)
    reached = None if channel == _ELSEWHERE else Channel(channel)
    return JobCheckDraft(made_on if isinstance(made_on, date) else None, is_in_job, words.strip(), reached)


def _when_and_how(check: pd.Series, today: date, key: str) -> tuple[Any, str]:
    labels = JobCheckDraft.field_labels
    made_on = today if check["made_on"] is None else check["made_on"]
    left, right = st.columns(2)
    with left:
        day = st.date_input(labels["made_on"], made_on, *ANY_DAY, format="DD/MM/YYYY", key=f"{key}_made_on")
    with right:
        channel = st.selectbox(
            labels["channel"], list(_CHANNELS), format_func=_CHANNELS.__getitem__, key=f"{key}_channel"
        )
    return day, channel
