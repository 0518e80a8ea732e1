"""Choices told in the address by their code: Streamlit's own binding would write their words there."""

from collections.abc import Mapping

import streamlit as st

FIGURE = "chiffre"


def key_of(name: str) -> str:
    """The session_state key of a choice."""
    return f"indicators_{name}"


def choose_coded(
    label: str,
    name: str,
    options: Mapping[str, str],
    nothing: str = "",
    *,
    usual: str | None = None,
    why: str | None = None,
) -> str | None:
    """One of these codes, shown by its words; `name` is that of the address, silent about the usual one."""
    key = key_of(name)
    if key not in st.session_state:
        st.session_state[key] = st.query_params.get(name, usual)
    if st.session_state[key] not in options:
        st.session_state[key] = usual  # an old link, or somebody who has left
    code = st.selectbox(
        label,
        list(options),
        index=None if usual is None else 0,
        format_func=options.__getitem__,
        key=key,
        placeholder=nothing,
        help=why,
    )
    said = None if code == usual else code
    if said != st.query_params.get(name):
        st.query_params.pop(name, None)
        if said:
            st.query_params[name] = said
    return code


def asked_figure() -> str:
    """The code of the figure whose detail is asked, if any."""
    return st.query_params.get(FIGURE, "")


def ask_figure(code: str) -> None:
    """Show what is behind this figure; with an empty code, nothing any more."""
    st.query_params.pop(FIGURE, None)
    if code:
        st.query_params[FIGURE] = code
