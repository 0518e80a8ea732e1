"""The audit line of every read, write and refusal, in the same transaction, chained by a keyed signature."""

import hashlib
import hmac
import json
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import false, insert, select
from sqlalchemy.orm import Session

from db.models.audit import AuditEntry, AuditHead
from db.models.beneficiaries import Beneficiary
from domain import clock
from domain.access import Viewer
from domain.audit import CHANGES, AuditEvent, AuditOutcome
from domain.errors import ForbiddenError
from domain.privacy import LIMITED, PRIVACY_ROLES
from settings import get_settings

CHAIN_START = "0" * 64
MOST_CHECKED = 500


def write_audit(
    session: Session,
    viewer: Viewer,
    event: AuditEvent,
    *,
    object_kind: str | None = None,
    object_id: int | None = None,
    beneficiary_id: int | None = None,
    outcome: AuditOutcome = AuditOutcome.DONE,
    detail: str = "",
) -> None:
    """Add one line to the viewer's consortium chain: references and counts only, never names nor text."""
    values = {
        "object_kind": object_kind,
        "object_id": object_id,
        "beneficiary_id": beneficiary_id,
        "outcome": outcome,
        "detail": detail,
    }
    _add_lines(session, viewer, event, [values])


def write_audits(
    session: Session,
    viewer: Viewer,
    event: AuditEvent,
    *,
    object_kind: str,
    beneficiary_ids: Sequence[int],
    object_ids: Sequence[int] | None = None,
    detail: str = "",
) -> int:
    """One line a person, about her or her object given; return the number of the chain’s last line."""
    about = {"object_kind": object_kind, "outcome": AuditOutcome.DONE, "detail": detail}
    about_whom = zip(object_ids or beneficiary_ids, beneficiary_ids, strict=True)
    people = [{"object_id": object_id, "beneficiary_id": person_id} for object_id, person_id in about_whom]
    return _add_lines(session, viewer, event, [about | person for person in people])


def _add_lines(session: Session, viewer: Viewer, event: AuditEvent, lines: Sequence[dict[str, Any]]) -> int:
    """Sign each line after the one before it; the head of the chain moves to the last one.

    Nothing changes without its line: this is where a limited file refuses every change, wherever it is from.
    """
    head, is_limited = _locked_head(session, viewer.consortium_id, _changed(viewer, event, lines))
    if is_limited:
        raise ForbiddenError(LIMITED)
    asked_by = {
        "consortium_id": viewer.consortium_id,
        "occurred_at": clock.now(),
        "professional_id": viewer.professional_id,
        "structure_id": viewer.structure_id,
        "session_id": viewer.session_id,
        "event": event,
    }
    signed, mac = [], head.mac
    for sequence, line in enumerate(lines, start=head.sequence + 1):
        values = {**asked_by, **line, "sequence": sequence}
        mac = sign(AuditEntry(**values), mac)
        signed.append({**values, "mac": mac})
    if signed:
        session.execute(insert(AuditEntry), signed)
        head.sequence, head.mac = head.sequence + len(signed), mac
        head.changes += len(signed) if event in CHANGES else 0
    session.flush()
    return head.sequence


def _locked_head(session: Session, consortium_id: int, people: Collection[int]) -> tuple[AuditHead, bool]:
    """The end of the chain, locked until the transaction ends; whether one of these people is limited."""
    limited = select(Beneficiary.id).where(
        Beneficiary.consortium_id == consortium_id,
        Beneficiary.id.in_(people),
        Beneficiary.limited_on.is_not(None),
    )
    is_limited = limited.exists() if people else false()
    head = select(AuditHead, is_limited).where(AuditHead.consortium_id == consortium_id)
    locked, found = session.execute(head.with_for_update(of=AuditHead)).one()
    return locked, bool(found)


def _changed(viewer: Viewer, event: AuditEvent, lines: Sequence[dict[str, Any]]) -> list[int]:
    """Whom these lines say changed; what the data-protection officer does is what the person asked for.

    Beyond some hundreds it is an import, which leaves limited people as they are.
    """
    if event not in CHANGES or viewer.has(*PRIVACY_ROLES):
        return []
    done = [line for line in lines if line["outcome"] is AuditOutcome.DONE]
    people = {line["beneficiary_id"] for line in done} - {None}
    return sorted(people) if len(people) <= MOST_CHECKED else []


def sign(entry: AuditEntry, previous_mac: str) -> str:
    """HMAC-SHA-256 of the line and of the signature before it: a change, a gap or a swap shows."""
    values: list[Any] = [
        previous_mac,
        entry.consortium_id,
        entry.sequence,
        entry.occurred_at.isoformat(timespec="microseconds"),
        entry.professional_id,
        entry.structure_id,
        entry.session_id,
        str(entry.event),
        str(entry.outcome),
        entry.object_kind,
        entry.object_id,
        entry.beneficiary_id,
        entry.detail,
    ]
    return hmac.new(get_settings().secret.encode(), json.dumps(values).encode(), hashlib.sha256).hexdigest()


def seal_of(consortium_id: int, sequence: int, mac: str) -> str:
    """What only the holder of the secret can write: the journal was purged here, and nowhere else."""
    told = f"purged:{consortium_id}:{sequence}:{mac}".encode()
    return hmac.new(get_settings().secret.encode(), told, hashlib.sha256).hexdigest()
