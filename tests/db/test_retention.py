"""What is kept of people and of the journal, and how long: anonymisation, retention, purge."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from db.actions.privacy.anonymisation import anonymise
from db.actions.privacy.retention import anonymise_some, expired_files, lines_to_purge, purge_journal
from db.actions.privacy.urgent import open_in_urgency
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.exchanges import Appointment, Contact
from db.models.indicators import PathLine
from db.queries.audit_chain import find_broken_line
from db.queries.checks import run_checks
from db.queries.file_headers import get_header
from db.queries.privacy.people import person_rows
from db.queries.privacy.requests import list_expiring, list_uninformed
from domain.errors import NotFoundError
from domain.follow_up import ExitReason
from domain.identifiers import new_id
from tests.db.furniture import WORD
from tests.factories import NOW, TODAY
from tests.services.sessions import owner_session

REASON = "Expulsion demain matin, référente absente"


@pytest.fixture
def connection(ground):
    """The connection of the module's world: a second one would wait for it on SQLite."""
    return ground[0]


@pytest.fixture
def session(connection):
    """A session of the owner on the same connection."""
    with owner_session(connection) as session:
        yield session


@pytest.fixture
def person(session, here):
    """The person who is aimed at, in this session."""
    return session.get_one(Beneficiary, (here.consortium.id, here.person.id))


@pytest.fixture
def here(world):
    """The side whose person is aimed at."""
    return world.here


def urgently(viewer, here, reason=REASON):
    with write_session(viewer) as writing:
        open_in_urgency(writing, viewer, here.person.id, record_id=new_id(), reason=reason)


def test_nothing_that_names_her_is_left_in_any_table(session, connection, here):
    """T135: tables, history, journal, imports, free words; dates and figures stay."""
    mine = PathLine.beneficiary_id == here.person.id
    kept = ("entered_on", "exited_on", "track", "structure_id", "needs", "first_diagnosis_on")
    lines = select(*(getattr(PathLine, name) for name in kept)).where(mine)
    before = session.execute(lines).all()
    anonymise(session, here.consortium.id, here.person.id, today=TODAY)
    left = str(person_rows(session, here.consortium.id, here.person.id)).casefold()
    for word in ("lefèvre", "lefevre", "éloïse", "eloise", WORD.casefold()):
        assert word not in left
    assert session.execute(lines).all() == before
    referent = here.viewers["referent"]
    with pytest.raises(NotFoundError), read_session(referent) as reading:
        get_header(reading, referent, here.person.id)
    assert not [words for words in run_checks(connection) if "journal" not in words]


def ended(session, here, days):
    """Her support ended so many days ago."""
    of_hers = SupportPeriod.beneficiary_id == here.person.id
    for period in session.scalars(select(SupportPeriod).where(of_hers)):
        period.entered_on = min(period.entered_on, TODAY - timedelta(days=days))
        period.exited_on, period.exit_reason = TODAY - timedelta(days=days), next(iter(ExitReason))
    session.flush()


def last_met(session, days):
    """Whatever was exchanged was so many days ago."""
    day = TODAY - timedelta(days=days)
    session.execute(update(Contact).values(happened_on=day))
    session.execute(update(Appointment).values(takes_place_on=day))


def test_retention_takes_what_is_due_once_and_leaves_what_is_recent(session, here):
    """T136: 24 months after support and last contact; nothing is taken twice."""
    ended(session, here, 700)
    assert expired_files(session, here.consortium, NOW) == []
    ended(session, here, 740)
    last_met(session, 700)
    assert expired_files(session, here.consortium, NOW) == []
    last_met(session, 740)
    assert expired_files(session, here.consortium, NOW) == [here.person.id]
    anonymise_some(session, here.consortium, expired_files(session, here.consortium, NOW), NOW)
    assert expired_files(session, here.consortium, NOW) == []


def test_a_dispute_holds_a_file_that_is_due(session, here, person):
    """T136: « contentieux »."""
    ended(session, here, 740)
    last_met(session, 740)
    person.litigation_on = TODAY
    session.flush()
    assert expired_files(session, here.consortium, NOW) == []


def test_people_nobody_informed_for_thirty_days_are_listed(session, here, person):
    """T139: for the data-protection officer."""
    person.informed_on = None
    session.flush()
    officer = here.viewers["data_protection"]
    much_later = replace(officer, now=NOW + timedelta(days=400))
    assert here.person.id in [number for number, *_ in list_uninformed(session, much_later)]
    assert here.person.id not in [number for number, *_ in list_expiring(session, officer)]


def test_a_purged_journal_starts_after_its_sealed_anchor(session, connection, here):
    """T066: only older rows, chain anchored again, dry run; a moved anchor is reported."""
    much_later = NOW + timedelta(days=400)
    count = lines_to_purge(session, here.consortium, much_later)
    assert count == purge_journal(session, here.consortium, much_later) > 0
    assert lines_to_purge(session, here.consortium, much_later) == 0
    assert find_broken_line(session, here.consortium.id) is None
    urgently(here.viewers["coordinator"], here)
    session.expire_all()
    assert find_broken_line(session, here.consortium.id) is None
    connection.exec_driver_sql(
        f"update audit_head set start_seal = 'x' where consortium_id = {here.consortium.id}"
    )
    session.expire_all()
    assert find_broken_line(session, here.consortium.id) == 1
