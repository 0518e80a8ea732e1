"""Several reads at once: in order, inside the tenant wall, never waiting for themselves."""

from functools import partial

import pytest
from sqlalchemy import select

from db.engine import SessionFactory, read_session, read_together, write_session
from db.models.beneficiaries import Beneficiary
from tests.factories import make_consortium, make_person, make_professional, viewer_for


@pytest.fixture
def ground(own_engine):
    """A professional and somebody she follows, in a database where what is written is written."""
    assert own_engine
    with SessionFactory.begin() as session:
        professional = make_professional(session, make_consortium(session))
        make_person(session, make_professional(session, make_consortium(session)))
        return viewer_for(session, professional), make_person(session, professional).id


def of(viewer):
    """The people of her consortium."""
    return select(Beneficiary.id).where(Beneficiary.consortium_id == viewer.consortium_id)


def test_reads_asked_together_are_answered_in_order_inside_the_wall(ground):
    viewer, person_id = ground

    def read(rank, session):
        return rank, session.scalars(of(viewer)).all()

    with read_session(viewer) as session:
        answers = read_together(session, viewer, [partial(read, rank) for rank in range(9)])
    assert answers == [(rank, [person_id]) for rank in range(9)]


def test_a_read_asked_together_may_ask_others(ground):
    """In turn then, or those that wait would keep those they wait for from starting."""
    viewer, person_id = ground

    def read(session):
        return read_together(session, viewer, [lambda own: own.scalar(of(viewer))] * 2)

    with read_session(viewer) as session:
        assert read_together(session, viewer, [read] * 9) == [[person_id, person_id]] * 9


def test_reads_inside_a_change_see_what_it_changes(ground):
    viewer, person_id = ground
    name = select(Beneficiary.first_names).where(Beneficiary.id == person_id)
    with write_session(viewer) as session:
        session.get_one(Beneficiary, (viewer.consortium_id, person_id)).first_names = "Camille"
        assert read_together(session, viewer, [lambda own: own.scalar(name)]) == ["Camille"]
