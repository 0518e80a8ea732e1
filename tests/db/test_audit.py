"""The journal: one line for each act, in an unbroken chain that tells references and never words."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError, NoResultFound
from sqlalchemy.orm import Session

from db.actions.audit import write_audits
from db.actions.reads import record_export, record_file_read, record_search
from db.actions.records import add_record, change_record
from db.engine import SessionFactory, write_session
from db.models.audit import AuditEntry, AuditHead
from db.models.exchanges import Contact
from db.queries.audit_chain import find_broken_line
from db.queries.checks import run_checks
from domain.audit import AuditEvent
from domain.clock import set_clock
from domain.exchange_drafts import ContactDraft, NoteDraft
from domain.identifiers import new_id
from tests.db.furniture import WORD, drafts
from tests.db.world import HERE, build_side
from tests.factories import NOW, make_consortium, make_person, make_professional, viewer_for


@pytest.fixture
def side(session):
    """A consortium whose référent has written a file: ten lines in the journal."""
    return build_side(session, HERE)


def journal(session, side):
    lines = select(AuditEntry).where(AuditEntry.consortium_id == side.consortium.id)
    return session.scalars(lines.order_by(AuditEntry.sequence)).all()


def tamper(connection, statement):
    """Write in the journal as somebody who holds the database: the trigger is taken off first."""
    if connection.dialect.name == "sqlite":
        for event in ("update", "delete"):
            connection.execute(text(f"drop trigger audit_entry_no_{event}"))
    else:
        connection.execute(text("alter table audit_entry disable trigger all"))
    connection.execute(text(statement))


def test_the_chain_of_what_was_written_is_whole(session, side):
    assert len(journal(session, side)) == 10
    assert find_broken_line(session, side.consortium.id) is None


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("update audit_entry set professional_id = 1 where sequence = 3", 3),
        ("update audit_entry set occurred_at = '2026-01-01 00:00:00+00:00' where sequence = 4", 4),
        ("update audit_entry set detail = 'rien' where sequence = 10", 10),
        ("update audit_entry set mac = '' where sequence = 5", 5),
        ("delete from audit_entry where sequence = 1", 1),
        ("delete from audit_entry where sequence = 6", 6),
        ("delete from audit_entry where sequence = 10", 10),
        ("delete from audit_entry where sequence > 0", 1),
        ("update audit_entry set sequence = 100 where sequence = 2", 2),
        ("update audit_head set sequence = 9", 11),
    ],
)
def test_a_line_changed_removed_or_moved_is_found(session, connection, side, statement, line):
    """T064: reported with its number."""
    tamper(connection, statement)
    session.expire_all()
    assert find_broken_line(session, side.consortium.id) == line


def test_two_lines_that_changed_places_are_found(session, connection, side):
    tamper(connection, "update audit_entry set sequence = -sequence where sequence in (4, 5)")
    connection.execute(text("update audit_entry set sequence = 9 + sequence where sequence < 0"))
    session.expire_all()
    assert find_broken_line(session, side.consortium.id) == 4


def test_the_command_that_checks_a_database_names_the_broken_journal(connection, side):
    assert run_checks(connection) == []
    tamper(connection, "update audit_entry set detail = 'rien' where sequence = 7")
    assert run_checks(connection) == [f"Le journal de « {side.consortium.name} » est rompu à la ligne 7."]


@pytest.mark.usefixtures("side")
@pytest.mark.parametrize("statement", ["update audit_entry set detail = ''", "delete from audit_entry"])
def test_even_the_owner_of_the_tables_cannot_change_a_line(connection, statement):
    """T063: the trigger refuses, whoever asks."""
    with pytest.raises(DBAPIError, match="append-only"):
        connection.execute(text(statement))


def test_what_cannot_be_signed_is_not_done(session, side):
    """T062: the action is undone with its line."""
    session.execute(delete(AuditHead).where(AuditHead.consortium_id == side.consortium.id))
    viewer, draft = side.viewers["referent"], drafts(1)[0]
    with pytest.raises(NoResultFound), write_session(viewer) as writing:
        add_record(writing, viewer, side.person.id, record_id=new_id(), draft=draft)
    contacts = session.scalars(select(Contact.id).where(Contact.consortium_id == side.consortium.id))
    assert contacts.all() == [side.records[ContactDraft][0]]


def test_the_journal_holds_neither_names_nor_what_notes_say(session, side):
    viewer = side.viewers["referent"]
    note_id, note = side.records[NoteDraft]
    with write_session(viewer) as writing:
        changed = replace(note, text=f"{WORD} va mieux")
        change_record(writing, viewer, note_id, version=1, draft=changed)
        record_search(writing, viewer, terms=1, count=1)
        record_export(writing, viewer, kind="caseload", count=1, detail="Parcours")
    told = " ".join(str(list(vars(line).values())) for line in journal(session, side)).casefold()
    assert "note" in told
    for word in (WORD, side.person.birth_name, side.person.first_names, "Camille", "Exemple"):
        assert word.casefold() not in told


@pytest.mark.parametrize(
    ("what_differs", "lines"),
    [
        ({}, 1),
        ({"now": NOW + timedelta(minutes=59)}, 1),
        ({"now": NOW + timedelta(minutes=61)}, 2),
        ({"session_id": 1}, 2),
    ],
)
def test_a_file_is_read_once_per_professional_session_and_hour(session, side, what_differs, lines):
    viewer = side.viewers["referent"]
    for reader in (viewer, replace(viewer, **what_differs)):
        set_clock(lambda reader=reader: reader.now)
        record_file_read(reader, side.person.id)
    assert [line.event for line in journal(session, side)].count(AuditEvent.READ) == lines


def test_each_reader_and_each_file_has_its_own_line(session, side):
    """T061: reads are signed."""
    other = make_person(session, side.professionals["referent"])
    record_file_read(side.viewers["referent"], side.person.id)
    record_file_read(side.viewers["referent"], other.id)
    record_file_read(side.viewers["partner"], side.person.id)
    assert [line.event for line in journal(session, side)].count(AuditEvent.READ) == 3


def test_twenty_threads_write_one_unbroken_chain(own_engine):
    """T100, T103."""
    with SessionFactory.begin() as session:
        professional = make_professional(session, make_consortium(session))
        people = [make_person(session, professional).id for _ in range(20)]
        viewer = viewer_for(session, professional)

    def write(person_id):
        for draft in drafts(professional.id)[:3]:
            with write_session(viewer) as writing:
                add_record(writing, viewer, person_id, record_id=new_id(), draft=draft)

    with ThreadPoolExecutor(20) as pool:
        list(pool.map(write, people))
    with Session(own_engine) as session:
        sequences = session.scalars(select(AuditEntry.sequence).order_by(AuditEntry.sequence)).all()
        assert sequences == list(range(1, 61))
        assert find_broken_line(session, viewer.consortium_id) is None


def test_lines_signed_in_bulk_follow_the_chain_and_none_is_nothing(session, side):
    viewer, about = side.viewers["coordinator"], {"object_kind": "beneficiary"}
    with write_session(viewer) as writing:
        last = write_audits(writing, viewer, AuditEvent.UPDATE, beneficiary_ids=[side.person.id] * 3, **about)
        assert write_audits(writing, viewer, AuditEvent.UPDATE, beneficiary_ids=[], **about) == last
    assert [line.object_id for line in journal(session, side)][-3:] == [side.person.id] * 3
    assert (last, find_broken_line(session, side.consortium.id)) == (13, None)
