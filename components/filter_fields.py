"""What filters of lists share: one choice or several, kept from page to page of the session."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from domain.labels import LabelledEnum, labels_of


def choose_one(label: str, options: Mapping[Any, str], *, key: str, nothing: str) -> None:
    """A choice among these, or none; what is not offered any more (an old link, somebody gone) is dropped."""
    if st.session_state[key] not in options:
        st.session_state[key] = None
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        key=key,
        placeholder=nothing,
        persist_state="session",
    )


def choose_many(label: str, kind: type[LabelledEnum], *, key: str, nothing: str) -> None:
    """Any number of choices of this enum."""
    labels = labels_of(kind)
    st.multiselect(
        label,
        list(labels),
        format_func=labels.__getitem__,
        key=key,
        placeholder=nothing,
        select_all=False,  # its words would be in English
        persist_state="session",
    )
