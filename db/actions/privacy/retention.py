"""How long files and the journal are kept: what the command line applies, in batches, as often as wished."""

from datetime import datetime

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from db.actions.audit import CHAIN_START, seal_of
from db.actions.privacy.anonymisation import anonymise
from db.models.audit import AuditEntry, AuditHead
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Consortium
from domain.clock import date_in
from domain.dates import months_before

BATCH = 100


def expired_files(session: Session, consortium: Consortium, now: datetime) -> list[int]:
    """People whose last support ended too long ago, whom no dispute holds; joined files included."""
    today = date_in(consortium.time_zone, now)
    last_exit = func.max(func.coalesce(SupportPeriod.exited_on, today))
    return list(
        session.scalars(
            select(Beneficiary.id)
            .join(
                SupportPeriod,
                (SupportPeriod.consortium_id == Beneficiary.consortium_id)
                & (SupportPeriod.beneficiary_id == Beneficiary.id),
            )
            .where(
                Beneficiary.consortium_id == consortium.id,
                Beneficiary.anonymised_on.is_(None),
                Beneficiary.litigation_on.is_(None),
            )
            .group_by(Beneficiary.id)
            .having(last_exit <= months_before(today, consortium.retention_months))
        )
    )


def anonymise_some(session: Session, consortium: Consortium, people: list[int], now: datetime) -> None:
    """One batch, one transaction."""
    for beneficiary_id in people:
        anonymise(session, consortium.id, beneficiary_id, today=date_in(consortium.time_zone, now))


def lines_to_purge(session: Session, consortium: Consortium, now: datetime) -> int:
    """How many lines of the journal are older than its consortium keeps them, without a gap."""
    head = session.get_one(AuditHead, consortium.id)
    return (_last_old(session, consortium, now) or head.start_sequence) - head.start_sequence


def purge_journal(session: Session, consortium: Consortium, now: datetime) -> int:
    """Remove the old lines; the chain now starts after the last of them, which is sealed with the secret.

    For the owner of the tables alone: the trigger that refuses every removal is taken off meanwhile.
    """
    last = _last_old(session, consortium, now)
    if last is None:
        return 0
    head = session.get_one(AuditHead, consortium.id, with_for_update=True)
    count = last - head.start_sequence
    mac = session.scalar(
        select(AuditEntry.mac).where(AuditEntry.consortium_id == consortium.id, AuditEntry.sequence == last)
    )
    head.start_sequence, head.start_mac = last, mac or CHAIN_START
    head.start_seal = seal_of(consortium.id, head.start_sequence, head.start_mac)
    session.flush()
    _delete_until(session, consortium.id, last)
    return count


def _last_old(session: Session, consortium: Consortium, now: datetime) -> int | None:
    """The last line before the first that is recent: a clock that went back leaves no gap."""
    day = months_before(date_in(consortium.time_zone, now), consortium.journal_months)
    mine = AuditEntry.consortium_id == consortium.id
    kept = datetime(day.year, day.month, day.day, tzinfo=now.tzinfo)
    first = session.scalar(select(func.min(AuditEntry.sequence)).where(mine, AuditEntry.occurred_at >= kept))
    older = select(func.max(AuditEntry.sequence)).where(mine)
    return session.scalar(older if first is None else older.where(AuditEntry.sequence < first))


def _delete_until(session: Session, consortium_id: int, last: int) -> None:
    old = delete(AuditEntry).where(AuditEntry.consortium_id == consortium_id, AuditEntry.sequence <= last)
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("alter table audit_entry disable trigger audit_entry_append_only"))
        session.execute(old)
        session.execute(text("alter table audit_entry enable trigger audit_entry_append_only"))
        return
    session.execute(text("drop trigger audit_entry_no_delete"))
    session.execute(old)
    session.execute(
        text(
            "create trigger audit_entry_no_delete before delete on audit_entry"
            " begin select raise(abort, 'audit_entry is append-only'); end"
        )
    )
