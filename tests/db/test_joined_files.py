"""Two files become one, and two again as if nothing had happened."""

from datetime import date

import pytest
from sqlalchemy import select

from db.actions import joined_files
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.groups import record_objection
from db.actions.reconciliations import undo_decision
from db.engine import read_session, write_session
from db.models import Base
from db.models.audit import AuditEntry
from db.models.beneficiaries import BeneficiaryPublic, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Contact
from db.models.indicators import AlertPutOff
from db.models.referrals import Referral
from db.queries.checks import run_checks
from db.queries.diagnoses import list_file_diagnoses
from db.queries.files import list_records, list_referents
from domain.errors import ForbiddenError
from domain.exchange_drafts import ContactDraft, NoteDraft
from domain.people import Public
from tests.db.alerting import put
from tests.db.furnished_diagnoses import add_diagnoses
from tests.db.pairs import decide, end_stay, join, lasting, listed, new_side, new_twin, note, reserve
from tests.factories import make_person, share_with

COMPUTED = {"alert_fact", "attendance_line", "caseload_entry", "delay_line", "job_line", "path_line"}
COMPUTED |= {"review_lapse"}
NOT_MOVED = COMPUTED | {"audit_entry", "change_history", "import_row", "support_period"}


@pytest.fixture
def side(session):
    return new_side(session)


@pytest.fixture
def twin(session, side):
    return new_twin(session, side)


@pytest.fixture
def pair(side, twin):
    return note(side, side.person, twin)


def test_linking_then_undoing_leaves_everything_as_before(connection, side, pair):
    before = lasting(connection, side)
    join(side, pair, side.person)
    assert lasting(connection, side) != before
    decide(side, undo_decision, pair, version=2)
    assert lasting(connection, side) == before
    assert [found.id for found in listed(side)] == [pair.id]


@pytest.mark.parametrize("keeps_first", [True, False])
def test_the_file_that_remains_holds_the_records_of_both(connection, session, side, twin, pair, keeps_first):
    kept, other = (side.person, twin) if keeps_first else (twin, side.person)
    join(side, pair, kept)
    viewer = side.viewers["referent"]
    with read_session(viewer) as reading:
        assert len(list_records(reading, viewer, kept.id, ContactDraft)) == 2
        assert len(list_records(reading, viewer, kept.id, NoteDraft)) == 2
        assert [line.ended_on for line in list_referents(reading, viewer, kept.id)] == [None]
    publics = select(BeneficiaryPublic.public).where(BeneficiaryPublic.beneficiary_id == kept.id)
    assert sorted(session.scalars(publics)) == [Public.QPV, Public.RSA]
    assert session.scalars(select(CaseloadEntry).where(CaseloadEntry.beneficiary_id == other.id)).all() == []
    assert run_checks(connection) == []


def test_an_alert_put_off_in_the_other_file_stays_put_off_and_goes_back_with_it(session, side, twin, pair):
    whose = select(AlertPutOff.beneficiary_id).where(AlertPutOff.reason == "En cure.")
    put(side.viewers["neighbour"], twin, reason="En cure.")
    join(side, pair, side.person)
    assert session.scalars(whose).all() == [side.person.id]
    decide(side, undo_decision, pair, version=2)
    assert session.scalars(whose).all() == [twin.id]


def test_the_other_file_is_read_by_nobody_any_more(side, twin, pair):
    join(side, pair, side.person)
    viewer = side.viewers["neighbour"]
    with read_session(viewer) as session:
        assert list_records(session, viewer, twin.id, ContactDraft) == []


def test_both_people_are_told_of_in_the_journal(session, side, twin, pair):
    join(side, pair, side.person)
    statement = select(AuditEntry.beneficiary_id).where(AuditEntry.object_id == pair.id)
    assert sorted(session.scalars(statement)) == sorted([side.person.id, twin.id])


def test_what_was_written_since_stays_with_the_file_that_remained(session, side, pair):
    join(side, pair, side.person)
    write_file_contact(session, side.person)
    decide(side, undo_decision, pair, version=2)
    statement = select(SupportPeriod.beneficiary_id, Contact.sentence).join(
        SupportPeriod, SupportPeriod.id == Contact.support_period_id
    )
    owners = {row.sentence: row.beneficiary_id for row in session.execute(statement)}
    assert owners["Depuis"] == side.person.id


