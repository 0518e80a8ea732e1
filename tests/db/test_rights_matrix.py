"""Every read and every write, tried by everybody: the outcome is the one that the matrix declares."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from db import actions, queries
from db.engine import read_session, write_session
from domain.errors import ForbiddenError, NotFoundError
from tests.db import rights_of_alerts as alerts
from tests.db import rights_of_commissions as commissions
from tests.db import rights_of_delays as delays
from tests.db import rights_of_diagnoses as diagnoses
from tests.db import rights_of_diagnosis_lists as lists
from tests.db import rights_of_exits_and_areas as exits_and_areas
from tests.db import rights_of_jobs as jobs
from tests.db import rights_of_needs as needs
from tests.db import rights_of_new_offers as new_offers
from tests.db import rights_of_offer_loads as offer_loads
from tests.db import rights_of_privacy as privacy
from tests.db import rights_of_referrals as referrals
from tests.db import rights_of_reviews as reviews
from tests.db import rights_of_services as services
from tests.db import rights_of_steering as steering
from tests.db import rights_of_suggestions as suggestions
from tests.db.rights import EVERYBODY, READS, function_of, public_functions
from tests.db.rights_to_write import OPENED_FIRST, WRITES
from tests.db.snapshot import everything_of, writings
from tests.db.unscoped import UNSCOPED_ACTIONS, UNSCOPED_QUERIES

SOMETHING, NOTHING, FORBIDDEN = "something", "nothing", "forbidden"
EVERY_READ = READS | diagnoses.DIAGNOSIS_READS | lists.DIAGNOSIS_LIST_READS | jobs.JOB_READS
EVERY_WRITE = WRITES | OPENED_FIRST | diagnoses.DIAGNOSIS_WRITES | lists.DIAGNOSIS_LIST_WRITES
EVERY_WRITE |= jobs.JOB_WRITES | reviews.REVIEW_WRITES
EVERY_READ |= reviews.REVIEW_READS | alerts.ALERT_READS | delays.DELAY_READS
EVERY_WRITE |= alerts.ALERT_WRITES | delays.DELAY_WRITES
EVERY_READ |= steering.STEERING_READS | exits_and_areas.AREA_READS
EVERY_WRITE |= steering.STEERING_WRITES
EVERY_READ |= referrals.REFERRAL_READS | offer_loads.OFFER_LOAD_READS
EVERY_WRITE |= referrals.REFERRAL_WRITES | offer_loads.OFFER_LOAD_WRITES
EVERY_READ |= services.SERVICE_READS | suggestions.SUGGESTION_READS
EVERY_WRITE |= services.SERVICE_WRITES | new_offers.NEW_OFFER_WRITES
EVERY_READ |= new_offers.NEW_OFFER_READS | needs.NEEDS_READS | commissions.COMMISSION_READS
EVERY_WRITE |= commissions.COMMISSION_WRITES | privacy.PRIVACY_WRITES
EVERY_READ |= privacy.PRIVACY_READS


@pytest.fixture(scope="module")
def before(ground):
    """Everything of the side that is aimed at."""
    connection, world = ground
    return everything_of(connection, world.here)


@pytest.mark.parametrize(
    ("package", "rows", "unscoped"),
    [(queries, EVERY_READ, UNSCOPED_QUERIES), (actions, EVERY_WRITE, UNSCOPED_ACTIONS)],
)
def test_every_public_function_has_a_row_and_every_row_a_function(package, rows, unscoped):
    """T041: a new function without a row fails."""
    known = {function_of(name) for name in rows}
    assert not known & unscoped.keys()
    assert known | unscoped.keys() == public_functions(package)


@pytest.mark.parametrize("name", EVERY_READ)
def test_a_read_gives_exactly_what_the_matrix_says(ground, name):
    """T040, T042: everybody, the account without a role included."""
    assert outcomes(ground, EVERY_READ[name], read_session) == declared(EVERY_READ[name])


@pytest.mark.parametrize("name", EVERY_WRITE)
def test_a_write_changes_something_for_those_only_whom_the_matrix_says(ground, before, name):
    row = EVERY_WRITE[name]
    assert outcomes(ground, row, write_session, before) == declared(row)


def declared(row):
    return {
        name: SOMETHING if name in row.sees else FORBIDDEN if name in row.forbidden else NOTHING
        for name in EVERYBODY
    }


def outcomes(ground, row, open_session, before=None):
    connection, world = ground
    found = {}
    for name, viewer in world.viewers.items():
        with undone(connection):
            already = writings(connection) if before else {}
            found[name] = attempt(row, viewer, world.here, open_session)
            if before and has_changed(connection, world.here, before, already):
                assert found[name] != FORBIDDEN, f"{name} was refused, yet something changed"
                found[name] = SOMETHING
    return found


def has_changed(connection, here, before, already):
    """Only the tables that were written since are read again."""
    tables = [table for table, count in writings(connection).items() if count != already[table]]
    return everything_of(connection, here, tables) != {table: before[table] for table in tables}


def attempt(row, viewer, here, open_session):
    try:
        with open_session(viewer) as session:
            return SOMETHING if row.call(session, viewer, here) else NOTHING
    except NotFoundError:
        return NOTHING
    except ForbiddenError:
        return FORBIDDEN


@contextmanager
def undone(connection) -> Iterator[None]:
    with connection.begin_nested() as savepoint:
        yield
        savepoint.rollback()
