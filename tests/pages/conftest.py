"""Who stands in front of the screens."""

import pytest

from components.identity import identify_with
from domain.access import Role
from tests.db.diagnosing import make_duo, start_together
from tests.factories import make_consortium, make_professional, viewer_for


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
