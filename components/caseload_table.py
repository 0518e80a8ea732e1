"""One page of the caseload: the name opens the file; only what is shown goes to the browser."""

from collections.abc import Collection, Sequence
from datetime import date

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from components.caseload_choice import ticking
from components.caseload_state import key_of
from components.formats import count_of, format_date
from domain.caseload import COUNTED_AT_MOST, PAGE_SIZE, CaseloadColumn, CaseloadFilters
from domain.identifiers import written_id

_ROW_HEIGHT = 35
_ROWS_IN_VIEW = 16
_EXPORTED = {
    "birth_name": "Nom de naissance",
    "usual_name": "Nom d’usage",
    "first_names": "Prénoms",
    "birth_date": "Date de naissance",
    "age": "Âge",
    "postal_code": "Code postal",
    "commune": "Commune",
    "status": "Statut",
    "referent": "Référent·e",
    "last_contact_on": "Dernier contact",
    "next_appointment_at": "Prochain rendez-vous",
    "review_due_on": "Point de situation attendu le",
    "is_review_late": "Point de situation en retard",
    "track": "Parcours",
    "structure": "Structure",
    "publics": "Publics",
    "entered_on": "Date d’entrée",
    "jalons_id": "N° Jalons",
}


def people_counted(count: int) -> str:
    """« 41 personnes »; « Plus de 100 000 personnes » when they were not all counted."""
    more = "Plus de " if count > COUNTED_AT_MOST else ""
    return more + count_of(min(count, COUNTED_AT_MOST), "personne")


def caseload_pages(count: int, asked: CaseloadFilters) -> int:
    """The page to show, from 1; the first one again when something else is asked."""
    pages = max(1, -(-min(count, COUNTED_AT_MOST) // PAGE_SIZE))
    generation, paged = st.session_state.get(key_of("paged"), (0, None))
    if paged != (asked, pages):
        generation += 1  # a new key is a new widget, at its first page
        st.session_state[key_of("paged")] = generation, (asked, pages)
    if pages == 1:
        return 1
    return st.pagination(
        pages, key=key_of(f"page_{generation}"), max_visible_pages=5, width=270, persist_state="session"
    )


def caseload_table(
    caseload: pd.DataFrame,
    today: date,
    *,
    columns: Sequence[CaseloadColumn],
    is_searched: bool = False,
    chosen: Collection[int] | None = None,
) -> int | None:
    """Show these people; return the identifier of the one whose name was clicked, on that run only.

    After a search, the birth name stands beside the usual one: it may be the one that was found.
    With `chosen` people (components/caseload_choice.py), the lines can be ticked.
    """
    click = key_of("open")
    name = st.column_config.ButtonColumn(
        "Nom", type="tertiary", alignment="left", pinned=True, width=181, key=click
    )
    shown = [name for name in ("Nom", "Nom de naissance") if is_searched or name == "Nom"]
    shown += [column.label for column in columns]
    st.dataframe(
        _lines(caseload, today)[shown],
        hide_index=True,
        height=_ROW_HEIGHT * min(len(caseload) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        column_config={"Nom": name, **_columns()},
        alt=f"Liste de {count_of(len(caseload), 'personne')}, une par ligne",
        **({"key": key_of("table")} if chosen is None else ticking(caseload["beneficiary_id"], chosen)),
    )
    clicked = st.session_state.get(click)
    return int(caseload["beneficiary_id"].iloc[clicked["row"]]) if clicked else None


def exported_caseload(caseload: pd.DataFrame) -> pd.DataFrame:
    """The same people and facts, with real dates, under the names that an import recognises."""
    has_usual_name = caseload["birth_name"] != ""  # the list keeps a birth name only when it differs
    told = caseload.assign(
        birth_name=caseload["birth_name"].where(has_usual_name, caseload["last_name"]),
        usual_name=caseload["last_name"].where(has_usual_name, ""),
        jalons_id=caseload["beneficiary_id"].map(written_id),
    )
    return told[list(_EXPORTED)].rename(columns=_EXPORTED)


def _lines(caseload: pd.DataFrame, today: date) -> pd.DataFrame:
    """Every column that may be shown."""
    names = caseload["last_name"] + " " + caseload["first_names"]
    reviews = zip(caseload["review_due_on"], caseload["is_review_late"], strict=True)
    return pd.DataFrame(
        {
            # The first icon only is read as one: whatever was typed after it stays text.
            "Nom": ":material/folder_open: " + names,
            "Nom de naissance": caseload["birth_name"],
            "Âge": caseload["age"].astype("Int64"),
            "Commune": caseload["commune"],
            "Statut": caseload["status"],
            "Référent·e": caseload["referent"].replace("", "Sans référent·e"),
            "Dernier contact": pd.to_datetime(caseload["last_contact_on"]),
            "Prochain rendez-vous": pd.to_datetime(caseload["next_appointment_at"]),
            "Point de situation": [_review(due_on, today, is_late=late) for due_on, late in reviews],
            "Parcours": caseload["track"],
            "Structure": caseload["structure"],
            "Publics": caseload["publics"],
            "Entrée": pd.to_datetime(caseload["entered_on"]),
            "N° Jalons": caseload["beneficiary_id"].map(written_id),
        }
    )


def _columns() -> dict[str, ColumnConfig]:
    config = st.column_config
    return {
        "Nom de naissance": config.TextColumn("Né·e", width=110, help="Nom de naissance, s’il diffère"),
        "Âge": config.NumberColumn(width=45),
        "Commune": config.TextColumn(width=104),
        "Statut": config.TextColumn(width=86),
        "Référent·e": config.TextColumn(width=124),
        "Dernier contact": config.DateColumn(format="DD/MM/YYYY", width=100),
        "Prochain rendez-vous": config.DatetimeColumn("Prochain RDV", format="DD/MM/YYYY HH:mm", width=126),
        "Point de situation": config.TextColumn(width=118),
        "Parcours": config.TextColumn(width=130),
        "Structure": config.TextColumn(width=200),
        "Publics": config.TextColumn(width=260),
        "Entrée": config.DateColumn(format="DD/MM/YYYY", width=105),
        "N° Jalons": config.TextColumn(width=150),
    }


def _review(due_on: date | None, today: date, *, is_late: bool) -> str:
    """Late in words, not by a colour alone."""
    if pd.isna(due_on):
        return ""
    return f"En retard ({count_of((today - due_on).days, 'j', 'j')})" if is_late else format_date(due_on)
