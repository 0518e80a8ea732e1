"""Worlds that are long to build, and databases that a test may really write to."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from db.models.consortia import Consortium
from domain.access import Role, Viewer
from settings import get_settings
from tests.db.diagnosing import Duo, make_duo
from tests.db.engines import connected
from tests.db.rights_to_diagnose import add_draft
from tests.db.world import HERE, World, build_world
from tests.factories import make_consortium, make_professional, viewer_for
from tests.services.databases import Database
from tests.services.sessions import owner_session, rolled_back_connection


@pytest.fixture(scope="module")
def ground(engine: Engine) -> Iterator[tuple[Connection, World]]:
    """Two furnished consortia on a connection that the module's tests share: made once, undone at the end."""
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        world = build_world(session)
        add_draft(session, world.here)
        yield connection, world


@pytest.fixture
def world(ground: tuple[Connection, World]) -> Iterator[World]:
    """The same world for each test: what a test does to it is undone."""
    connection, world = ground
    with connection.begin_nested() as savepoint:
        yield world
        savepoint.rollback()


@pytest.fixture
def consortium(session: Session) -> Consortium:
    """A consortium with a territory, so that communes are known."""
    return make_consortium(session, territory_id=HERE)


@pytest.fixture
def coordinator(session: Session, consortium: Consortium) -> Viewer:
    """Its coordination."""
    return viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))


@pytest.fixture
def duo(session: Session) -> Duo:
    """Somebody met by two professionals, one of each field."""
    return make_duo(session)


@pytest.fixture
def own_engine(fresh_database: Database) -> Iterator[Engine]:
    """The application's engine on a migrated database of this test only."""
    with connected(fresh_database.url) as engine:
        yield engine


@pytest.fixture
def unmigrated(empty_database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """The application's engine on a database without tables, which the settings name to Alembic."""
    for name, value in empty_database.environment.items():
        if name.startswith("JALONS_"):
            monkeypatch.setenv(name, value)
    get_settings.cache_clear()
    with connected(empty_database.url) as engine:
        yield engine
    monkeypatch.undo()
    get_settings.cache_clear()
