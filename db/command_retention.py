"""The `retention` command: anonymise files and purge journals that are older than they are kept."""

import argparse
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.privacy.retention import (
    BATCH,
    anonymise_some,
    expired_files,
    lines_to_purge,
    purge_journal,
)
from db.engine import connect
from db.models.audit import AuditHead
from db.models.consortia import Consortium
from domain import clock
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.batches import batched
from settings import get_settings

EXIT_DONE = 0
_SCRUB = (
    "insert into beneficiary_name(beneficiary_name) values ('rebuild')",
    "vacuum",
    "pragma wal_checkpoint(truncate)",
)
NOBODY = 0  # the command line has no account


def add_retention(add: Callable[..., argparse.ArgumentParser], commands: Any) -> None:
    """Declare the command."""
    command = add(commands, "retention", retention, "anonymise les dossiers et purge le journal trop anciens")
    command.add_argument("--dry-run", action="store_true", help="dit seulement ce qui serait fait")


def retention(arguments: argparse.Namespace) -> int:
    """Each consortium by its own durations; nothing is left to do when it runs again."""
    engine = connect(get_settings().migration_url)
    done = 0
    with Session(engine) as session:
        has_journal = AuditHead.consortium_id == Consortium.id
        consortia = session.scalars(select(Consortium).join(AuditHead, has_journal)).all()
    for consortium in consortia:
        done += apply_retention(engine, consortium, is_dry_run=arguments.dry_run)
    if done and not arguments.dry_run:
        scrub_free_pages(engine)
    return EXIT_DONE


def apply_retention(engine: Engine, consortium: Consortium, *, is_dry_run: bool) -> int:
    """Say and do what is due: files by batches, then the journal; both are signed."""
    now = clock.now()
    with Session(engine) as session:
        people = expired_files(session, consortium, now)
        lines = lines_to_purge(session, consortium, now)
    print(f"{consortium.name} : {len(people)} dossier(s) à anonymiser, {lines} ligne(s) de journal à purger.")
    if is_dry_run:
        return 0
    for some in batched(people, BATCH):
        with Session(engine) as session, session.begin():
            anonymise_some(session, consortium, list(some), now)
            _sign(session, consortium, "retention", f"{len(some)} dossier(s)")
    if lines:
        with Session(engine) as session, session.begin():
            purge_journal(session, consortium, now)
            _sign(session, consortium, "audit_entry", f"{lines} ligne(s) purgée(s)")
    return len(people) + lines


def scrub_free_pages(engine: Engine) -> None:
    """SQLite keeps what was removed in its free pages, its name index and its log: write them again."""
    if engine.dialect.name != "sqlite":
        return
    raw = engine.raw_connection()  # outside any transaction
    try:
        for statement in _SCRUB:
            raw.cursor().execute(statement)
    finally:
        raw.close()


def _sign(session: Session, consortium: Consortium, kind: str, detail: str) -> None:
    nobody = Viewer(
        NOBODY,
        consortium.id,
        structure_id=None,
        roles=frozenset(),
        field=None,
        session_id=NOBODY,
        display_name="",
        structure_name="",
        consortium_name=consortium.name,
        time_zone=consortium.time_zone,
        now=clock.now(),
    )
    write_audit(session, nobody, AuditEvent.UPDATE, object_kind=kind, detail=detail)
