"""Transactions: nothing lost between threads, nothing written by a read, nothing left of a viewer."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from db.actions.beneficiaries import create_beneficiary
from db.actions.records import add_record, change_record
from db.engine import SessionFactory, read_session, sign_in_session, write_session
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.consortia import MemberOrganisation
from db.models.exchanges import Contact
from domain.beneficiaries import EntryDraft, IdentityDraft
from domain.errors import EditConflictError
from domain.follow_up import EntryOrigin
from domain.identifiers import new_id
from domain.organisations import College
from domain.people import Civility
from tests.db.furniture import DAY, drafts
from tests.factories import make_consortium, make_person, make_professional, viewer_for

THREADS, TURNS = 8, 25
ON_SQLITE = pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("fresh_database", ["postgresql"], indirect=True)


@pytest.fixture
def viewer(own_engine):
    """A professional, in a database where what is written is written."""
    assert own_engine
    with SessionFactory.begin() as session:
        return viewer_for(session, make_professional(session, make_consortium(session)))


@pytest.fixture
def person_id(viewer):
    """Somebody she follows."""
    with SessionFactory.begin() as session:
        key = (viewer.consortium_id, viewer.professional_id)
        return make_person(session, session.get_one(Professional, key)).id


@pytest.fixture
def counter_id(viewer):
    """A row that every thread increments."""
    with write_session(viewer) as session:
        counter = MemberOrganisation(
            consortium_id=viewer.consortium_id, name="", college=College.STATE, rank=0
        )
        session.add(counter)
        session.flush()
        return counter.id


def in_threads(act):
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(act, range(THREADS)))


def increment(viewer, counter_id, *, is_locked):
    with write_session(viewer) as session:
        key = (viewer.consortium_id, counter_id)
        counter = session.get_one(MemberOrganisation, key, with_for_update=is_locked or None)
        counter.rank += 1


def total(viewer, counter_id):
    with read_session(viewer) as session:
        return session.get_one(MemberOrganisation, (viewer.consortium_id, counter_id)).rank


def test_no_increment_is_lost_between_threads_that_lock(viewer, counter_id):
    def turn(_thread):
        for _ in range(TURNS):
            increment(viewer, counter_id, is_locked=True)

    in_threads(turn)
    assert total(viewer, counter_id) == THREADS * TURNS


def test_without_a_lock_a_lost_increment_is_an_error_never_a_silence(viewer, counter_id):
    def turn(_thread):
        done = 0
        for _ in range(TURNS):
            with suppress(StaleDataError):
                increment(viewer, counter_id, is_locked=False)
                done += 1
        return done

    assert total(viewer, counter_id) == 0
    done = sum(in_threads(turn))
    assert total(viewer, counter_id) == done


def test_of_several_people_who_change_one_record_the_first_wins_and_the_others_know(viewer, person_id):
    record_id, draft = new_id(), drafts(viewer.professional_id)[0]
    with write_session(viewer) as session:
        add_record(session, viewer, person_id, record_id=record_id, draft=draft)

    def change(thread):
        with write_session(viewer) as session:
            changed = replace(draft, sentence=f"Phrase {thread}")
            change_record(session, viewer, record_id, version=1, draft=changed)

    def attempt(thread):
        try:
            change(thread)
        except EditConflictError as conflict:
            return conflict.current_version
        return "saved"

    assert sorted(in_threads(attempt), key=str) == [2] * (THREADS - 1) + ["saved"]


def test_a_record_sent_at_once_from_several_tabs_is_added_once(viewer, person_id):
    record_id, draft = new_id(), drafts(viewer.professional_id)[0]

    def send(_thread):
        with write_session(viewer) as session:
            add_record(session, viewer, person_id, record_id=record_id, draft=draft)

    in_threads(send)
    with read_session(viewer) as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_a_person_sent_at_once_from_several_tabs_enters_once(viewer):
    record_id, identity = new_id(), IdentityDraft(Civility.MADAM, "Lefèvre", "", "Éloïse", None)
    entry = EntryDraft(DAY, EntryOrigin.SELF)

    def send(_thread):
        with write_session(viewer) as session:
            return create_beneficiary(session, viewer, record_id=record_id, identity=identity, entry=entry)

    assert set(in_threads(send)) == {record_id}
    with read_session(viewer) as session:
        assert session.scalar(select(func.count()).select_from(Beneficiary)) == 1


def test_a_failed_block_leaves_nothing(viewer, counter_id):
    with suppress(ZeroDivisionError), write_session(viewer) as session:
        session.get_one(MemberOrganisation, (viewer.consortium_id, counter_id)).rank = 1 // 0
    assert total(viewer, counter_id) == 0


def test_a_read_session_refuses_to_write(viewer, counter_id):
    refused = pytest.raises(DBAPIError, match=r"readonly|read-only")
    with refused, read_session(viewer) as session:
        session.execute(text("delete from member_organisation where id = :id"), {"id": counter_id})
    increment(viewer, counter_id, is_locked=True)
    assert total(viewer, counter_id) == 1


@ON_SQLITE
def test_sqlite_is_durable_checks_foreign_keys_and_waits_its_turn(own_engine):
    with own_engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        pragmas = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert pragmas == ["wal", 2, 1, 60000]


@ON_POSTGRESQL
def test_a_connection_goes_back_to_the_pool_without_its_viewer(own_engine, viewer):
    left = text("select current_setting('role'), current_setting('jalons.consortium_id', true)")
    for open_session in (read_session, write_session):
        with open_session(viewer) as session:
            assert session.execute(left).one() == ("jalons_app", str(viewer.consortium_id))
        with own_engine.connect() as connection:
            assert connection.execute(left).one() == ("none", "")
    with sign_in_session() as session:
        assert session.execute(left).one() == ("jalons_app", "")


@ON_POSTGRESQL
def test_an_error_in_the_middle_takes_the_viewer_away_too(own_engine, viewer):
    with suppress(ZeroDivisionError), write_session(viewer) as session:
        session.execute(text("select 1"))
        raise ZeroDivisionError
    with own_engine.connect() as connection:
        assert connection.scalar(text("select current_setting('jalons.consortium_id', true)")) == ""
