"""A long work, step by step."""

from collections.abc import Iterable
from typing import Protocol

import streamlit as st


class Step(Protocol):
    """How far it is (0 to 1), and its result at the end."""

    @property
    def share(self) -> float: ...
    @property
    def result(self) -> int | None: ...


def follow(steps: Iterable[Step], words: str) -> int | None:
    """Show each step until the last, under these words; returns the result."""
    with st.container():
        bar = st.progress(0.0, f"{words}…")
        st.caption("Vous pouvez quitter cette page : le travail continue, le résultat sera dans la liste.")
    result = None
    for step in steps:
        bar.progress(min(step.share, 1.0), f"{words}\u00a0: {step.share:.0%}".replace("%", "\u202f%"))
        result = step.result if step.result is not None else result
    return result
