"""What the user is told about an action: why it was refused, what to correct, that it is done."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Literal, NoReturn

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.markdown import md_escape
from domain.errors import DomainError, EditConflictError, FieldDifference, InvalidInputError

Choice = Literal["mine", "theirs"]
Slots = dict[str, DeltaGenerator]
_CONFIRMATION = "feedback_confirmation"


@contextmanager
def domain_errors_shown() -> Iterator[None]:
    """Show why the block was refused and go on after it; anything but a DomainError crashes."""
    try:
        yield
    except InvalidInputError as error:
        messages = [f"- {md_escape(message)}" for message in error.problems.values()]
        st.error("\n".join(["Rien n’est encore enregistré, il reste à corriger :", "", *messages]))
    except DomainError as error:
        st.error(md_escape(str(error)))


def field_problem(problems: Mapping[str, str], field: str) -> None:
    """Say under a field what is wrong with it; nothing when it is right."""
    if message := problems.get(field):
        st.markdown(f":small[:red[:material/error: {md_escape(message)}]]")


def show_problems(slots: Slots, problems: Mapping[str, str], labels: Mapping[str, str]) -> None:
    """Fill the `st.empty()` kept under each field, once the whole draft is known; say the rest here.

    The fields are named here too: on a long form, they may be out of sight.
    """
    for field, slot in slots.items():
        with slot:
            field_problem(problems, field)
    for field in problems.keys() - slots.keys():
        field_problem(problems, field)
    if problems:
        names = ", ".join(labels[field] for field in slots if field in problems and field in labels)
        told = f" ({md_escape(names)})" if names else ""
        st.error(f"Rien n’est encore enregistré : corrigez les champs signalés{told}.")


def confirm_next_run(message: str) -> None:
    """Keep a confirmation for the next run, whichever page it shows (before `st.switch_page`)."""
    st.session_state[_CONFIRMATION] = message


def confirm_after_rerun(message: str) -> NoReturn:
    """Start a new run that shows what was saved, with this confirmation."""
    confirm_next_run(message)
    st.rerun()


def show_confirmation() -> None:
    """Show the kept confirmation, once; app.py calls it at each run."""
    if message := st.session_state.pop(_CONFIRMATION, None):
        st.toast(md_escape(message), icon=":material/check_circle:", duration="long")


def conflict_choice(error: EditConflictError | None, *, key: str) -> Choice | None:
    """Show both values of each field until one side is chosen; the choice comes out on one run only.

    Call it on every run, with the error on the run where the save was refused and None on the others:
    the component keeps the differences meanwhile. Save again with the version read in the present run.
    """
    kept = f"{key}_conflict"
    if error is not None:
        st.session_state[kept] = [tuple(difference) for difference in error.differences]
    if kept not in st.session_state:
        return None
    with st.container(border=True):
        choice = _ask_side([FieldDifference(*values) for values in st.session_state[kept]], key)
    if choice:
        del st.session_state[kept]
    return choice


def _ask_side(differences: list[FieldDifference], key: str) -> Choice | None:
    st.warning("Quelqu’un d’autre a modifié cette fiche pendant votre saisie. Rien n’est perdu : choisissez.")
    for difference in differences:
        stored, typed = st.columns(2)
        stored.caption(f"{md_escape(difference.label)} — déjà enregistré")
        stored.text(difference.stored or "(vide)")
        typed.caption(f"{md_escape(difference.label)} — votre saisie")
        typed.text(difference.typed or "(vide)")
    with st.container(horizontal=True):
        mine = st.button("Enregistrer ma saisie", key=f"{key}_conflict_mine", type="primary")
        theirs = st.button("Garder ce qui est enregistré", key=f"{key}_conflict_theirs")
    if mine:
        return "mine"
    return "theirs" if theirs else None
