"""How long files and the journal are kept: what the command line applies, in batches, as often as wished."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, select, text
from sqlalchemy.orm import Session, aliased

from db.actions.audit import CHAIN_START, seal_of
from db.actions.privacy.anonymisation import anonymise
from db.models.audit import AuditEntry, AuditHead
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.consortia import Consortium
from db.models.exchanges import Appointment, Contact
from domain.clock import date_in
from domain.dates import months_before

BATCH = 100
DAY = timedelta(days=1)


def expired_files(session: Session, consortium: Consortium, now: datetime) -> list[int]:
    """People whose support ended, and who were last met, too long ago, whom no dispute holds.

    Joined files are included.
    """
    today = date_in(consortium.time_zone, now)
    limit = months_before(today, consortium.retention_months)
    of_hers = and_(
        SupportPeriod.consortium_id == Beneficiary.consortium_id,
        SupportPeriod.beneficiary_id == Beneficiary.id,
    )
    ended = (
        select(Beneficiary.id)
        .join(SupportPeriod, of_hers)
        .where(
            Beneficiary.consortium_id == consortium.id,
            Beneficiary.anonymised_on.is_(None),
            Beneficiary.litigation_on.is_(None),
            ~_met_since(Contact, Contact.happened_on > limit),
            ~_met_since(Appointment, Appointment.takes_place_on.between(limit + DAY, today)),
        )
    )
    last_exit = func.max(func.coalesce(SupportPeriod.exited_on, today))
    return list(session.scalars(ended.group_by(Beneficiary.id).having(last_exit <= limit)))


def _met_since(model: type[Contact | Appointment], when: ColumnElement[bool]) -> ColumnElement[bool]:
    """True for the people of whom such a meeting is kept, beside Beneficiary in a statement."""
    stay = aliased(SupportPeriod)
    of_stay = and_(model.consortium_id == stay.consortium_id, model.support_period_id == stay.id)
    of_hers = (stay.consortium_id == Beneficiary.consortium_id, stay.beneficiary_id == Beneficiary.id)
    return select(stay.id).join(model, of_stay).where(*of_hers, when).exists()


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
    with without_append_only(session):
        session.execute(
            delete(AuditEntry).where(AuditEntry.consortium_id == consortium_id, AuditEntry.sequence <= last)
        )


@contextmanager
def without_append_only(session: Session) -> Iterator[None]:
    """The trigger that refuses every removal from the journal is off; undone with the transaction."""
    off, on = _TRIGGER[session.get_bind().dialect.name]
    session.execute(text(off))
    yield
    session.execute(text(on))


_TRIGGER = {
    "postgresql": tuple(
        f"alter table audit_entry {state} trigger audit_entry_append_only" for state in ("disable", "enable")
    ),
    "sqlite": (
        "drop trigger audit_entry_no_delete",
        "create trigger audit_entry_no_delete before delete on audit_entry"
        " begin select raise(abort, 'audit_entry is append-only'); end",
    ),
}
