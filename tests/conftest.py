"""What every test may ask for: a database, sessions, the running application, a browser.

Services are started by the first worker that needs them, and stopped by the process that runs pytest.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from db.engine import connect
from domain.clock import set_clock
from tests.db.world import HERE, Side, build_side
from tests.services import application, chromium, postgresql
from tests.services.databases import KINDS, SECRET, Database, copy_of_template, drop
from tests.services.sessions import counted_statements, owner_session, rolled_back_connection
from tests.services.share_out import share_out
from tests.services.shared import Shared, new_shared_folder, remove_shared_folder
from tests.services.thrift import spend_less

SHARED = pytest.StashKey[Shared]()
_LOCAL = (
    "http://127.0.0.1:",
    "http://localhost:",
    "ws://127.0.0.1:",
    "ws://localhost:",
    "data:",
    "blob:",
    "about:",
)
StartServer = Callable[..., application.Server]


def pytest_configure(config: pytest.Config) -> None:
    """Give every worker the folder of the session; keep the developer's own database out of reach."""
    worker = getattr(config, "workerinput", None)
    if worker:
        shared = Shared(Path(worker["shared_folder"]), worker["workerid"])
    else:
        shared = Shared(new_shared_folder(), "main")
    config.stash[SHARED] = shared
    for name in [name for name in os.environ if name.startswith("JALONS_")]:
        del os.environ[name]
    os.environ["JALONS_SECRET"] = SECRET
    os.environ["JALONS_DATA_DIR"] = str(shared.corner)
    spend_less()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell an xdist worker where the shared folder is."""
    node.workerinput["shared_folder"] = str(node.config.stash[SHARED].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what the session started."""
    if hasattr(config, "workerinput"):
        return
    shared = config.stash[SHARED]
    if shared.known("postgresql"):
        postgresql.stop(shared)
    remove_shared_folder(shared.folder)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every worker begins with its share of the longest tests."""
    share_out(items)


@pytest.fixture(autouse=True)
def _own_clock() -> Iterator[None]:
    """A test that sets the clock does not set it for the next one."""
    yield
    set_clock(None)


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Shared:
    """The folder of the session and the name of this worker."""
    return request.config.stash[SHARED]


@pytest.fixture(scope="session", params=KINDS)
def database(request: pytest.FixtureRequest, shared: Shared) -> str:
    """The URL of this worker's own migrated database, once on SQLite and once on PostgreSQL."""
    name = f"tests_{request.param}"  # pytest may come back to it after the other kind: the copy is kept
    return shared.once(f"{shared.worker}_{name}", lambda: copy_of_template(shared, request.param, name).url)


@pytest.fixture(params=KINDS)
def fresh_database(request: pytest.FixtureRequest, shared: Shared) -> Iterator[Database]:
    """A migrated database of this test only, for what truly commits: threads, processes, command line."""
    database = copy_of_template(shared, request.param, f"fresh_{request.param}")
    yield database
    drop(shared, database)


@pytest.fixture(params=KINDS)
def empty_database(request: pytest.FixtureRequest, shared: Shared) -> Iterator[Database]:
    """A database without any table, for the tests of migrations."""
    database = copy_of_template(shared, request.param, f"empty_{request.param}", people=None)
    yield database
    drop(shared, database)


@pytest.fixture(scope="session")
def engine(database: str) -> Iterator[Engine]:
    """The application's engine on this worker's database."""
    engine = connect(database)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A connection shared with the application's sessions, rolled back at the end."""
    with rolled_back_connection(engine) as connection:
        yield connection


@pytest.fixture(scope="module")
def furnished(engine: Engine) -> Iterator[tuple[Connection, Side]]:
    """A furnished consortium that the tests of a module share: each of them undoes what it did to it."""
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield connection, build_side(session, HERE)


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    """A session of the tables' owner on that connection, for factories and direct assertions."""
    with owner_session(connection) as session:
        yield session


@pytest.fixture
def count_statements() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_statements() as statements:` collects the SQL of the application's sessions."""
    return counted_statements


@pytest.fixture(scope="session")
def server(shared: Shared) -> Iterator[StartServer]:
    """The real application: `server("sqlite", people=60, JALONS_DEMO="1")`, one per set of arguments.

    `only` names the tests that have one of their own.
    """
    running: dict[object, application.Server] = {}
    numbers = count()  # of those that did not start too: the name of a database is given once

    def start(
        kind: str = "sqlite", *, people: int = 0, only: str = "", **settings: str
    ) -> application.Server:
        key = (kind, people, only, *sorted(settings.items()))
        if key not in running:
            database = copy_of_template(shared, kind, f"server_{next(numbers)}", people=people)
            running[key] = application.serve(database, settings)
        return running[key]

    yield start
    for started in running.values():
        application.stop(started)


@pytest.fixture(scope="session")
def browser(shared: Shared) -> Iterator[Browser]:
    """One Chromium per worker."""
    expect.set_options(timeout=15_000)  # four workers share four cores
    path = shared.once("chromium", lambda: chromium.find(shared))
    with sync_playwright() as playwright, chromium.launch(playwright, path) as browser:
        yield browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A new window of a French user; the test fails if it asks anything outside this machine."""
    context = browser.new_context(
        locale="fr-FR", timezone_id="Europe/Paris", viewport={"width": 1366, "height": 768}
    )
    outside: list[str] = []
    context.on("request", lambda asked: asked.url.startswith(_LOCAL) or outside.append(asked.url))
    context.on("console", lambda said: "Content Security Policy" in said.text and outside.append(said.text))
    yield context.new_page()
    context.close()
    assert outside == []
