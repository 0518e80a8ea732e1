"""The site that a journey visits, when it needs no more than a server and its database."""

import pytest

from db.engine import build_engine


@pytest.fixture(scope="module")
def site(server):
    """A server, and an engine on its database: one is enough, reads and writes are tried on both."""
    site = server("postgresql")
    engine = build_engine(site.database.url)
    yield site, engine
    engine.dispose()
