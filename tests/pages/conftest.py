"""Who stands in front of the screens."""

import pytest

from components.identity import identify_with
from domain.access import Role
from tests.factories import make_consortium, make_professional, viewer_for


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

    yield install
    identify_with(None)


@pytest.fixture
def coordinator(sign_in):
    return sign_in(Role.COORDINATOR)
