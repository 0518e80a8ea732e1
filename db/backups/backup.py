"""Make a backup of the database in use, and put one back."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, func, make_url, select, text

from db import schema
from db.backups.archives import COPY, seal, unseal
from db.backups.copies import check_sqlite, copy_out
from db.backups.places import base_at, put_back
from db.models.audit import AuditHead
from domain import clock
from domain.backups import Manifest, kept_backups
from domain.errors import DomainError

Contents = tuple[dict[str, int], dict[str, str]]  # rows by table, head of the journal by consortium
_NAME = "jalons-%Y%m%dT%H%M%SZ.age"
_NOT_MIGRATED = "La base est absente ou n’est pas à jour\u00a0: rien à sauvegarder. python -m db migrate"
_NEWER = "Cette sauvegarde vient d’une version plus récente de Jalons ({revision})\u00a0: installez-la."
_OTHER_KIND = "Cette sauvegarde vient de {kind}\u00a0; la base des réglages est d’une autre sorte."
_DIFFERENT = "La base relue ne contient pas ce que la sauvegarde annonce\u00a0: rien n’est remplacé."


def make_backup(address: str, public_key: str, folder: Path) -> Path:
    """Copy, seal, then remove the backups that are no longer kept; return the new file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made_at = clock.now().astimezone(UTC)
    target = folder / made_at.strftime(_NAME)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        manifest = _copy_told(address, Path(name) / COPY, made_at)
        seal(Path(name), manifest, public_key, target)
    _remove_old(folder)
    return target


def restore_backup(sealed: Path, private_key: str, address: str, *, is_forced: bool) -> Manifest:
    """Put a backup in place of the database of this address, which is kept aside when forced.

    Nothing is touched before the backup is opened, known to this version and found whole.
    """
    kind = make_url(address).get_backend_name()
    with tempfile.TemporaryDirectory(dir=sealed.parent) as name:
        manifest = unseal(sealed, private_key, Path(name))
        if manifest.dialect != kind:
            raise DomainError(_OTHER_KIND.format(kind=manifest.dialect))
        if not schema.knows(manifest.revision):
            raise DomainError(_NEWER.format(revision=manifest.revision))
        if kind == "sqlite":
            check_sqlite(Path(name) / COPY)
        with put_back(Path(name) / COPY, address, is_forced=is_forced) as engine:
            _require_same(engine, manifest)
    return manifest


def backups_of(folder: Path) -> dict[datetime, Path]:
    """The backups of this folder by the moment they were made."""
    return {datetime.strptime(path.name, _NAME).replace(tzinfo=UTC): path for path in folder.glob("*.age")}


def _remove_old(folder: Path) -> None:
    found = backups_of(folder)
    for moment in found.keys() - kept_backups(found):
        found[moment].unlink()
        found[moment].with_name(f"{found[moment].name}.sha256").unlink(missing_ok=True)


def _copy_told(address: str, target: Path, made_at: datetime) -> Manifest:
    """Copy the database and say what the copy holds, both at one instant."""
    with base_at(address) as engine:
        revision = schema.revision_of(engine)
        if revision is None:
            raise DomainError(_NOT_MIGRATED)
        contents = _copy_postgresql if engine.dialect.name == "postgresql" else _copy_sqlite
        return Manifest(made_at, engine.dialect.name, revision, *contents(engine, address, target))


def _copy_postgresql(engine: Engine, address: str, target: Path) -> Contents:
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        copy_out(address, target, snapshot=connection.scalar(text("select pg_export_snapshot()")))
        return _contents(connection)


def _copy_sqlite(_engine: Engine, address: str, target: Path) -> Contents:
    copy_out(address, target)
    with base_at(f"sqlite:///{target}") as copy, copy.connect() as connection:
        return _contents(connection)


def _require_same(engine: Engine, manifest: Manifest) -> None:
    with engine.connect() as connection:
        if _contents(connection) != (manifest.counts, manifest.chains):
            raise DomainError(_DIFFERENT)


def _contents(connection: Connection) -> Contents:
    """Rows of each table, and where each journal stands."""
    tables = MetaData()
    tables.reflect(connection, only=lambda name, _: not name.startswith("beneficiary_name"))
    counts = {
        name: connection.scalar(select(func.count()).select_from(table)) or 0
        for name, table in tables.tables.items()
    }
    heads = connection.execute(select(AuditHead.consortium_id, AuditHead.sequence, AuditHead.mac))
    return counts, {str(consortium): f"{sequence} {mac}" for consortium, sequence, mac in heads}
