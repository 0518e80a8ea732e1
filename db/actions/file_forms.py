"""What each form of a file does, by its name."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from db.actions import alerts, beneficiaries, follow_up, groups, pauses, reached
from db.actions.records import add_record, change_record
from domain.access import Viewer
from domain.beneficiaries import IdentityDraft

_Action = Callable[..., None]
_ADDED: dict[str, _Action] = {
    "orientation": follow_up.orient,
    "pause": pauses.pause,
    "return": follow_up.reopen,
    "referent": groups.assign_referent,
    "member": groups.add_group_member,
    "reached": reached.record_reached,
    "put_off": alerts.put_off,
}
_DATED: dict[str, _Action] = {"resumption": pauses.resume, "exit": follow_up.close_follow_up}
_OF_A_MEMBER: dict[str, _Action] = {
    "end_of_share": groups.end_group_member,
    "objection": groups.record_objection,
}


def save_form(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    name: str,
    record_id: int,
    version: int | None,
    values: Any,
) -> None:
    """Do what this form is for; a record without a version is new."""
    if name in _ADDED:
        _ADDED[name](session, viewer, beneficiary_id, record_id=record_id, **values)
    elif name in _DATED:
        _DATED[name](session, viewer, beneficiary_id, **values)
    elif name in _OF_A_MEMBER:
        _OF_A_MEMBER[name](session, viewer, record_id)
    elif version is None:
        add_record(session, viewer, beneficiary_id, record_id=record_id, draft=values)
    elif isinstance(values, IdentityDraft):
        beneficiaries.change_identity(session, viewer, beneficiary_id, version=version, draft=values)
    else:
        change_record(session, viewer, record_id, version=version, draft=values)
