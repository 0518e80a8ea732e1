"""Commitments: typed during the discussion, changed line by line; the former ones, done in one click."""

from datetime import date, timedelta
from typing import Any

import streamlit as st

from components.commissions.animation import Cockpit, acted
from components.diagnosis.kept import Kept, draw, forget_refusal, keep, refusals
from components.diagnosis.widgets import day
from components.formats import format_date
from components.markdown import md_escape
from domain.commissions.commitments import THE_PERSON, TITLE_LENGTH, CommitmentDraft, Owner
from domain.commissions.day import FIELD_LABELS
from domain.commissions.sheets import CommitmentLine
from domain.counts import count_of
from domain.identifiers import new_id

_USUAL = timedelta(days=30)  # a promise without a date is forgotten
_OPEN = "commitment_open"


def commitments_panel(cockpit: Cockpit, point_id: int, case_id: int) -> None:
    """Those of this situation, then a line to add one."""
    lines = [one.line for one in cockpit.reads.commitments() if one.line.case_id == case_id]
    with st.container(gap="xsmall"):
        st.markdown(f"**Engagements** ({len(lines)})")
        for line in lines:
            draw_line = _editor if st.session_state.get(_OPEN) == line.id else _reader
            draw_line(cockpit, line)
    _adder(cockpit, point_id)


@st.fragment
def former_commitments(cockpit: Cockpit) -> None:
    """The first point: what was promised before and is not done, the oldest deadline first."""
    found = cockpit.reads.former()
    late = sum(one.line.is_late(cockpit.viewer.today) for one in found)
    st.subheader("Engagements des séances précédentes", anchor=False)
    if not found:
        st.info("Rien n’attend\u00a0: tous les engagements des séances précédentes sont tenus.")
        return
    st.caption(f"{count_of(len(found), 'engagement')} à revoir, dont {late} en retard.")
    for one in found:
        _former(cockpit, one.line, one.person)


def _former(cockpit: Cockpit, line: CommitmentLine, person: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        with st.container(gap=None):
            st.markdown(f"**{md_escape(line.title)}**")
            st.markdown(f":small[{md_escape(person)} · {_who_when(line, cockpit.viewer.today)}]")
        _done_button(cockpit, line)


def _reader(cockpit: Cockpit, line: CommitmentLine) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        with st.container(gap=None):
            st.markdown(md_escape(line.title))
            st.markdown(f":small[{_who_when(line, cockpit.viewer.today)}]")
        st.button(
            "Modifier", key=f"edit_{line.id}", icon=":material/edit:", type="tertiary",
            on_click=_open, args=(line.id,),
        )  # fmt: skip


def _editor(cockpit: Cockpit, line: CommitmentLine) -> None:
    """Each field is kept at once; two people may be typing."""
    with st.container(border=True, gap="xsmall"):
        draw(st.text_input, _field(cockpit, line, "title", line.title), max_chars=TITLE_LENGTH)
        owner = Owner(line.owner_id, line.structure_id)
        owners = cockpit.owners if owner in cockpit.owners else {owner: line.owner} | cockpit.owners
        draw(
            st.selectbox, _field(cockpit, line, "owner", owner), options=list(owners), format_func=owners.get
        )
        draw(day, _field(cockpit, line, "deadline_on", line.deadline_on))
        with st.container(horizontal=True):
            st.button("Fermer", key=f"shut_{line.id}", on_click=_open, args=(None,))
            _done_button(cockpit, line)
            st.button(
                "Retirer", key=f"drop_{line.id}", icon=":material/delete:", type="tertiary",
                on_click=acted, args=(cockpit.acts.remove, line.id),
            )  # fmt: skip


def _adder(cockpit: Cockpit, point_id: int) -> None:
    """Kept as soon as it is added; Enter is enough."""
    key, names = f"promise_{point_id}", cockpit.owners
    with st.form(key, clear_on_submit=True, border=True):
        st.text_input("Quoi", key=f"{key}_title", max_chars=TITLE_LENGTH, placeholder="Ce qui sera fait")
        who, when = st.columns([3, 2], gap="small")
        who.selectbox("Qui", list(names), format_func=names.__getitem__, key=f"{key}_owner")
        usual = cockpit.viewer.today + _USUAL
        when.date_input("Échéance", usual, format="DD/MM/YYYY", key=f"{key}_deadline")
        st.form_submit_button(
            "Ajouter l’engagement", type="primary", icon=":material/add:",
            on_click=_add, args=(cockpit, point_id, key),
        )  # fmt: skip


def _add(cockpit: Cockpit, point_id: int, key: str) -> None:
    """Before anything is drawn: « Suivant » may be clicked at once, and this form not be there any more."""
    names = [f"{key}_{name}" for name in ("title", "owner", "deadline")]
    title, owner, deadline_on = typed = [st.session_state[name] for name in names]
    draft, record_id = CommitmentDraft(title, owner or THE_PERSON, deadline_on), new_id()

    def save(**_: str) -> None:
        cockpit.acts.add(point_id, record_id=record_id, draft=draft)

    field = Kept(f"commitment_{record_id}", "Engagement", "", save)
    if keep(field, title):
        return
    st.session_state.update(zip(names, typed, strict=True))  # it stays there as it was typed
    refusal = refusals()[field.key]
    if not refusal.is_fatal:
        forget_refusal(field.key)
        st.error(md_escape(refusal.reason))


def _done_button(cockpit: Cockpit, line: CommitmentLine) -> None:
    label, icon = ("Pas encore fait", "undo") if line.is_done else ("Fait", "check")
    st.button(
        label,
        key=f"done_{line.id}",
        icon=f":material/{icon}:",
        on_click=acted,
        args=(cockpit.acts.mark, line.id),
        kwargs={"is_done": not line.is_done},
    )


def _field(cockpit: Cockpit, line: CommitmentLine, name: str, stored: Any) -> Kept:
    def save(*, shown: Any, typed: Any) -> None:
        cockpit.acts.change(line.id, name, shown=shown, typed=typed)

    return Kept(f"commitment_{line.id}_{name}", FIELD_LABELS[name], stored, save, "Engagement")


def _who_when(line: CommitmentLine, today: date) -> str:
    when = f"pour le {format_date(line.deadline_on)}" if line.deadline_on else "sans échéance"
    if line.is_done:
        when = f":green[fait le {format_date(line.done_on)}]"
    elif line.is_late(today):
        when = f":red[en retard\u00a0: {when}]"
    return f"{md_escape(line.owner)} · {when}"


def _open(commitment_id: int | None) -> None:
    st.session_state[_OPEN] = commitment_id
