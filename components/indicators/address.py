"""Choices told in the address by their code: Streamlit's own binding would write their words there."""

from collections.abc import Mapping

import streamlit as st


def key_of(name: str) -> str:
    """The session_state key of a choice."""
    return f"indicators_{name}"


def choose_coded(label: str, name: str, options: Mapping[str, str], nothing: str) -> str | None:
    """One of these codes, shown by its words; `name` is that of the address."""
    key = key_of(name)
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name)
    if st.session_state[key] not in options:
        st.session_state[key] = None  # an old link, or somebody who has left
    code = st.selectbox(
        label, list(options), index=None, format_func=options.__getitem__, key=key, placeholder=nothing
    )
    if code != st.query_params.get(name):
        st.query_params.pop(name, None)
        if code:
            st.query_params[name] = code
    return code
