"""Loads of services in a process of their own: told as they go, all or nothing, once."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.engine import read_session
from db.models.offer import Service, ServiceChange
from db.models.offer_loads import OfferLoad
from db.worker import Task, run_apart
from domain.access import Role
from domain.errors import DomainError
from domain.offer.loads import LoadStatus
from tests.db.offer_loading import V1, many
from tests.factories import make_consortium, make_professional, viewer_for

SERVICES = 1_104  # three steps of 500 lines


@pytest.fixture
def viewer(own_engine):
    """The coordination of a consortium that is really written."""
    with Session(own_engine, expire_on_commit=False) as session, session.begin():
        consortium = make_consortium(session, territory_id="3-24")
        return viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))


def preview(viewer, content):
    return run_apart(viewer, Task.OFFER_PREVIEW, files=[(V1, content)], is_complete=False)


def confirm(viewer, load_id):
    return run_apart(viewer, Task.OFFER_CONFIRM, load_id=load_id)


def written(viewer):
    """Services, their lines of history, the state of the only load."""
    with read_session(viewer) as session:
        counts = [session.scalar(select(func.count()).select_from(one)) for one in (Service, ServiceChange)]
        return *counts, session.scalars(select(OfferLoad.status)).one()


def test_it_tells_how_far_it_is_and_a_load_confirmed_twice_is_done_once(viewer):
    steps = list(preview(viewer, many(SERVICES - 4)))
    shares = [step.share for step in steps]
    assert shares == sorted(shares)
    assert (len(shares), shares[-1]) == (4, 1.0)
    assert written(viewer) == (0, 0, LoadStatus.PREVIEWED)
    done = [step.share for step in confirm(viewer, steps[-1].result)]
    assert done == [500 / SERVICES, 1000 / SERVICES, 1.0, 1.0]
    assert [step.share for step in confirm(viewer, steps[-1].result)] == [1.0]
    assert written(viewer) == (SERVICES, SERVICES, LoadStatus.DONE)


def test_when_nobody_listens_any_more_the_load_goes_on(viewer):
    load_id = list(preview(viewer, many(SERVICES - 4)))[-1].result
    steps = confirm(viewer, load_id)
    next(steps)
    steps.close()
    assert list(confirm(viewer, load_id))[-1].share == 1.0  # waits for its turn, then finds it done
    assert written(viewer) == (SERVICES, SERVICES, LoadStatus.DONE)


def test_a_file_that_is_refused_says_why_and_leaves_no_load(viewer):
    with pytest.raises(DomainError, match="JSON abîmé"):
        list(preview(viewer, b'{"services": ['))
    with read_session(viewer) as session:
        assert session.scalars(select(OfferLoad.id)).all() == []
