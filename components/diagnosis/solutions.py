"""Services of the territory for a theme on which somebody told a need, read when they are asked for."""

import streamlit as st

from components.diagnosis.screen import Screen
from components.offer.suggestions import suggestion_list
from domain.diagnosis.records import Entry
from domain.diagnosis.template import Theme
from domain.file_rights import may_steer_follow_up


def solutions(screen: Screen, entry: Entry, theme: Theme) -> None:
    """Nothing for a theme that stands in nobody's way."""
    record = entry.theme(theme.code)
    told = [record.person_state, *(answer.state for answer in entry.answers_on(theme.code))]
    if not any(state.is_to_lift for state in told):
        return
    if not st.toggle("Voir les solutions du territoire", key=screen.key(theme.code, "solutions")):
        return
    suggestion_list(
        screen.suggest(theme.code).proposed.get(theme.code, ()),
        beneficiary_id=screen.diagnosis.beneficiary_id,
        theme=theme.code,
        today=screen.viewer.today,
        diagnosis_id=screen.diagnosis.id,
        may_refer=may_steer_follow_up(screen.viewer, is_group_member=screen.header.is_group_member),
    )
