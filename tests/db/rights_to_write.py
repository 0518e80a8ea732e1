"""The rights matrix, for writes: each public function of db/actions and whose call changes this side."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.actions import (
    beneficiaries,
    caseload_exports,
    files,
    follow_up,
    groups,
    pauses,
    reads,
    records,
    sheets,
    sign_in,
)
from db.queries.sheets import get_sheet
from db.record_models import RECORD_MODELS
from domain.access import Viewer
from domain.beneficiaries import EntryDraft
from domain.drafts import Draft
from domain.exchange_drafts import NoteDraft, ReviewDraft
from domain.follow_up import EntryOrigin, ExitReason, PauseReason, SharePurpose, Track
from domain.identifiers import new_id
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import BlockEdit, added_row, start_edit
from tests.db import rights_of_indicators, rights_to_day, rights_to_list, rights_to_reconcile
from tests.db.furniture import DAY
from tests.db.rights import FILE, GROUP, LIST, LOCAL, STRUCTURE, Call, Row, identity
from tests.db.rights_of_diagnosis_exports import DIAGNOSIS_EXPORTS
from tests.db.rights_to_administer import ADMINISTRATION_WRITES
from tests.db.rights_to_diagnose import FRAME, FRAME_WRITES
from tests.db.rights_to_import import IMPORT_WRITES
from tests.db.world import Side

CREATORS = frozenset({"referent", "colleague", "partner", "neighbour", "manager", "coordinator"})
REFERENT = frozenset({"referent"})
BULK = frozenset({"coordinator", "manager"})
ENTRY = EntryDraft(DAY, EntryOrigin.SELF)
CHANGED = {"sentence", "place", "summary", "text", "title", "weekly_hours_agreed"}


def _on_file(action: Callable[..., Any], **values: Any) -> Call:
    return lambda s, v, here: action(s, v, here.person.id, **values)


def _create(session: Session, viewer: Viewer, _here: Side) -> None:
    beneficiaries.create_beneficiary(session, viewer, record_id=new_id(), identity=identity(), entry=ENTRY)


def _rename(session: Session, viewer: Viewer, here: Side) -> None:
    draft = replace(identity(), usual_name="Costa")
    version = here.person.version
    beneficiaries.change_identity(session, viewer, here.person.id, version=version, draft=draft)


def _orient(session: Session, viewer: Viewer, here: Side) -> None:
    values = {"track": Track.SOCIAL, "structure_id": here.structure.id, "decided_on": DAY}
    follow_up.orient(session, viewer, here.person.id, record_id=new_id(), **values)  # type: ignore[arg-type]


def _pause_again(session: Session, viewer: Viewer, here: Side) -> None:
    pauses.resume(session, viewer, here.person.id, ended_on=DAY)
    dates = {"started_on": DAY, "expected_end_on": date(2026, 12, 1)}
    reason = PauseReason.AWAY
    pauses.pause(session, viewer, here.person.id, record_id=new_id(), reason=reason, **dates)


def _come_back(session: Session, viewer: Viewer, here: Side) -> None:
    follow_up.close_follow_up(session, viewer, here.person.id, exited_on=DAY, reason=ExitReason.OTHER)
    follow_up.reopen(session, viewer, here.person.id, record_id=new_id(), draft=ENTRY)


def _share(session: Session, viewer: Viewer, here: Side) -> None:
    neighbour = here.professionals["neighbour"]
    groups.add_group_member(
        session,
        viewer,
        here.person.id,
        record_id=new_id(),
        structure_id=neighbour.structure_id or 0,
        professional_id=neighbour.id,
        purpose=SharePurpose.STEP,
    )


def _assign(session: Session, viewer: Viewer, here: Side) -> None:
    colleague_id = here.professionals["colleague"].id
    groups.assign_referent(session, viewer, here.person.id, record_id=new_id(), professional_id=colleague_id)


def _add(draft_class: type[Draft]) -> Call:
    return lambda s, v, here: records.add_record(
        s, v, here.person.id, record_id=new_id(), draft=here.records[draft_class][1]
    )


def _change(draft_class: type[Draft]) -> Call:
    def call(session: Session, viewer: Viewer, here: Side) -> None:
        record_id, draft = here.records[draft_class]
        field = next(name for name in draft.field_labels if name in CHANGED)
        value = 10 if field.startswith("weekly") else "Autrement"
        changed = replace(draft, **{field: value})
        records.change_record(session, viewer, record_id, version=1, draft=changed)

    return call


def _edit_sheet(session: Session, viewer: Viewer, here: Side) -> None:
    read = start_edit(get_sheet(session, here.viewers["coordinator"], here.consortium.id), SheetBlock.AXES)
    added = added_row(SheetBlock.AXES)
    edit = BlockEdit(SheetBlock.AXES, (*read.rows, added), read_order=read.read_order)
    sheets.save_block(session, viewer, here.consortium.id, edit)


def _writers(draft_class: type[Draft]) -> frozenset[str]:
    return FILE if draft_class is ReviewDraft else GROUP


def _stopped(draft_class: type[Draft]) -> frozenset[str]:
    """Who may change neither somebody else's note nor, for the coordination, the work of the group."""
    if draft_class is NoteDraft:
        return frozenset({"partner"})
    return FILE - _writers(draft_class)


