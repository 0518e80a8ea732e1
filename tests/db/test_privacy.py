"""Rights of people: urgent access, refusals that leave a trace, requests, access pack, anonymisation."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from components.documents.access_pack import access_pack_json, access_pack_pdf
from db.actions.privacy import requests
from db.actions.privacy.urgent import open_in_urgency
from db.actions.reads import record_file_read
from db.actions.records import add_record
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import Beneficiary
from db.queries.audit_chain import find_broken_line
from db.queries.file_headers import get_header
from db.queries.files import list_records
from db.queries.journal import list_file_accesses
from db.queries.privacy.journal import list_breach
from db.queries.privacy.packs import get_access_pack
from db.queries.privacy.people import person_rows
from db.queries.privacy.urgent import list_urgent_accesses
from domain.audit import AuditEvent, AuditOutcome
from domain.clock import set_clock
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.exchange_drafts import NoteDraft
from domain.identifiers import new_id
from domain.privacy import JournalFilters, RequestKind, RequestState
from tests.db.furniture import WORD, drafts
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


def notes(viewer, here):
    with read_session(viewer) as reading:
        return list_records(reading, viewer, here.person.id, NoteDraft)


def answered(session, here, kind):
    """The person's request, accepted by the data-protection officer."""
    officer, record_id = here.viewers["data_protection"], new_id()
    with write_session(officer) as writing:
        about = {"record_id": record_id, "kind": kind, "received_on": TODAY}
        requests.record_request(writing, officer, here.person.id, **about)
    with write_session(officer) as writing:
        words = {"state": RequestState.ACCEPTED, "answer": "Fait."}
        requests.answer_request(writing, officer, record_id, **words)
    session.expire_all()


def refusals(connection_session, here):
    refused = AuditEntry.outcome == AuditOutcome.REFUSED
    mine = AuditEntry.consortium_id == here.consortium.id
    return connection_session.scalars(select(AuditEntry).where(mine, refused)).all()


@pytest.mark.parametrize("name", ["coordinator", "manager"])
def test_urgent_access_reads_three_hours_and_never_writes(here, name):
    """T052: a reason of twenty characters, three hours, read-only, the référent and the officer told."""
    viewer = here.viewers[name]
    with pytest.raises(InvalidInputError):
        urgently(viewer, here, "trop court")
    urgently(viewer, here)
    assert notes(viewer, here)
    draft = next(draft for draft in drafts(1) if isinstance(draft, NoteDraft))
    with pytest.raises(ForbiddenError), write_session(viewer) as writing:
        add_record(writing, viewer, here.person.id, record_id=new_id(), draft=draft)
    for told in ("referent", "data_protection"):
        with read_session(here.viewers[told]) as reading:
            assert REASON in {a.reason for a in list_urgent_accesses(reading, here.viewers[told])}
    later = replace(viewer, now=NOW + timedelta(hours=3, minutes=1))
    assert name == "manager" or not notes(later, here)


def test_urgent_access_of_a_manager_ends_by_itself(here):
    """T052: three hours later the file is closed again."""
    viewer = here.viewers["manager"]
    urgently(viewer, here)
    later = replace(viewer, now=NOW + timedelta(hours=3, minutes=1))
    with pytest.raises(NotFoundError), read_session(later) as reading:
        get_header(reading, later, here.person.id)


@pytest.mark.parametrize("name", ["neighbour", "colleague", "administrator"])
def test_a_refused_file_leaves_one_line_with_references_only(session, here, name):
    """T043, T060: refused like what does not exist, and one line tells who asked for what."""
    viewer = here.viewers[name]
    with pytest.raises(NotFoundError):
        record_file_read(viewer, here.person.id)
    [line] = refusals(session, here)
    assert (line.professional_id, line.beneficiary_id) == (viewer.professional_id, here.person.id)
    assert line.detail == "reads.record_file_read"
    assert find_broken_line(session, here.consortium.id) is None


def test_a_refusal_is_not_a_consultation(here):
    """T060: « Qui a consulté ce dossier ? » names who read, not who was refused."""
    with pytest.raises(NotFoundError):
        record_file_read(here.viewers["neighbour"], here.person.id)
    referent = here.viewers["referent"]
    with read_session(referent) as reading:
        told = list_file_accesses(reading, referent, here.person.id)
    assert all(line.event_label != AuditEvent.READ.label for line in told)


def test_breach_report_lists_the_files_that_an_account_read(session, here):
    """T067: files read or exported by X between two days, in one statement."""
    set_clock(lambda: NOW)
    record_file_read(here.viewers["partner"], here.person.id)
    officer = here.viewers["data_protection"]
    day = timedelta(days=1)
    filters = JournalFilters(TODAY - day, TODAY + day, here.viewers["partner"].professional_id)
    found = list_breach(session, officer, filters)
    assert found["beneficiary_id"].tolist() == [here.person.id]
    assert found["reads"].tolist() == [1]


def test_limitation_freezes_the_file_until_it_is_lifted(session, here):
    """T138: recorded with its date, effective at once; nobody writes, other structures no longer read."""
    answered(session, here, RequestKind.LIMITATION)
    referent, partner = here.viewers["referent"], here.viewers["partner"]
    with read_session(referent) as reading:
        assert get_header(reading, referent, here.person.id).limited_on == TODAY
    with pytest.raises(ForbiddenError), write_session(referent) as writing:
        add_record(writing, referent, here.person.id, record_id=new_id(), draft=drafts(1)[0])
    with pytest.raises(NotFoundError), read_session(partner) as reading:
        get_header(reading, partner, here.person.id)
    officer = here.viewers["data_protection"]
    with write_session(officer) as writing:
        requests.lift_limitation(writing, officer, here.person.id)
    with read_session(partner) as reading:
        assert get_header(reading, partner, here.person.id).limited_on is None


@pytest.mark.parametrize("name", ["partner", "coordinator", "manager"])
def test_opposition_leaves_the_file_to_its_owner_structure(session, here, name):
    """T047, T138: effective in the same transaction, coordination included."""
    answered(session, here, RequestKind.OPPOSITION)
    viewer = here.viewers[name]
    with pytest.raises(NotFoundError), read_session(viewer) as reading:
        get_header(reading, viewer, here.person.id)


def test_the_access_pack_holds_every_table_and_who_consulted(session, here):
    """T137: complete data, recipients and consultations; JSON and PDF."""
    record_file_read(here.viewers["partner"], here.person.id)
    officer = here.viewers["data_protection"]
    pack = get_access_pack(session, officer, here.person.id)
    told = json.loads(access_pack_json(pack))
    stored = person_rows(session, here.consortium.id, here.person.id)
    assert {name for name, rows in stored.items() if rows} == set(told["donnees"])
    assert WORD in json.dumps(told, ensure_ascii=False)
    assert {"audit_entry", "group_member", "note", "change_history"} <= set(told["donnees"])
    assert access_pack_pdf(pack, time_zone="Europe/Paris", scheme_name="SPIE").startswith(b"%PDF")
