"""A limited file refuses every change, wherever it comes from: every action of the matrix is tried on one."""

import pytest
from sqlalchemy import update

from db.engine import write_session
from db.models.beneficiaries import Beneficiary
from db.queries.privacy.people import person_rows
from domain.errors import DomainError
from tests.db.snapshot import writings
from tests.db.test_rights_matrix import EVERY_WRITE, undone
from tests.factories import TODAY
from tests.services.sessions import owner_session

TRIED_BY = ("referent", "coordinator", "manager")
# Not her file: journal of reads, computed lines, what she asks, the import that was read, urgent reading.
BESIDE = {"audit_entry", "caseload_entry", "path_line", "alert_fact", "attendance_line"}
BESIDE |= {"person_request", "import_row", "imported_values", "urgent_access", "alert_put_off"}


@pytest.fixture
def limited(ground):
    """The side that is aimed at, its person limited; its structure alone would still read her."""
    connection, world = ground
    with undone(connection):
        connection.execute(
            update(Beneficiary).where(Beneficiary.id == world.here.person.id).values(limited_on=TODAY)
        )
        yield connection, world.here


def written(connection):
    return {name: count for name, count in writings(connection).items() if name not in BESIDE}


def rows_of_file(connection, here):
    with owner_session(connection) as session:
        rows = person_rows(session, here.consortium.id, here.person.id)
    return {name: found for name, found in rows.items() if name not in BESIDE}


def test_no_action_changes_a_limited_file(limited):
    """T138: by hand, several at once, imports, commissions, referrals, diagnosis."""
    connection, here = limited
    before, changed = rows_of_file(connection, here), []
    for name, row in EVERY_WRITE.items():
        if row.sees & {*TRIED_BY}:
            changed += [(name, who) for who in TRIED_BY if changes(connection, here, row, who, before)]
    assert changed == []


def changes(connection, here, row, who, before):
    viewer = here.viewers[who]
    with undone(connection):
        already = written(connection)
        try:
            with write_session(viewer) as session:
                row.call(session, viewer, here)
        except DomainError:
            return False
        return written(connection) != already and rows_of_file(connection, here) != before
