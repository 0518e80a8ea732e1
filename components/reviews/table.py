"""The people whose « point de situation » is due: the name opens the file, a button the quick entry."""

from collections.abc import Collection
from typing import Any, Literal, NamedTuple

import pandas as pd
import streamlit as st

from components.caseload_choice import ticking
from components.formats import count_of
from domain.caseload import COUNTED_AT_MOST, PAGE_SIZE
from domain.identifiers import written_id
from domain.reviews import ReviewFilters

PLACE = "reviews"
_ROW_HEIGHT, _ROWS_IN_VIEW = 35, 13
_EXPORTED = {
    "last_name": "Nom",
    "first_names": "Prénoms",
    "referent": "Référent·e",
    "structure": "Structure",
    "track": "Parcours",
    "last_review_on": "Dernier point",
    "review_due_on": "Attendu le",
    "late": "Retard",
    "next_appointment_at": "Prochain rendez-vous",
    "jalons_id": "N° Jalons",
}
_WRITE = ":material/edit_note: Faire le point"


class Click(NamedTuple):
    """A row of the table, and the button that was clicked there."""

    row: int
    does: Literal["open", "review"]


def late_words(days_late: int) -> str:
    """« En retard de 12 jours », « Aujourd’hui », « Dans 3 jours »."""
    if days_late > 0:
        return f"En retard de {count_of(days_late, 'jour')}"
    return f"Dans {count_of(-days_late, 'jour')}" if days_late else "Aujourd’hui"


def review_pages(count: int, asked: ReviewFilters) -> int:
    """The page to show, from 1; the first one again when something else is asked."""
    pages = max(1, -(-min(count, COUNTED_AT_MOST) // PAGE_SIZE))
    if pages == 1:
        return 1
    key = f"{PLACE}_page_{pages}_{hash(asked)}"  # a new key is a new widget, at its first page
    return st.pagination(pages, key=key, max_visible_pages=5, width=270, persist_state="session")


def review_table(people: pd.DataFrame, chosen: Collection[int]) -> Click | None:
    """Show these people, those `chosen` ticked; return what was clicked, on that run only."""
    config = st.column_config
    columns = {
        "Nom": _button("Nom", 168, "open"),
        "Point": _button("Saisir", 130, "review"),
        "Retard": config.TextColumn("Point de situation", width=152),
        "Référent·e": config.TextColumn(width=130),
        "Dernier point": config.DateColumn(format="DD/MM/YYYY", width=98),
        "Prochain rendez-vous": config.DatetimeColumn("Prochain RDV", format="DD/MM/YYYY HH:mm", width=130),
        "Structure": config.TextColumn(width=220),
        "Attendu le": config.DateColumn(format="DD/MM/YYYY", width=95),
        "Parcours": config.TextColumn(width=130),
    }
    st.dataframe(
        _lines(people)[list(columns)],
        hide_index=True,
        height=_ROW_HEIGHT * min(len(people) + 1, _ROWS_IN_VIEW) + 3,
        row_height=_ROW_HEIGHT,
        placeholder="—",
        column_config=columns,
        alt=f"Points de situation à faire, {count_of(len(people), 'personne')}, une par ligne",
        **ticking(people["beneficiary_id"], chosen, place=PLACE),
    )
    return _clicked()


def writable_from(people: pd.DataFrame, row: int) -> list[int]:
    """Whose review the viewer may write, from this row to the last one shown."""
    following = people.iloc[row:]
    return [int(person_id) for person_id in following.loc[following["may_review"], "beneficiary_id"]]


def exported_reviews(people: pd.DataFrame) -> pd.DataFrame:
    """The same people and facts, with real dates and French headings."""
    told = people.assign(
        late=people["days_late"].map(late_words), jalons_id=people["beneficiary_id"].map(written_id)
    )
    return told[list(_EXPORTED)].rename(columns=_EXPORTED)


def _button(label: str, width: int, does: str) -> Any:
    return st.column_config.ButtonColumn(
        label, width=width, key=f"{PLACE}_{does}", type="tertiary", alignment="left", pinned=True
    )


def _clicked() -> Click | None:
    opened, reviewed = (st.session_state.get(f"{PLACE}_{does}") for does in ("open", "review"))
    if opened:
        return Click(opened["row"], "open")
    return Click(reviewed["row"], "review") if reviewed else None


def _lines(people: pd.DataFrame) -> pd.DataFrame:
    names = people["last_name"] + " " + people["first_names"]
    return pd.DataFrame(
        {
            # The first icon only is read as one: whatever was typed after it stays text.
            "Nom": ":material/folder_open: " + names,
            "Point": [_WRITE if may_review else None for may_review in people["may_review"]],
            "Retard": people["days_late"].map(late_words),
            "Attendu le": pd.to_datetime(people["review_due_on"]),
            "Dernier point": pd.to_datetime(people["last_review_on"]),
            "Prochain rendez-vous": pd.to_datetime(people["next_appointment_at"]),
            "Référent·e": people["referent"].replace("", "Sans référent·e"),
            "Structure": people["structure"],
            "Parcours": people["track"],
        }
    )
