"""The ground of the other tests: what they write leaves nothing, and the wall stays up around them."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from db.engine import read_session, write_session
from db.models.consortia import Structure
from tests.factories import make_consortium, make_professional, make_structure, viewer_for

ALL_NAMES = select(Structure.name).order_by(Structure.name)


@pytest.fixture
def viewer(session):
    """A professional whose structure is one of two, the other being of another consortium."""
    make_structure(session, make_consortium(session), "Ailleurs")
    consortium = make_consortium(session)
    structure = make_structure(session, consortium, "Ici")
    return viewer_for(session, make_professional(session, consortium, structure=structure))


@pytest.mark.parametrize("turn", [1, 2])
def test_what_a_test_writes_is_gone_in_the_next_one(session, turn):
    assert session.scalar(select(func.count()).select_from(Structure)) == 0, turn
    make_structure(session, make_consortium(session))


def test_the_application_meets_row_level_security_and_the_owner_does_not(session, connection, viewer):
    with read_session(viewer) as mine:
        seen = mine.scalars(ALL_NAMES).all()
        seen_by_owner = session.scalars(ALL_NAMES).all()
        seen_afterwards = mine.scalars(ALL_NAMES).all()
    has_wall = connection.dialect.name == "postgresql"
    assert seen == seen_afterwards == (["Ici"] if has_wall else ["Ailleurs", "Ici"])
    assert seen_by_owner == ["Ailleurs", "Ici"]


def test_the_viewer_is_forgotten_when_the_application_ends_its_transaction(connection, viewer):
    with write_session(viewer):
        pass
    if connection.dialect.name == "postgresql":
        left = connection.scalar(
            text("select current_setting('role') || current_setting('jalons.consortium_id')")
        )
        assert left == "none"


@pytest.mark.usefixtures("viewer")
def test_a_refused_write_leaves_the_rest_of_the_test_usable(session):
    session.add(Structure(consortium_id=1, name="Sans consortium", kind=None))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()
    assert session.scalars(ALL_NAMES).all() == []


def test_only_what_the_application_asks_is_counted(session, viewer, count_statements):
    with count_statements() as statements:
        session.scalars(ALL_NAMES).all()
        with read_session(viewer) as mine:
            mine.scalars(ALL_NAMES).all()
            mine.execute(text("select count(*) from audit_entry"))
            mine.execute(ALL_NAMES.execution_options(identity_lookup=True))
    assert len(statements) == 1
