"""A base that is brought up to date is copied first; one that is lost is not replaced by an empty one."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from db.backups.before_migration import COPIES_KEPT, copy_before_migration, mark_as_used
from db.backups.copies import check_sqlite
from db.schema import why_not_ready
from domain import clock
from domain.errors import DomainError
from tests.factories import NOW

ON_SQLITE = pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)


@pytest.fixture
def address(own_engine):
    """A migrated base, on each kind of database."""
    return own_engine.url.render_as_string(hide_password=False)


def call_it(engine, revision):
    """Pretend that the base is of this revision."""
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = :it"), {"it": revision})


def test_a_base_that_will_change_is_copied_first_for_its_owner_only(address, own_engine, tmp_path):
    """T126."""
    call_it(own_engine, "0003")
    copy = copy_before_migration(address, tmp_path / "copies")
    assert "0003" in copy.name
    assert copy.stat().st_mode & 0o077 == 0
    if own_engine.dialect.name == "sqlite":
        check_sqlite(copy)
    else:
        assert copy.read_bytes().startswith(b"PGDMP")


def test_a_base_that_will_not_change_is_not_copied(address, tmp_path):
    assert copy_before_migration(address, tmp_path / "copies") is None
    assert not (tmp_path / "copies").exists()


@ON_SQLITE
def test_only_the_last_copies_are_kept(address, own_engine, tmp_path, monkeypatch):
    call_it(own_engine, "0003")
    for day in range(1, 5):
        monkeypatch.setattr(clock, "now", lambda day=day: NOW.replace(day=day))
        last = copy_before_migration(address, tmp_path)
    kept = list(tmp_path.glob("*.copie"))
    assert len(kept) == COPIES_KEPT
    assert last in kept


def test_a_base_of_a_newer_version_is_left_alone(address, own_engine, tmp_path):
    """T127."""
    call_it(own_engine, "9999")
    assert "plus récente" in why_not_ready(own_engine)
    with pytest.raises(DomainError, match="plus récente"):
        copy_before_migration(address, tmp_path)


@ON_SQLITE
def test_a_base_that_is_lost_is_not_replaced_by_an_empty_one(address, own_engine, tmp_path):
    """T108."""
    mark_as_used(address)
    own_engine.dispose()
    path = Path(own_engine.url.database)
    path.unlink()
    with pytest.raises(DomainError, match="a disparu"):
        copy_before_migration(address, tmp_path)
    assert not path.exists()
    assert "absente" in why_not_ready(own_engine)
    assert not path.exists()


@ON_SQLITE
def test_a_base_with_a_damaged_header_is_said_unreadable_and_kept(address, own_engine):
    """T108."""
    own_engine.dispose()
    path = Path(make_url(address).database)
    content = b"This is no database." + path.read_bytes()[20:]
    path.write_bytes(content)
    engine = create_engine(address)
    assert "ne se lit pas" in why_not_ready(engine)
    engine.dispose()
    assert path.read_bytes() == content
