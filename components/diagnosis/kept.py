"""A field kept at each change: it follows the database, and what is typed is never lost."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.feedback import field_problem
from components.markdown import md_escape
from domain import clock
from domain.diagnosis.rules import only_adds, same_value
from domain.errors import DomainError, EditConflictError, InvalidInputError
from domain.wording import in_words

Save = Callable[..., None]
_SAVED_AT, _REFUSALS = "diagnosis_saved_at", "diagnosis_refusals"
_SHOWN, _REPEATED = "_shown", "_repeated"


@dataclass(frozen=True)
class Kept:
    """A field on screen: `stored` is what the database holds now; `save(shown=…, typed=…)` writes it.

    `place` tells it from its namesakes when what was typed there is refused.
    """

    key: str
    label: str
    stored: Any
    save: Save
    place: str = ""


@dataclass(frozen=True)
class Refusal:
    """What was typed and is not kept yet, and why; a conflict has both values in words."""

    label: str
    typed: Any
    reason: str
    stored_words: str = ""
    typed_words: str = ""
    is_conflict: bool = False
    is_fatal: bool = False


def draw(widget: Callable[..., Any], field: Kept, *, missing: str = "", **options: Any) -> Any:
    """The widget of a field, then what is wrong with it.

    In a container of their own: a message that appears must not move, and so redraw, the fields below.
    """
    with st.container(gap="xxsmall"):
        value = widget(field.label, **bound(field), **options)
        say_refusal(field)
        field_problem({field.key: missing}, field.key)
    return value


def bound(field: Kept) -> dict[str, Any]:
    """The key and callback of a widget, whose value is set only when somebody else changed it.

    Counts as shown what the browser said it held when this run began: a value set now may arrive while
    she types there, and the browser would then leave her text in place and send it.
    """
    state, shown = st.session_state, f"{field.key}{_SHOWN}"
    if refusal := refusals().get(field.key):
        state.setdefault(field.key, refusal.typed)
        state.setdefault(shown, field.stored)
    elif field.key not in state:
        state[field.key] = state[shown] = field.stored
    else:
        state[shown] = state[field.key]
        if same_value(field.stored, state[shown]):
            state.pop(f"{field.key}{_REPEATED}", None)
        else:
            state[field.key] = field.stored
    return {"key": field.key, "on_change": _keep_widget, "args": (field,)}


def keep(field: Kept, typed: Any) -> bool:
    """Write a value; when it is refused, it stays on screen with the reason. True when it is kept."""
    state, shown = st.session_state, f"{field.key}{_SHOWN}"
    try:
        field.save(shown=_seen(field, state.get(shown, field.stored), typed), typed=typed)
    except DomainError as error:
        refusal = _refusal(field, typed, error)
        state[_REFUSALS] = refusals() | {field.key: refusal}
        if refusal.is_conflict:
            state.pop(shown, None)  # the choice is about the value that is drawn beside it, next
        return False
    forget_refusal(field.key)
    state[shown] = typed
    state[_SAVED_AT] = clock.now()
    return True


def _seen(field: Kept, shown: Any, typed: Any) -> Any:
    """A value brought since is not known to be seen, unless what is typed goes on from it."""
    goes_on = only_adds(shown, field.stored) and only_adds(field.stored, typed)
    return field.stored if goes_on else shown


def refusals(prefix: str = "") -> dict[str, Refusal]:
    """What is typed and not kept, by key."""
    found: dict[str, Refusal] = st.session_state.get(_REFUSALS, {})
    return {key: refusal for key, refusal in found.items() if key.startswith(prefix)}


def forget_refusal(key: str) -> None:
    """What was typed there is given up, or kept at last."""
    st.session_state[_REFUSALS] = {name: one for name, one in refusals().items() if name != key}


def saved_at() -> Any:
    """The instant of the last value kept in this session; None before the first one."""
    return st.session_state.get(_SAVED_AT)


def say_refusal(field: Kept) -> None:
    """Under the field: what to correct, or the two values to choose from."""
    refusal = refusals().get(field.key)
    if refusal is None:
        return
    if not refusal.is_conflict:
        field_problem({field.key: refusal.reason}, field.key)
        return
    with st.container(border=True):
        _both_values(refusal)
        with st.container(horizontal=True):
            _choice(field, "Garder ce qui est enregistré", _give_up)
            _choice(field, "Mettre ma saisie", _keep_mine, refusal.typed, type="primary")


def _choice(field: Kept, label: str, act: Callable[..., None], *values: Any, **options: Any) -> None:
    st.button(label, key=f"{field.key}_{act.__name__}", on_click=act, args=(field, *values), **options)


def _both_values(refusal: Refusal) -> None:
    st.markdown(f":small[:material/compare_arrows: {md_escape(refusal.reason)}]")
    stored, typed = st.columns(2)
    stored.caption(f"{md_escape(refusal.label)} — déjà enregistré")
    stored.text(refusal.stored_words or "(vide)")
    typed.caption(f"{md_escape(refusal.label)} — votre saisie")
    typed.text(refusal.typed_words or "(vide)")


def _keep_widget(field: Kept) -> None:
    """A click may leave before the value just brought is there: its field then says again what it held."""
    state, repeated = st.session_state, f"{field.key}{_REPEATED}"
    typed, seen = state[field.key], state.get(f"{field.key}{_SHOWN}", field.stored)
    is_brought = not same_value(field.stored, seen)
    if is_brought and same_value(typed, seen) and not state.get(repeated):
        state[repeated] = True  # once: said twice, it is meant
        return
    keep(field, typed)
    if is_brought:  # it may reach the browser after what she sent: say hers again
        state[field.key] = typed


def _keep_mine(field: Kept, typed: Any) -> None:
    keep(field, typed)


def _give_up(field: Kept) -> None:
    forget_refusal(field.key)
    st.session_state[field.key] = field.stored


def _refusal(field: Kept, typed: Any, error: DomainError) -> Refusal:
    label = f"{field.place}, {field.label.lower()}" if field.place else field.label
    if isinstance(error, EditConflictError):
        difference = error.differences[0]
        reason = "Quelqu’un d’autre vient de changer ceci. Rien n’est perdu\u00a0: choisissez."
        words = (difference.stored, difference.typed)
        return Refusal(label, typed, reason, *words, is_conflict=True)
    if isinstance(error, InvalidInputError):
        return Refusal(label, typed, str(error))
    return Refusal(label, typed, str(error), typed_words=_in_words(typed), is_fatal=True)


def _in_words(typed: Any) -> str:
    """What was typed as it was read on screen: it is to be copied elsewhere."""
    return ", ".join(map(in_words, typed)) if isinstance(typed, list | tuple) else in_words(typed)
