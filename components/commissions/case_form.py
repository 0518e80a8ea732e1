"""The form of a situation: what the commission is asked, what the person knows and wants."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from components.feedback import conflict_choice
from components.file.forms.fields import Fields, options_of
from components.markdown import md_escape
from domain.commissions.basket import CASE_LABELS, SHOWN_TO_THE_ROOM
from domain.commissions.bodies import Body
from domain.commissions.cases import WORDS_LENGTH, CaseDraft
from domain.commissions.words import PersonAttendance, SheetPart
from domain.errors import DomainError, EditConflictError, InvalidInputError

Send = Callable[[int, CaseDraft], None]


def case_form(
    record_id: int,
    draft: CaseDraft,
    bodies: Sequence[Body],
    presenters: dict[int, str],
    *,
    version: int,
    button: str,
    send: Send,
    give_up: Callable[[], None],
) -> None:
    """Every field in one page; `send(version, typed)` raises DomainError, and nothing typed is lost."""
    fields = Fields(f"commission_case_{record_id}", CASE_LABELS)
    opened = _opened_at(fields, version)
    top = st.container()
    with st.form(fields.key, border=False, enter_to_submit=False):
        typed = CaseDraft(
            **_question(fields, draft, bodies, presenters, is_new=not version),
            **_person(fields, draft),
        )
        notice = st.container()
        is_asked = st.form_submit_button(button, type="primary", icon=":material/save:")
    error = None
    if is_asked:
        with notice:
            error = _try(fields, typed, opened, send)
    with top:
        side = conflict_choice(error, key=fields.key)
    if side == "mine":
        _try(fields, typed, version, send)
    elif side == "theirs":
        give_up()


def _question(
    fields: Fields, draft: CaseDraft, bodies: Sequence[Body], presenters: dict[int, str], *, is_new: bool
) -> dict[str, Any]:
    names = {body.id: body.name for body in bodies}
    motives = {motive: motive for body in bodies for motive in body.motives}
    left, right = st.columns(2)
    with left:
        about: dict[str, Any] = {"body_id": draft.body_id}
        if is_new:
            about["body_id"] = fields.choice_or_none("body_id", draft.body_id, names)
        about["motive"] = fields.choice_or_none("motive", draft.motive or None, motives) or ""
    with right:
        about["presenter_id"] = fields.choice_or_none("presenter_id", draft.presenter_id, presenters)
        about["is_urgent"] = fields.tick("is_urgent", draft.is_urgent)
    st.warning(SHOWN_TO_THE_ROOM, icon=":material/visibility:")
    for name in ("question", "tried", "person_words"):
        about[name] = fields.paragraph(name, getattr(draft, name), length=WORDS_LENGTH, height=110)
    return about


def _person(fields: Fields, draft: CaseDraft) -> dict[str, Any]:
    st.subheader("Avec la personne", anchor=False)
    st.caption("Tant qu’elle n’a pas été informée, sa situation ne peut pas être mise à l’ordre du jour.")
    left, right = st.columns(2)
    with left:
        about: dict[str, Any] = {"informed_on": fields.day("informed_on", draft.informed_on)}
        about["is_reread"] = fields.tick("is_reread", draft.is_reread)
        attendances = options_of(PersonAttendance)
        about["attendance"] = fields.choice("attendance", draft.attendance, attendances)
        about["represented_by"] = fields.text("represented_by", draft.represented_by, length=150)
    with right:
        about["objection"] = fields.paragraph("objection", draft.objection, length=WORDS_LENGTH, height=80)
        hidden = fields.several("hidden", frozenset(draft.hidden), options_of(SheetPart))
        about["hidden"] = tuple(part for part in SheetPart if part in hidden)
    return about


def _opened_at(fields: Fields, version: int) -> int:
    """The version of what the fields were first filled with: the page reads a newer one at every run."""
    key = f"{fields.key}_version"
    if f"{fields.key}_question" not in st.session_state:
        st.session_state[key] = version
    return int(st.session_state[key])


def _try(fields: Fields, typed: CaseDraft, version: int, send: Send) -> EditConflictError | None:
    try:
        send(version, typed)
    except InvalidInputError as error:
        fields.show_problems(error.problems)
        st.error("À corriger ci-dessus\u00a0: rien n’est encore enregistré.")
    except EditConflictError as error:
        return error
    except DomainError as error:
        st.error(md_escape(str(error)))
    return None
