"""Rows of the rights matrix for commissions (tests/db/furnished_commissions.py has one)."""

from sqlalchemy.orm import Session

from db.queries.commissions import bodies, meetings
from domain.access import Viewer
from tests.db.rights import Row
from tests.db.rights_of_bodies import BODY_WRITES, UNSCOPED_BODY_ACTIONS
from tests.db.rights_of_cases import (
    CASE_READS,
    CASE_WRITES,
    UNSCOPED_CASE_ACTIONS,
    UNSCOPED_CASE_QUERIES,
)
from tests.db.rights_of_commission_figures import (
    COMMISSION_FIGURE_READS,
    UNSCOPED_COMMISSION_FIGURES,
    UNSCOPED_COMMISSION_SIGNING,
)
from tests.db.rights_of_commitments import (
    COMMITMENT_READS,
    COMMITMENT_WRITES,
    UNSCOPED_COMMITMENT_ACTIONS,
    UNSCOPED_COMMITMENT_QUERIES,
)
from tests.db.rights_of_decisions import DECISION_READS, DECISION_WRITES, UNSCOPED_DECISION_ACTIONS
from tests.db.rights_of_meeting_days import (
    MEETING_DAY_READS,
    MEETING_DAY_WRITES,
    UNSCOPED_MEETING_DAY_ACTIONS,
    UNSCOPED_MEETING_DAY_QUERIES,
)
from tests.db.rights_of_meeting_minutes import MINUTES_READS, MINUTES_WRITES
from tests.db.rights_of_meeting_preparation import (
    MEETING_PREPARATION_READS,
    MEETING_PREPARATION_WRITES,
    UNSCOPED_MEETING_PREPARATION_ACTIONS,
    UNSCOPED_MEETING_PREPARATION_QUERIES,
)
from tests.db.rights_of_projections import (
    PROJECTION_WRITES,
    UNSCOPED_PROJECTION_QUERIES,
)
from tests.db.world import Side

# The secretary runs the body, the partner sits in it, the référent's person is on the agenda.
KNOWN = frozenset(
    {"referent", "colleague", "partner", "neighbour", "manager", "coordinator", "commission_secretary"}
)
RUN = frozenset({"coordinator", "commission_secretary"})
SEATED = RUN | {"partner", "referent"}
_HELPER = "called by actions that have a row; NotFoundError out of scope"


def _bodies(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.commission.body_id in {body.id for body in bodies.list_bodies(session, viewer)}


def _meetings(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.commission.meeting_id in {one.id for one in meetings.list_meetings(session, viewer)}


COMMISSION_READS = {
    "commissions.bodies.list_bodies": Row(_bodies, KNOWN),
    "commissions.bodies.read_body": Row(
        lambda s, v, here: bodies.read_body(s, v, here.commission.body_id), KNOWN
    ),
    "commissions.meetings.list_meetings": Row(_meetings, SEATED),
    "commissions.meetings.get_meeting": Row(
        lambda s, v, here: meetings.get_meeting(s, v, here.commission.meeting_id), SEATED
    ),
}
UNSCOPED_COMMISSION_QUERIES = {
    f"commission_scopes.{name}": "a statement, run only by reads that have a row"
    for name in ("person_name", "runs", "visible_bodies", "visible_cases", "visible_meetings")
}
UNSCOPED_COMMISSION_ACTIONS = {
    f"commissions.opened.{name}": _HELPER
    for name in ("open_body", "open_case", "open_meeting", "open_point", "sign")
} | {
    f"alert_rows.{name}": "a statement, run only by the refreshing of a person's lines"
    for name in ("fact", "has", "of_stay")
}
UNSCOPED_COMMISSION_ACTIONS["commitment_facts.first_commitment"] = UNSCOPED_COMMISSION_ACTIONS[
    "alert_rows.fact"
]
COMMISSION_READS |= MEETING_DAY_READS
COMMISSION_WRITES = {**MEETING_DAY_WRITES, **PROJECTION_WRITES}
UNSCOPED_COMMISSION_QUERIES |= UNSCOPED_MEETING_DAY_QUERIES | UNSCOPED_PROJECTION_QUERIES
UNSCOPED_COMMISSION_ACTIONS |= UNSCOPED_MEETING_DAY_ACTIONS
COMMISSION_READS |= MEETING_PREPARATION_READS
COMMISSION_WRITES |= MEETING_PREPARATION_WRITES
UNSCOPED_COMMISSION_QUERIES |= UNSCOPED_MEETING_PREPARATION_QUERIES
UNSCOPED_COMMISSION_ACTIONS |= UNSCOPED_MEETING_PREPARATION_ACTIONS
COMMISSION_READS |= MINUTES_READS
COMMISSION_WRITES |= MINUTES_WRITES
COMMISSION_WRITES |= BODY_WRITES
UNSCOPED_COMMISSION_ACTIONS |= UNSCOPED_BODY_ACTIONS
COMMISSION_READS |= CASE_READS
COMMISSION_WRITES |= CASE_WRITES
UNSCOPED_COMMISSION_QUERIES |= UNSCOPED_CASE_QUERIES
UNSCOPED_COMMISSION_ACTIONS |= UNSCOPED_CASE_ACTIONS
COMMISSION_READS |= COMMITMENT_READS
COMMISSION_WRITES |= COMMITMENT_WRITES
UNSCOPED_COMMISSION_QUERIES |= UNSCOPED_COMMITMENT_QUERIES
UNSCOPED_COMMISSION_ACTIONS |= UNSCOPED_COMMITMENT_ACTIONS
COMMISSION_READS |= COMMISSION_FIGURE_READS
UNSCOPED_COMMISSION_QUERIES |= UNSCOPED_COMMISSION_FIGURES
UNSCOPED_COMMISSION_ACTIONS |= UNSCOPED_COMMISSION_SIGNING
COMMISSION_READS |= DECISION_READS
COMMISSION_WRITES |= DECISION_WRITES
UNSCOPED_COMMISSION_ACTIONS |= UNSCOPED_DECISION_ACTIONS
