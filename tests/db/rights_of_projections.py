"""Rows of the rights matrix for shared screens: who runs the meeting opens and closes them."""

from db.actions.commissions import projections
from tests.db.rights import Row

RUN = frozenset({"coordinator", "commission_secretary"})
_BY_TOKEN = "read by who holds the token of a shared screen; tests/db/test_projections.py"

PROJECTION_WRITES = {
    f"commissions.projections.{act.__name__}": Row(
        lambda s, v, here, act=act: act(s, v, here.commission.meeting_id), RUN
    )
    for act in (projections.open_projection, projections.close_projections)
}
UNSCOPED_PROJECTION_QUERIES = {
    f"commissions.projections.{name}": _BY_TOKEN
    for name in ("find_projection", "read_projected", "read_stamp")
}
