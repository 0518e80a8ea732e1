"""Is the audit journal of a consortium still the one that was written?"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import CHAIN_START, seal_of, sign
from db.models.audit import AuditEntry, AuditHead


def find_broken_line(session: Session, consortium_id: int) -> int | None:
    """Number of the first line that was changed, removed, added or moved; None when the chain is whole."""
    head = session.get(AuditHead, consortium_id)
    start = _start(head)
    lines = select(AuditEntry).where(AuditEntry.consortium_id == consortium_id).order_by(AuditEntry.sequence)
    with session.scalars(lines.execution_options(yield_per=1000)) as entries:
        sequence, mac = _follow(entries, *start)
    is_whole = head is not None and (head.sequence, head.mac) == (sequence, mac)
    return None if is_whole else sequence + 1


def _start(head: AuditHead | None) -> tuple[int, str]:
    """After what was purged, when the seal holds; else from the first line."""
    if head is None or not head.start_sequence:
        return 0, CHAIN_START
    is_sealed = head.start_seal == seal_of(head.consortium_id, head.start_sequence, head.start_mac)
    return (head.start_sequence, head.start_mac) if is_sealed else (0, CHAIN_START)


def _follow(entries: Iterable[AuditEntry], sequence: int, mac: str) -> tuple[int, str]:
    """How far the signatures hold from there, and the last one that does."""
    for entry in entries:
        if entry.sequence != sequence + 1 or entry.mac != sign(entry, mac):
            break
        sequence, mac = entry.sequence, entry.mac
    return sequence, mac
