"""Who stands in front of the screens."""

import pytest

from components.identity import identify_with
from db.engine import connect
from domain.access import Role
from tests.db.diagnosing import make_duo, start_together
from tests.factories import make_consortium, make_professional, viewer_for
from tests.services.databases import copy_of_template


@pytest.fixture(scope="session")
def database(shared):
    """Screens are tried on SQLite alone: what they read and write is tried on both databases elsewhere."""
    return shared.once(f"{shared.worker}_pages", lambda: copy_of_template(shared, "sqlite", "pages").url)


@pytest.fixture(scope="session")
def engine(database):
    """The application's engine on that database."""
    engine = connect(database)
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def _signed_out():
    """Nobody is left in front of the screen of the next test."""
    yield
    identify_with(None)


@pytest.fixture
def duo(session):
    """Somebody met by two professionals, one of each field."""
    return make_duo(session)


@pytest.fixture
def draft(duo):
    """Their diagnosis, just begun."""
    return start_together(duo)


@pytest.fixture
def consortium(session):
    return make_consortium(session, territory_id="3-24")


@pytest.fixture
def sign_in(session, consortium):
    """Put somebody new of the consortium in front of the screen."""

    def install(*roles):
        viewer = viewer_for(session, make_professional(session, consortium, roles=roles))
        identify_with(lambda: viewer)
        return viewer

    return install


@pytest.fixture
def coordinator(sign_in):
    return sign_in(Role.COORDINATOR)