WRITES: dict[str, Row] = {
    "beneficiaries.create_beneficiary": Row(_create, CREATORS, LOCAL - CREATORS | {"national"}),
    "beneficiaries.change_identity": Row(_rename, FILE - {"partner"}, frozenset({"partner"})),
    "follow_up.orient": Row(_orient, FILE),
    "follow_up.close_follow_up": Row(
        _on_file(follow_up.close_follow_up, exited_on=DAY, reason=ExitReason.OTHER), FILE
    ),
    "follow_up.reopen": Row(_come_back, FILE),
    "pauses.pause": Row(_pause_again, FILE),
    "pauses.resume": Row(_on_file(pauses.resume, ended_on=DAY), FILE),
    "groups.add_group_member": Row(_share, FILE),
    "groups.end_group_member": Row(lambda s, v, here: groups.end_group_member(s, v, here.member.id), FILE),
    "groups.record_objection": Row(lambda s, v, here: groups.record_objection(s, v, here.member.id), FILE),
    "groups.assign_referent": Row(_assign, LIST),
    "groups.hand_over": Row(rights_to_list.hand_over, LIST),
    "bulk.change_referent": Row(rights_to_list.change_referent, BULK, LOCAL - BULK | {"national"}),
    "saved_views.save_view": Row(rights_to_list.save_view, CREATORS, LOCAL - CREATORS | {"national"}),
    "saved_views.change_view": Row(rights_to_list.change_view, REFERENT, STRUCTURE - REFERENT),
    "saved_views.delete_view": Row(rights_to_list.delete_view, REFERENT, STRUCTURE - REFERENT),
    "plain_texts.take_text": Row(rights_to_list.take_text, FILE),
    "caseload_exports.take_caseload": Row(rights_to_list.take_caseload, LIST),
    "caseload_exports.sign_caseload": Row(
        lambda _, v, __: caseload_exports.sign_caseload(v, rows=1, detail="csv"), LOCAL
    ),
    **{name: Row(*row) for name, row in rights_of_indicators.INDICATOR_WRITES.items()},
    "reads.record_file_read": Row(lambda _, v, here: reads.record_file_read(v, here.person.id), FILE),
    "logbooks.take_logbook": Row(rights_to_list.take_logbook, FILE),
    "reads.record_search": Row(lambda s, v, _: reads.record_search(s, v, terms=1, count=0), LOCAL),
    "reads.record_export": Row(
        lambda s, v, _: reads.record_export(s, v, kind="caseload", count=0, detail=""), LOCAL
    ),
    **{
        f"records.add_record {kind.__name__}": Row(_add(kind), _writers(kind), FILE - _writers(kind))
        for kind in RECORD_MODELS
    },
    **{
        f"records.change_record {kind.__name__}": Row(
            _change(kind), REFERENT if kind is NoteDraft else _writers(kind), _stopped(kind)
        )
        for kind in RECORD_MODELS
    },
    "reached.record_reached": Row(rights_to_day.record_reached, GROUP, FILE - GROUP),
    "appointment_exports.export_appointment": Row(rights_to_day.export_appointment, FILE),
    "appointment_exports.export_agenda": Row(rights_to_day.export_agenda, LOCAL),
    **ADMINISTRATION_WRITES,
    **{name: Row(call, FRAME, LOCAL - FRAME | {"national"}) for name, call in FRAME_WRITES.items()},
    **{name: Row(call, GROUP, FILE - GROUP) for name, call in DIAGNOSIS_EXPORTS.items()},
    **{
        name: Row(call, frozenset({"coordinator"}), LOCAL - {"coordinator"} | {"national"})
        for name, call in rights_to_reconcile.RECONCILIATION_WRITES.items()
    },
    **{name: Row(call, who, LOCAL - BULK | {"national"}) for name, (call, who) in IMPORT_WRITES.items()},
    "sheets.save_block": Row(_edit_sheet, frozenset({"coordinator"}), LOCAL - {"coordinator"} | {"national"}),
    "sign_in.close_session": Row(lambda s, v, _: sign_in.close_session(s, v), REFERENT),
    "sign_in.close_all_sessions": Row(lambda s, v, _: sign_in.close_all_sessions(s, v), REFERENT),
    "sign_in.change_password": Row(
        lambda s, v, _: sign_in.change_password(s, v, password_hash="new"), REFERENT
    ),
}
OPENED_FIRST = {
    "files.open_file": Row(_on_file(files.open_file), FILE),
    "files.open_file_to_steer": Row(_on_file(files.open_file_to_steer), FILE),
    "files.open_running_file": Row(_on_file(files.open_running_file), FILE),
    "files.open_file_to_edit_identity": Row(
        _on_file(files.open_file_to_edit_identity), FILE - {"partner"}, frozenset({"partner"})
    ),
}
