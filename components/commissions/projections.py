"""Who looks at a shared screen: whoever holds its token, with or without an account."""

from collections.abc import Callable

import streamlit as st

from components.commissions.screen import show_notice
from domain.commissions.projections import Projection

ProjectionSource = Callable[[], Projection | None]
CLOSED = "Cet écran partagé est fermé"


def _nothing() -> Projection | None:
    return None


_source: ProjectionSource = _nothing


def project_with(source: ProjectionSource | None) -> None:
    """Install what tells which shared screen this browser window may show; without it, none."""
    global _source
    _source = source or _nothing


def current_projection() -> Projection:
    """The live projection of this browser's token, which must be the one of the address; stops the page."""
    projection = _source()
    if projection is None or st.query_params.get("seance") != str(projection.id):
        show_closed()
        st.stop()
    return projection


def show_closed() -> None:
    """Nothing else is said: neither of what, nor to whom."""
    show_notice(CLOSED)
