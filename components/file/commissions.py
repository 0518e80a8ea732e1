"""« Commissions » in a file: each situation brought to one, how it ended, what was promised."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.file.lines import Line, joined
from components.file.lists import show_line
from components.formats import format_date
from components.markdown import md_escape
from domain.commissions.basket import PersonCase
from domain.commissions.sheets import CommitmentLine
from domain.commissions.words import CaseState


def commissions_block(cases: Sequence[PersonCase], today: date) -> None:
    """The latest first; nothing when she was never brought to one."""
    if not cases:
        return
    st.subheader("Commissions", anchor=False)
    for one in cases:
        with st.container(border=True, gap="xxsmall"):
            show_line(_line(one))
            for commitment in one.commitments:
                st.markdown(_commitment_words(commitment, today))


def _line(one: PersonCase) -> Line:
    ending = one.conclusion if one.state is CaseState.EXAMINED else one.state.label
    passed = f"passage le {format_date(one.passed_on)}" if one.passed_on else ""
    detail = joined(f"saisie le {format_date(one.submitted_on)}", passed, one.motive)
    return Line(one.body, ending or CaseState.EXAMINED.label, detail)


def _commitment_words(one: CommitmentLine, today: date) -> str:
    if one.is_done:
        badge, until = ":green-badge[Fait]", f"fait le {format_date(one.done_on)}" if one.done_on else ""
    else:
        badge = ":red-badge[En retard]" if one.is_late(today) else ":blue-badge[À faire]"
        until = f"pour le {format_date(one.deadline_on)}" if one.deadline_on else "sans échéance"
    return f"{badge} {md_escape(one.title)}  \n:small[{md_escape(joined(one.owner, until))}]"
