"""What the meeting says of the situation, kept at each change: conclusion, comment, deports, votes."""

from functools import partial
from typing import Any

import streamlit as st

from components.commissions.animation import Cockpit
from components.diagnosis.kept import Kept, draw
from domain.commissions.day import FIELD_LABELS, PointDay, quorum_missing
from domain.commissions.words import CommissionFamily
from domain.counts import NO_BREAK

_IN_SIGHT, _FROM_LIST = 4, partial(st.selectbox, index=None, placeholder="Choisir")
_VOTES = ("votes_for", "votes_against", "votes_blank")


def outcome_panel(cockpit: Cockpit, point: PointDay) -> None:
    """Each field is kept as soon as it is left."""
    body = cockpit.meeting.body
    is_regulatory = body.family is CommissionFamily.REGULATORY
    for missing in quorum_missing(cockpit.meeting):
        st.warning(f"{missing[0].upper()}{missing[1:]}")
    words = [ending.words for ending in body.endings]
    widget = st.segmented_control if len(words) <= _IN_SIGHT else _FROM_LIST
    label = "Avis" if is_regulatory else FIELD_LABELS["conclusion_words"]
    field = _field(cockpit, point, "conclusion_words", label)
    draw(widget, field, options=words)
    draw(st.text_area, _field(cockpit, point, "comment"), height=90, max_chars=600)
    if is_regulatory:
        _votes(cockpit, point)
    names = {one: f"Ancien membre{NO_BREAK}{one}" for one in point.aside}
    names |= {member.id: member.name or member.function for member in body.members}
    draw(
        st.multiselect,
        _field(cockpit, point, "aside", "Se retirent de cette situation (déport)"),
        options=list(names),
        format_func=names.__getitem__,
        placeholder="Personne",
    )


def _votes(cockpit: Cockpit, point: PointDay) -> None:
    for column, name in zip(st.columns(3, gap="small"), _VOTES, strict=True):
        with column:
            draw(st.number_input, _field(cockpit, point, name), min_value=0, max_value=500, step=1)


def _field(cockpit: Cockpit, point: PointDay, name: str, label: str = "") -> Kept:
    """« » and nothing are the same for a choice."""
    stored = getattr(point, name)
    if name == "aside":
        stored = list(stored)
    if name == "conclusion_words":
        stored = stored or None

    def save(*, shown: Any, typed: Any) -> None:
        is_choice = name == "conclusion_words"
        values = [one or "" if is_choice else one for one in (shown, typed)]
        cockpit.acts.outcome(point.id, name, shown=values[0], typed=values[1])

    return Kept(
        f"outcome_{point.id}_{name}", label or FIELD_LABELS[name], stored, save, f"Situation {point.number}"
    )