def test_a_running_stay_moves_to_the_file_of_somebody_who_had_left(session, side, pair):
    end_stay(session, side.person)
    join(side, pair, side.person)
    statement = select(CaseloadEntry.exited_on).where(CaseloadEntry.beneficiary_id == side.person.id)
    assert session.scalars(statement).all() == [None]
    decide(side, undo_decision, pair, version=2)
    assert session.scalars(statement).all() == [date(2026, 1, 20)]


def test_the_file_where_the_follow_up_runs_must_remain(session, side, twin, pair):
    end_stay(session, side.person, entered_on=date(2026, 1, 15))
    with pytest.raises(ForbiddenError, match="en cours"):
        join(side, pair, side.person)
    join(side, pair, twin)


def test_diagnoses_move_but_the_one_being_typed_when_the_other_file_has_one(
    connection, session, side, twin, pair
):
    add_diagnoses(session, twin, side.professionals["neighbour"], side.professionals["partner"])
    refresh_caseload_entry(session, twin.consortium_id, twin.id)
    before, viewer = lasting(connection, side), side.viewers["referent"]
    join(side, pair, side.person)
    with read_session(viewer) as reading:
        read = [line.status for line in list_file_diagnoses(reading, viewer, side.person.id)]
    assert sorted(read) == ["draft", "validated", "validated"]
    assert run_checks(connection) == []
    decide(side, undo_decision, pair, version=2)
    assert lasting(connection, side) == before


def test_an_objection_to_a_reader_is_never_undone_by_a_link(session, side, twin, pair):
    share_with(session, twin, side.professionals["partner"], objected_on=date(2026, 10, 1))
    with pytest.raises(ForbiddenError, match="opposée"):
        join(side, pair, twin)
    viewer = side.viewers["coordinator"]
    with write_session(viewer) as writing:
        record_objection(writing, viewer, side.member.id)
    join(side, pair, twin)


def test_chained_links_are_undone_from_the_last(connection, session, side, pair):
    third = make_person(session, side.professionals["colleague"])
    question = note(side, side.person, third)
    before = lasting(connection, side)
    join(side, pair, side.person)
    join(side, question, third)
    assert run_checks(connection) == []
    with pytest.raises(ForbiddenError, match="revenez d’abord"):
        decide(side, undo_decision, pair, version=2)
    decide(side, undo_decision, question, version=2)
    decide(side, undo_decision, pair, version=2)
    assert lasting(connection, side) == before


def test_a_reserved_file_remains(session, side, twin, pair):
    reserve(session, twin, side.viewers["coordinator"].structure_id)
    with pytest.raises(ForbiddenError, match="réservé"):
        join(side, pair, side.person)
    join(side, pair, twin)


def test_every_table_of_a_person_or_of_a_stay_moves_or_is_listed_here():
    owned = {
        table.name
        for table in Base.metadata.sorted_tables
        if {"beneficiary_id", "support_period_id"} & set(table.c.keys())
    }
    moving = {table.__tablename__ for table in (*joined_files.OF_PERSON, *joined_files.OF_PERIOD)}
    assert owned == moving | NOT_MOVED


def write_file_contact(session, person):
    period = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).first()
    values = {"happened_on": date(2026, 11, 1), "channel": "call", "is_reached": True, "sentence": "Depuis"}
    owner = {"consortium_id": person.consortium_id, "support_period_id": period.id}
    author = session.scalars(select(Contact.professional_id)).first()
    session.add(Contact(**owner, **values, professional_id=author))
    session.flush()


def test_referrals_follow_their_stay(session, side, twin, pair):
    referral = session.get_one(Referral, (side.consortium.id, side.offer.referral_id))
    before = referral.support_period_id
    join(side, pair, twin)
    session.refresh(referral)
    moved_to = session.get_one(SupportPeriod, (side.consortium.id, referral.support_period_id))
    assert (moved_to.beneficiary_id, before == moved_to.id) == (twin.id, False)
