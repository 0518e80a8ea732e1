"""Rows of the rights matrix for the meeting day: who leads, who may read the sheet of a situation."""

from sqlalchemy.orm import Session

from db.actions.commissions import commitments, day, outcomes, reveals
from db.queries.commissions import day as reads
from db.queries.commissions import obstacles, owners, sheets, summaries
from domain.access import Viewer
from domain.commissions.commitments import CommitmentDraft
from domain.commissions.words import Attendance
from domain.identifiers import new_id
from tests.db.rights import NONE, Row
from tests.db.world import Side
from tests.factories import TODAY

RUN = frozenset({"coordinator", "commission_secretary"})
SEATED = RUN | {"partner", "referent"}
_HELPER = "called by actions that have a row, once the meeting is held"
_STATEMENT = "a part of statements that have a row; touches no database"


def _of_case(read):
    return Row(lambda s, v, here: read(s, v, here.commission.case_id), SEATED)


def _of_meeting(read, sees):
    return Row(lambda s, v, here: read(s, v, here.commission.meeting_id), sees)


def _of_point(act, **values):
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        day.go_to_point(session, viewer, here.commission.point_id)
        act(session, viewer, here.commission.point_id, **values)

    return Row(call, RUN)


def _of_commitment(act, *what, **values):
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        act(session, viewer, here.commission.meeting_id, here.commission.commitment_id, *what, **values)

    return Row(call, RUN)


def _seat(session: Session, viewer: Viewer, here: Side) -> None:
    about = (here.commission.meeting_id, here.commission.member_id, "attendance")
    day.record_seat(session, viewer, *about, shown=None, typed=Attendance.PRESENT)


def _end(session: Session, viewer: Viewer, here: Side) -> None:
    day.put_off_point(session, viewer, here.commission.point_id)
    day.end_meeting(session, viewer, here.commission.meeting_id)


def _comment(session: Session, viewer: Viewer, here: Side) -> None:
    outcomes.record_outcome(session, viewer, here.commission.point_id, "comment", shown="", typed="Un mot")


def _names(session: Session, viewer: Viewer, here: Side) -> list[str]:
    return reads.list_member_names(session, viewer, [here.commission.member_id])


MEETING_DAY_READS = {
    "commissions.sheets.read_sheet": _of_case(sheets.read_sheet),
    "commissions.sheets.read_veiled_sheet": _of_case(sheets.read_veiled_sheet),
    "commissions.sheets.read_identity": _of_case(sheets.read_identity),
    "commissions.sheets.read_hidden": Row(
        lambda s, v, here: sheets.read_hidden(s, v, here.commission.case_id), NONE
    ),
    "commissions.summaries.read_named_summary": _of_case(summaries.read_named_summary),
    "commissions.day.read_point": Row(
        lambda s, v, here: reads.read_point(s, v, here.commission.point_id), SEATED
    ),
    "commissions.day.read_screen": _of_meeting(reads.read_screen, NONE),
    "commissions.day.read_changes": _of_meeting(reads.read_changes, RUN),
    "commissions.day.list_commitments": _of_meeting(reads.list_commitments, SEATED),
    "commissions.day.list_former_commitments": _of_meeting(reads.list_former_commitments, NONE),
    "commissions.day.count_loose_commitments": _of_meeting(reads.count_loose_commitments, NONE),
    "commissions.day.list_member_names": Row(_names, SEATED | {"colleague", "neighbour", "manager"}),
    "commissions.obstacles.list_obstacles": _of_meeting(obstacles.list_obstacles, SEATED),
    "commissions.owners.list_owners": _of_meeting(owners.list_owners, SEATED),
}
MEETING_DAY_WRITES = {
    "commissions.day.start_meeting": Row(
        lambda s, v, here: day.start_meeting(s, v, here.commission.meeting_id), NONE, RUN
    ),
    "commissions.day.record_seat": Row(_seat, RUN),
    "commissions.day.go_to_point": Row(
        lambda s, v, here: day.go_to_point(s, v, here.commission.point_id), RUN
    ),
    "commissions.day.put_off_point": _of_point(day.put_off_point),
    "commissions.day.withdraw_point": _of_point(day.withdraw_point, reason="Un emploi"),
    "commissions.day.end_meeting": Row(_end, RUN),
    "commissions.outcomes.record_outcome": Row(_comment, RUN),
    "commissions.reveals.reveal_first_name": _of_point(reveals.reveal_first_name, is_revealed=True),
    "commissions.reveals.note_person_present": _of_point(reveals.note_person_present, is_present=True),
    "commissions.reveals.renew_sheet": _of_point(reveals.renew_sheet),
    "commissions.commitments.add_commitment": _of_point(
        commitments.add_commitment, record_id=new_id(), draft=CommitmentDraft("Visiter", deadline_on=TODAY)
    ),
    "commissions.commitments.change_commitment": _of_commitment(
        commitments.change_commitment, "title", shown="Appeler le bailleur", typed="Écrire au bailleur"
    ),
    "commissions.commitments.mark_commitment": _of_commitment(commitments.mark_commitment, is_done=True),
    "commissions.commitments.remove_commitment": _of_commitment(commitments.remove_commitment),
}
UNSCOPED_MEETING_DAY_QUERIES = {
    f"commissions.case_rows.{name}": _STATEMENT
    for name in ("identity_of", "joined", "latest", "of_person", "same_consortium", "with_identity")
}
UNSCOPED_MEETING_DAY_ACTIONS = {
    f"commissions.{name}": _HELPER
    for name in (
        "committed.objective_of",
        "committed.open_commitment",
        "committed.owner_name",
        "committed.require_owner",
        "day.leave_current",
        "held.case_of",
        "held.hold_meeting",
        "held.hold_point",
        "passages.enter_point",
        "passages.leave_point",
        "passages.put_case_off",
        "passages.settle_point",
        "passages.withdraw_case",
        "screen.tell_screen",
    )
}
