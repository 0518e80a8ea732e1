"""Processes killed while they write: what was acknowledged is there, and nothing without its audit line."""

import os
import random
import signal
import time
from contextlib import suppress

import pytest
from sqlalchemy import select

from db.engine import SessionFactory, connect
from db.models.audit import AuditEntry
from db.models.exchanges import Contact
from db.queries.audit_chain import find_broken_line
from db.queries.checks import run_checks
from domain.audit import AuditEvent
from domain.identifiers import IdGenerator, use_generator
from tests.db.committed import commit_contact, commit_viewer

KILLS = 40
SIZE = 8  # bytes of an identifier that a process acknowledges


@pytest.fixture
def written_by(own_engine):
    """A professional and somebody she follows, in a database where what is written is written."""
    assert own_engine
    return commit_viewer()


def write_for_ever(url, viewer, person_id, told):
    """In a process of its own: contacts one after the other, each acknowledged once it is committed."""
    connect(url)
    use_generator(IdGenerator(lambda: time.time_ns() // 1_000_000, node=1))
    while True:
        os.write(told, commit_contact(viewer, person_id).to_bytes(SIZE))


def kill_while_it_writes(url, viewer, person_id, luck):
    """Start the process, kill it at any moment after its first contact; what it acknowledged."""
    heard, told = os.pipe()
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            write_for_ever(url, viewer, person_id, told)
        os._exit(1)
    os.close(told)
    acknowledged = os.read(heard, SIZE)
    time.sleep(luck.uniform(0, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(heard, "rb") as rest:
        acknowledged += rest.read()
    return [int.from_bytes(acknowledged[at : at + SIZE]) for at in range(0, len(acknowledged), SIZE)]


def test_forty_processes_killed_in_their_writes_lose_nothing_acknowledged(own_engine, written_by):
    """T106: every change has its audit line, every line its change, and the journal is whole."""
    url, luck = own_engine.url.render_as_string(hide_password=False), random.Random(106)
    own_engine.dispose()  # a forked process must not share a connection
    acknowledged = set()
    for _ in range(KILLS):
        acknowledged |= set(kill_while_it_writes(url, *written_by, luck))
    with SessionFactory() as session:
        written = set(session.scalars(select(Contact.id)))
        told = session.scalars(select(AuditEntry.object_id).where(AuditEntry.event == AuditEvent.CREATE))
        assert acknowledged <= written
        assert len(acknowledged) >= KILLS
        assert sorted(told) == sorted(written)
        assert find_broken_line(session, written_by[0].consortium_id) is None
        assert run_checks(session.connection()) == []
