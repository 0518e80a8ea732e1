"""Shared screen: what the room looks at, for whoever holds its token."""

import streamlit as st

from components.commissions.projections import current_projection, show_closed
from components.commissions.screen import TICK_SECONDS, show_heartbeat, show_projected
from db.engine import sign_in_session
from db.queries.commissions.projections import read_projected, read_stamp
from domain import clock
from domain.commissions.projections import Projection, Stamp

projection = current_projection()


@st.fragment(run_every=TICK_SECONDS)
def follow(projection: Projection, drawn: Stamp) -> None:
    """One statement a second: when something changed the page is drawn again, else only its heartbeat."""
    with sign_in_session(is_readonly=True) as session:
        stamp = read_stamp(session, projection, clock.now())
    if stamp != drawn:
        st.rerun()
    show_heartbeat()


with sign_in_session(is_readonly=True) as session:
    projected = read_projected(session, projection, clock.now())
if projected is None:
    show_closed()
    st.stop()

show_projected(projected)
follow(projection, projected.stamp)
