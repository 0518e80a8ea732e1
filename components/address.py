"""What is asked for in the address of a page."""

import streamlit as st

from domain.errors import NotFoundError

_HIGHEST_ID = 2**53


def asked_id(parameter: str) -> int:
    """The identifier under this name; NotFoundError when there is none that could exist."""
    typed = st.query_params.get(parameter, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= len(str(_HIGHEST_ID))):
        raise NotFoundError
    return int(typed)
