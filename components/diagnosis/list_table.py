"""Diagnoses in a list: those that wait for the viewer, then one page of the others."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.diagnosis.lines import line_detail, line_title
from components.formats import count_of
from components.markdown import md_escape
from domain.caseload import PAGE_SIZE
from domain.diagnosis.lists import CORE_SIZE, COUNTED_AT_MOST, DiagnosisFilters
from domain.diagnosis.records import DiagnosisLine
from domain.diagnosis.words import DiagnosisStatus
from domain.identifiers import written_id
from navigation import DIAGNOSIS

_ROW_HEIGHT = 35
_ROWS_IN_VIEW = 14
_FIRST_SHOWN = 3
_OPENED, _PAGED = "diagnoses_open", "diagnoses_paged"
_NOT_CONCLUDED = {DiagnosisStatus.DRAFT.label, DiagnosisStatus.ABANDONED.label}


def waiting_for_me(lines: Sequence[DiagnosisLine]) -> None:
    """What is to finish and what is to validate, side by side; each opens in one click."""
    to_finish = [line for line in lines if line.status is DiagnosisStatus.DRAFT]
    to_validate = [line for line in lines if line.status is DiagnosisStatus.COMPLETED]
    if not lines:
        st.caption("Aucun diagnostic n’attend votre saisie ni votre validation.")
        return
    left, right = st.columns(2, gap="medium")
    with left:
        _waiting("À terminer", to_finish)
    with right:
        _waiting("À valider par vous", to_validate)


def diagnoses_counted(count: int) -> str:
    """« 41 diagnostics »; « Plus de 1 000 diagnostics » when they were not all counted."""
    more = "Plus de " if count > COUNTED_AT_MOST else ""
    return more + count_of(min(count, COUNTED_AT_MOST), "diagnostic")


def diagnosis_pages(count: int, asked: DiagnosisFilters) -> int:
    """The page to show, from 1; the first one again when something else is asked."""
    pages = max(1, -(-min(count, COUNTED_AT_MOST) // PAGE_SIZE))
    generation, paged = st.session_state.get(_PAGED, (0, None))
    if paged != (asked, pages):
        generation += 1  # a new key is a new widget, at its first page
        st.session_state[_PAGED] = generation, (asked, pages)
    if pages == 1:
        return 1
    key = f"diagnoses_page_{generation}"
    return st.pagination(pages, key=key, max_visible_pages=5, width=270, persist_state="session")


def diagnosis_table(found: pd.DataFrame) -> int | None:
    """Show this page; return the identifier of the diagnosis whose name was clicked, on that run only."""
    config = st.column_config
    name = config.ButtonColumn(
        "Personne", type="tertiary", alignment="left", pinned=True, width=181, key=_OPENED
    )
    st.dataframe(
        _shown(found),
        hide_index=True,
        height=_ROW_HEIGHT * min(len(found) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        column_config={
            "Personne": name,
            "Entretien": config.DateColumn(format="DD/MM/YYYY", width=90),
            "Moment": config.TextColumn(width=142),
            "Statut": config.TextColumn(width=78),
            "Conjoint": config.TextColumn(width=70),
            "Abordés": config.TextColumn(width=72, help="Thèmes abordés, parmi ceux de la trame nationale"),
            "Regards": config.NumberColumn(width=72, help="Thèmes aux regards différents"),
            "Intervenants": config.TextColumn(width=240),
        },
        alt=f"Liste de {count_of(len(found), 'diagnostic')}, un par ligne",
        key="diagnoses_table",
    )
    clicked = st.session_state.get(_OPENED)
    return int(found["diagnosis_id"].iloc[clicked["row"]]) if clicked else None


def exported_diagnoses(found: pd.DataFrame) -> pd.DataFrame:
    """The same diagnoses and facts, with real dates and numbers."""
    is_open = found["status"].isin(_NOT_CONCLUDED)
    return pd.DataFrame(
        {
            "Nom": found["last_name"],
            "Prénoms": found["first_names"],
            "N° Jalons": found["beneficiary_id"].map(written_id),
            "Date de l’entretien": found["held_on"],
            "Moment": found["moment"],
            "Statut": found["status"],
            "Validé le": found["validated_on"],
            "Conjoint": found["is_joint"].astype(bool),
            "Thèmes abordés": found["explored_count"].mask(is_open),
            "Regards différents": found["divergent_count"].mask(is_open),
            "Intervenants": found["interviewers"],
        }
    )


def _waiting(title: str, lines: Sequence[DiagnosisLine]) -> None:
    st.markdown(f"**{title}** ({len(lines)})")
    if not lines:
        st.caption("Rien pour l’instant.")
    for line in lines[:_FIRST_SHOWN]:
        _open_link(line)
    if others := lines[_FIRST_SHOWN:]:
        with st.expander(count_of(len(others), "autre")):
            for line in others:
                _open_link(line)


def _open_link(line: DiagnosisLine) -> None:
    st.page_link(
        DIAGNOSIS.path,
        label=f"**{md_escape(line.person_name)}** · {line_title(line)}",
        icon=DIAGNOSIS.icon,
        query_params={"diagnostic": str(line.id)},
        help=md_escape(line_detail(line)),
    )


def _shown(found: pd.DataFrame) -> pd.DataFrame:
    is_open = found["status"].isin(_NOT_CONCLUDED)
    explored = found["explored_count"].astype("Int64").astype("string") + f" sur {CORE_SIZE}"
    return pd.DataFrame(
        {
            # The first icon only is read as one: whatever was typed after it stays text.
            "Personne": f"{DIAGNOSIS.icon} " + found["last_name"] + " " + found["first_names"],
            "Entretien": pd.to_datetime(found["held_on"]),
            "Moment": found["moment"],
            "Statut": found["status"],
            "Conjoint": found["is_joint"].map({True: "Oui", False: ""}),
            "Abordés": explored.mask(is_open),
            "Regards": found["divergent_count"].astype("Int64").mask(is_open),
            "Intervenants": found["interviewers"],
        }
    )
