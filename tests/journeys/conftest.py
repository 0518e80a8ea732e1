"""The site that a journey visits, when it needs no more than a server and its database."""

import pytest

from db.engine import build_engine
from tests.services.databases import KINDS


@pytest.fixture(scope="module", params=KINDS)
def site(server, request):
    """A server, and an engine on its database."""
    site = server(request.param)
    engine = build_engine(site.database.url)
    yield site, engine
    engine.dispose()
