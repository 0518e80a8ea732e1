"""Which form is open; nobody else writes this key of the session."""

from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from domain.errors import EditConflictError, FieldDifference
from domain.files import SavedRecord
from domain.identifiers import new_id

REACHED = "reached"  # the form that also opens outside a file, from a list
PUT_OFF = "put_off"  # this one too
_KEY = "file_form"


@dataclass
class OpenForm:
    """A form being filled. `record_id` is made once, when it opens: sending it twice saves it once.

    `initial` is fixed then too, so that later runs keep what is typed; `version` is None for a new record.
    """

    name: str
    beneficiary_id: int
    record_id: int
    version: int | None = None
    initial: Any = None
    is_saved: bool = False
    newer_version: int | None = None
    differences: list[FieldDifference] = field(default_factory=list)

    def keep_conflict(self, error: EditConflictError) -> None:
        """Remember the other version until a side is chosen."""
        self.newer_version, self.differences = error.current_version, error.differences

    def take_side(self) -> None:
        """What is typed now replaces the version that was shown."""
        self.version, self.differences = self.newer_version, []


def open_form(
    name: str,
    beneficiary_id: int,
    *,
    record_id: int | None = None,
    version: int | None = None,
    about: str = "",
) -> None:
    """Open a new form, or one about an existing row (a button's callback)."""
    initial = {"about": about} if about else None
    st.session_state[_KEY] = OpenForm(name, beneficiary_id, record_id or new_id(), version, initial)


def open_record(beneficiary_id: int, record: SavedRecord[Any]) -> None:
    """Open the form of a stored record (a button's callback)."""
    name = type(record.draft).__name__
    st.session_state[_KEY] = OpenForm(name, beneficiary_id, record.id, record.version, record.draft)


def opened_form(beneficiary_id: int) -> OpenForm | None:
    """The open form of this file; one left open on another file is closed."""
    form: OpenForm | None = st.session_state.get(_KEY)
    if form is not None and form.beneficiary_id != beneficiary_id:
        close_form()
        return None
    return form


def opened_in_list(name: str) -> OpenForm | None:
    """The open form of this name (REACHED, PUT_OFF), whoever it is about: a list opens it."""
    form: OpenForm | None = st.session_state.get(_KEY)
    return form if form is not None and form.name == name else None


def close_form() -> None:
    """Close the form, saved or given up."""
    st.session_state.pop(_KEY, None)
