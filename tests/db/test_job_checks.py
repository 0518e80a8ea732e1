"""Contacts of the first months in a job: noted once, listed by state, exported."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from db.actions.follow_up import close_follow_up
from db.actions.job_checks import record_job_check
from db.engine import write_session
from db.models.audit import AuditEntry, ChangeHistory
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.models.exchanges import Contact
from domain.access import Role
from domain.errors import EditConflictError, InvalidInputError, NotFoundError
from domain.follow_up import ExitReason
from domain.job_checks import JobCheckDraft
from domain.people import Channel
from tests.db.job_people import START, add_check
from tests.factories import (
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    share_with,
    viewer_for,
)

WELL = JobCheckDraft(TODAY, True, "Tout va bien.")


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def caseworker(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


@pytest.fixture
def check(session, caseworker):
    return add_check(session, make_person(session, caseworker, phone="0600000001"))


def record(viewer, check, draft=WELL, version=1):
    with write_session(viewer) as session:
        record_job_check(session, viewer, check.id, version=version, draft=draft)


def leave(viewer, person_id):
    with write_session(viewer) as writing:
        close_follow_up(writing, viewer, person_id, exited_on=TODAY, reason=ExitReason.MOVED)


def test_a_contact_made_says_who_when_and_whether_she_is_in_a_job(session, viewer, check):
    record(viewer, check)
    session.refresh(check)
    assert (check.made_on, check.is_in_job, check.words) == (TODAY, True, "Tout va bien.")
    assert check.professional_id == viewer.professional_id
    signed = select(AuditEntry.object_kind).where(AuditEntry.object_id == check.id)
    assert session.scalars(signed).all() == ["job_check"]
    kept = select(ChangeHistory.field).where(ChangeHistory.object_id == check.id)
    assert {"made_on", "is_in_job", "words"} <= set(session.scalars(kept))


def test_it_is_told_once_for_the_exchanges_too(session, viewer, check):
    record(viewer, check)
    [contact] = session.scalars(select(Contact))
    assert (contact.happened_on, contact.channel, contact.is_reached) == (TODAY, Channel.CALL, True)
    assert contact.sentence.endswith("toujours en emploi. Tout va bien.")
    assert session.scalars(select(CaseloadEntry.last_contact_on)).one() == TODAY


def test_what_an_employer_says_is_no_contact_with_her(session, viewer, check):
    record(viewer, check, JobCheckDraft(TODAY, False, "Vu avec l’employeur.", None))
    assert session.scalars(select(Contact)).all() == []


def test_a_correction_corrects_both_and_keeps_who_made_it(session, consortium, caseworker, viewer, check):
    record(viewer, check)
    colleague = make_professional(session, consortium)
    share_with(session, session.scalars(select(Beneficiary)).one(), colleague)
    yesterday = TODAY - timedelta(days=1)
    session.refresh(check)
    record(viewer_for(session, colleague), check, JobCheckDraft(yesterday, False), check.version)
    [contact] = session.scalars(select(Contact))
    session.refresh(check)
    assert (check.is_in_job, check.professional_id) == (False, caseworker.id)
    assert (contact.happened_on, contact.sentence[-15:]) == (yesterday, "plus en emploi.")


def test_the_same_words_twice_are_written_once_and_others_are_a_conflict(session, viewer, check):
    record(viewer, check)
    record(viewer, check)
    assert len(session.scalars(select(Contact)).all()) == 1
    with pytest.raises(EditConflictError) as refused:
        record(viewer, check, JobCheckDraft(TODAY, False))
    assert [one.label for one in refused.value.differences] == ["Toujours en emploi", "En une phrase"]


def test_what_is_wrong_is_told_field_by_field(viewer, check):
    with pytest.raises(InvalidInputError) as refused:
        record(viewer, check, JobCheckDraft(START - timedelta(days=1), None))
    assert set(refused.value.problems) == {"made_on", "is_in_job"}


def test_it_goes_on_after_the_exit_for_the_group_and_the_coordination(session, consortium, viewer, check):
    leave(viewer, session.scalars(select(Beneficiary.id)).one())
    coordinator = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    record(viewer_for(session, coordinator), check)
    session.refresh(check)
    record(viewer, check, JobCheckDraft(TODAY, False), check.version)
    session.refresh(check)
    assert check.is_in_job is False


def test_who_may_not_open_the_file_writes_nothing(session, consortium, viewer, check):
    structure = session.get_one(Structure, (consortium.id, viewer.structure_id))
    manager = make_professional(session, consortium, structure=structure, roles=(Role.STRUCTURE_MANAGER,))
    neighbour = make_professional(session, consortium)
    for other in (manager, neighbour):
        with pytest.raises(NotFoundError):
            record(viewer_for(session, other), check)
    assert check.made_on is None
