"""Contacts of the first months in a job, one a line: the name opens the file, a button says it is done."""

from datetime import date
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from components.formats import count_of, format_date, format_elapsed
from domain.caseload import PAGE_SIZE
from domain.identifiers import written_id
from domain.job_checks import AHEAD_DAYS, MADE_DAYS, JobCheckFilters, JobCheckState, months_words

NOT_IN_GROUP = (
    "Votre structure accompagne cette personne, mais son groupe de suivi ne vous nomme pas : son dossier, "
    "son téléphone et ce qui y est écrit se lisent entre membres du groupe."
)
_ROW_HEIGHT = 35
_ROWS_IN_VIEW = 14
_OPENED, _NOTED, _PAGED = "job_checks_open", "job_checks_note", "job_checks_paged"
_ANSWERS = {True: "Oui", False: "Non"}


class Clicked(NamedTuple):
    """What was clicked on this run, if anything: whose file to open, which contact to note."""

    person_id: int | None
    noted: pd.Series | None


def state_words(filters: JobCheckFilters) -> str:
    """What the chosen state means, with the days in force."""
    around = count_of(filters.around_days, "jour")
    return {
        JobCheckState.NOW: f"Échéance à {around} près, avant ou après aujourd’hui.",
        JobCheckState.LATE: f"Échéance passée depuis plus de {around}, sans contact noté.",
        JobCheckState.COMING: f"À faire maintenant d’ici {AHEAD_DAYS} jours.",
        JobCheckState.MADE: f"Faits dans les {MADE_DAYS} derniers jours.",
    }[filters.state]


def nobody_to_call(filters: JobCheckFilters) -> str:
    """Why the list is empty."""
    if filters.state is JobCheckState.NOW:
        return (
            "Aucun contact à faire en ce moment. Le calendrier se remplit tout seul : une étape « Emploi », "
            "« Emploi d’insertion » ou « Création d’activité » qui commence, ou une sortie vers l’emploi, "
            "prévoit un contact à 1, 3 et 6 mois."
        )
    return "Aucun contact ne correspond."


def job_check_pages(count: int, asked: JobCheckFilters) -> int:
    """The page to show, from 1; the first one again when something else is asked."""
    pages = max(1, -(-count // PAGE_SIZE))
    generation, paged = st.session_state.get(_PAGED, (0, None))
    if paged != (asked, pages):
        generation += 1  # a new key is a new widget, at its first page
        st.session_state[_PAGED] = generation, (asked, pages)
    if pages == 1:
        return 1
    key = f"job_checks_page_{generation}"
    return st.pagination(pages, key=key, max_visible_pages=5, width=270, persist_state="session")


def job_check_table(found: pd.DataFrame, state: JobCheckState, today: date) -> Clicked:
    """Show this page; what is not in the file of somebody whom she may open stays empty."""
    is_made = state is JobCheckState.MADE
    st.dataframe(
        _made(found) if is_made else _to_make(found, today),
        hide_index=True,
        height=_ROW_HEIGHT * min(len(found) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        column_config=_columns(phone_width=200 if found["do_not_leave_message"].any() else 118),
        alt=f"Liste de {count_of(len(found), 'contact')} de maintien dans l’emploi, un par ligne",
        key=f"job_checks_table_{state}",
    )
    opened, noted = (st.session_state.get(key) for key in (_OPENED, _NOTED))
    person = int(found["beneficiary_id"].iloc[opened["row"]]) if opened else None
    return Clicked(person, found.iloc[noted["row"]] if noted else None)


def _columns(*, phone_width: int) -> dict[str, Any]:
    config = st.column_config
    return {
        "Nom": config.ButtonColumn(type="tertiary", alignment="left", pinned=True, width=170, key=_OPENED),
        "Contact": config.ButtonColumn(type="secondary", width=80, key=_NOTED),
        "À": config.TextColumn(width=54),
        "Échéance": config.TextColumn(width=178),
        "Téléphone": config.TextColumn(width=phone_width),
        "En emploi depuis": config.DateColumn("Reprise le", format="DD/MM/YYYY", width=92),
        "Fait le": config.DateColumn(format="DD/MM/YYYY", width=90),
        "Toujours en emploi": config.TextColumn(width=130),
        "En une phrase": config.TextColumn(width=280),
        "Emploi": config.TextColumn(width=190),
        "Référent·e": config.TextColumn(width=128),
        "Structure": config.TextColumn(width=220),
    }


def exported_job_checks(found: pd.DataFrame) -> pd.DataFrame:
    """The same contacts and facts, with real dates."""
    return pd.DataFrame(
        {
            "Nom": found["last_name"],
            "Prénoms": found["first_names"],
            "N° Jalons": found["beneficiary_id"].map(written_id),
            "Téléphone": found["phone"],
            "Ne pas laisser de message": found["do_not_leave_message"].astype(bool),
            "Emploi": found["job"],
            "En emploi depuis": found["started_on"],
            "Contact à (mois)": found["months"],
            "Échéance": found["due_on"],
            "Référent·e": found["referent"],
            "Structure": found["structure"],
            "Fait le": found["made_on"],
            "Toujours en emploi": found["is_in_job"].map(_ANSWERS),
            "En une phrase": found["words"],
        }
    )


def _to_make(found: pd.DataFrame, today: date) -> pd.DataFrame:
    due = [f"{format_date(day)}, {format_elapsed(day, today)}" for day in found["due_on"]]
    silent = found["do_not_leave_message"].map({True: " (pas de message)", False: ""})
    return pd.DataFrame(
        {
            **_who(found),
            "Contact": found["may_open"].map({True: "Noter", False: None}),
            "À": found["months"].map(months_words),
            "Échéance": due,
            "Téléphone": found["phone"] + silent,
            **_job(found),
        }
    )


def _made(found: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            **_who(found),
            "Contact": found["may_open"].map({True: "Corriger", False: None}),
            "À": found["months"].map(months_words),
            "Fait le": pd.to_datetime(found["made_on"]),
            "Toujours en emploi": found["is_in_job"].map(_ANSWERS),
            "En une phrase": found["words"],
            **_job(found),
        }
    )


def _who(found: pd.DataFrame) -> dict[str, Any]:
    # The first icon only is read as one: whatever was typed after it stays text.
    return {"Nom": ":material/folder_shared: " + found["last_name"] + " " + found["first_names"]}


def _job(found: pd.DataFrame) -> dict[str, Any]:
    return {
        "Référent·e": found["referent"],
        "En emploi depuis": pd.to_datetime(found["started_on"]),
        "Emploi": found["job"],
        "Structure": found["structure"],
    }
