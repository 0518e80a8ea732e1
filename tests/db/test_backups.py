"""Backups: made while others write, opened by their key only, put back whole or not at all."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, inspect, select, text

from db.backups.archives import new_key
from db.backups.backup import backups_of, make_backup, restore_backup
from db.engine import SessionFactory, build_engine
from db.models import Base
from db.models.audit import AuditHead
from db.models.consortia import Consortium
from db.queries.checks import run_checks
from db.schema import is_up_to_date
from domain import clock
from domain.errors import DomainError
from tests.factories import NOW, make_consortium
from tests.services.databases import copy_of_template, drop

PRIVATE, PUBLIC = new_key()
ON_SQLITE = pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)


@pytest.fixture
def address(own_engine):
    """The base in use, on each kind of database."""
    return own_engine.url.render_as_string(hide_password=False)


@pytest.fixture
def backup(address, tmp_path):
    """A backup of it."""
    return make_backup(address, PUBLIC, tmp_path / "backups")


def add_consortium(name="Consortium d’essai"):
    """A committed change."""
    with SessionFactory.begin() as session:
        make_consortium(session).name = name


@pytest.fixture
def empty_place(own_engine, shared, tmp_path):
    """Room for a database of the same kind."""
    if own_engine.dialect.name == "sqlite":
        yield f"sqlite:///{tmp_path / 'restored.db'}"
        return
    database = copy_of_template(shared, own_engine.dialect.name, "restored", people=None)
    yield database.url
    drop(shared, database)


def contents(address):
    """What a backup must bring back: rows of each table, heads of the journals."""
    engine = create_engine(address)
    with engine.connect() as connection:
        heads = connection.execute(select(AuditHead.consortium_id, AuditHead.mac)).all()
        counts = {
            table: connection.scalar(select(func.count()).select_from(table))
            for table in Base.metadata.sorted_tables
        }
    engine.dispose()
    return counts, set(heads)


def test_a_backup_is_encrypted_readable_by_its_owner_and_has_its_sum(backup):
    """T120, T141."""
    assert backup.stat().st_mode & 0o077 == 0
    sum_, name = backup.with_name(f"{backup.name}.sha256").read_text().split()
    assert (sum_, name) == (hashlib.sha256(backup.read_bytes()).hexdigest(), backup.name)
    assert not any(words in backup.read_bytes() for words in (b"consortium", b"SQLite format", b"PGDMP"))
    assert {path.suffix for path in backup.parent.iterdir()} == {".age", ".sha256"}


def test_a_backup_put_back_elsewhere_holds_the_same_base(address, backup, empty_place):
    """T121: rows and journals are those of the copied base, and the application reads it."""
    restore_backup(backup, PRIVATE, empty_place, is_forced=False)
    assert contents(empty_place) == contents(address)
    engine = build_engine(empty_place)
    with engine.connect() as connection:
        assert run_checks(connection) == []
    assert is_up_to_date(engine)
    engine.dispose()


def test_a_backup_made_while_twenty_write_is_whole(address, tmp_path, empty_place):
    """T120: what the copy announces is what it holds, though others go on writing."""
    with ThreadPoolExecutor(20) as writers:
        writing = [writers.submit(add_consortium) for _ in range(40)]
        backup = make_backup(address, PUBLIC, tmp_path / "backups")
        assert all(one.result() is None for one in writing)
    manifest = restore_backup(backup, PRIVATE, empty_place, is_forced=False)
    assert manifest.counts["consortium"] <= contents(address)[0][Consortium.__table__]


def test_a_base_in_place_is_replaced_only_by_force_and_kept_aside(address, own_engine, backup):
    """T122."""
    add_consortium("Après la sauvegarde")
    own_engine.dispose()
    with pytest.raises(DomainError, match="--force"):
        restore_backup(backup, PRIVATE, address, is_forced=False)
    with SessionFactory() as session:
        assert session.scalar(select(Consortium.name)) == "Après la sauvegarde"
    own_engine.dispose()
    restore_backup(backup, PRIVATE, address, is_forced=True)
    with SessionFactory() as session:
        assert session.scalar(select(Consortium.name)) is None
    assert is_kept_aside(own_engine)


def is_kept_aside(engine):
    """The former base is still there, beside."""
    if engine.dialect.name == "sqlite":
        path = Path(engine.url.database)
        return any(path.parent.glob(f"{path.name}.avant_restauration_*"))
    return any(name.startswith("avant_restauration_") for name in inspect(engine).get_schema_names())


@ON_SQLITE
def test_a_base_in_use_is_not_replaced(address, own_engine, backup):
    with own_engine.connect() as connection:
        connection.execute(text("select 1"))
        with pytest.raises(DomainError, match="en marche"):
            restore_backup(backup, PRIVATE, address, is_forced=True)


@ON_SQLITE
@pytest.mark.parametrize("harm", ["other key", "cut", "one bit", "not a backup"])
def test_a_backup_that_cannot_be_trusted_touches_nothing(address, own_engine, backup, harm):
    """T124."""
    content = bytearray(backup.read_bytes())
    content[len(content) // 2] ^= harm == "one bit"
    damaged = {"cut": content[:-1000], "not a backup": b"hello"}
    backup.write_bytes(damaged.get(harm, content))
    before = contents(address)
    own_engine.dispose()
    key = new_key()[0] if harm == "other key" else PRIVATE
    with pytest.raises(DomainError, match="illisible"):
        restore_backup(backup, key, address, is_forced=True)
    assert contents(address) == before


def test_a_backup_of_a_newer_version_is_refused(address, own_engine, tmp_path):
    """T127."""
    with own_engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    backup = make_backup(address, PUBLIC, tmp_path / "backups")
    own_engine.dispose()
    with pytest.raises(DomainError, match="plus récente"):
        restore_backup(backup, PRIVATE, address, is_forced=True)


def test_a_base_without_tables_has_nothing_to_back_up(empty_place, tmp_path):
    with pytest.raises(DomainError, match="rien à sauvegarder"):
        make_backup(empty_place, PUBLIC, tmp_path / "backups")
    assert not (tmp_path / "restored.db").exists()


@ON_SQLITE
def test_old_backups_leave_with_their_sum(address, backup, monkeypatch):
    """T123: two of one day leave the newest."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    first = make_backup(address, PUBLIC, backup.parent)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=5))
    second = make_backup(address, PUBLIC, backup.parent)
    assert not list(backup.parent.glob(f"{first.name}*"))
    assert second in set(backups_of(backup.parent).values())
