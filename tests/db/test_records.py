"""Adding to a file and changing what is in it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from db.actions.records import add_record, change_record
from db.engine import read_session, write_session
from db.models.audit import AuditEntry, ChangeHistory
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.paths import Step
from db.queries.files import list_records
from domain.access import Role
from domain.audit import AuditEvent
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    AppointmentStatus,
    ContractKind,
    NoteVisibility,
    ObjectiveStatus,
    Presence,
    StepKind,
)
from domain.identifiers import new_id
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft
from domain.people import Channel
from tests.factories import make_consortium, make_person, make_professional, viewer_for

DAY = date(2026, 10, 1)
STEP = StepDraft(StepKind.IMMERSION, "Découverte", "Boulangerie", DAY, DAY, None, None, None)
CONTACT = ContactDraft(DAY, Channel.CALL, True, "Tout va bien.")
NOTE = NoteDraft(DAY, NoteVisibility.SHARED, "Un point à suivre.")


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


@pytest.fixture
def person(session, caseworker):
    return make_person(session, caseworker)


def add(viewer, person, draft, record_id=None):
    record_id = record_id or new_id()
    with write_session(viewer) as session:
        add_record(session, viewer, person.id, record_id=record_id, draft=draft)
    return record_id


def change(viewer, record_id, version, draft):
    with write_session(viewer) as session:
        change_record(session, viewer, record_id, version=version, draft=draft)


def saved(viewer, person, draft_class):
    with read_session(viewer) as session:
        return list_records(session, viewer, person.id, draft_class)


def drafts(professional_id):
    """One valid draft of each kind but actions, which need an objective."""
    starts_at = datetime(2026, 10, 1, 9, 0, tzinfo=UTC)
    return [
        CONTACT,
        NOTE,
        STEP,
        AppointmentDraft(starts_at, 45, "", "", professional_id, None, AppointmentStatus.HONOURED, True),
        ReviewDraft(DAY, Presence.PERSON, "A repris contact.", date(2026, 12, 1)),
        ContractDraft(ContractKind.ENGAGEMENT, DAY, date(2027, 3, 31), DAY, None, 15, 15),
        ObjectiveDraft("mobilite", "Passer le permis", DAY, ObjectiveStatus.OPEN),
    ]


@pytest.mark.parametrize("rank", range(7))
def test_what_is_added_is_read_back_as_it_was_typed(viewer, person, caseworker, rank):
    draft = drafts(caseworker.id)[rank]
    add(viewer, person, draft)
    assert [record.draft for record in saved(viewer, person, type(draft))] == [draft]


def test_an_action_belongs_to_an_objective_of_the_same_file(session, viewer, person, caseworker):
    objective_id = add(viewer, person, drafts(caseworker.id)[6])
    action = ActionDraft(
        objective_id, "Code", None, date(2026, 12, 24), ActionStatus.TO_DO, ActionOrigin.PERSON
    )
    add(viewer, person, action)
    assert [record.draft for record in saved(viewer, person, ActionDraft)] == [action]
    with pytest.raises(NotFoundError):
        add(viewer, make_person(session, caseworker), action)


def test_the_same_form_sent_twice_adds_once(session, viewer, person):
    """T104."""
    record_id = add(viewer, person, STEP)
    add(viewer, person, STEP, record_id)
    assert session.scalar(select(func.count()).select_from(Step)) == 1


def test_an_addition_leaves_one_audit_line_with_references_only(session, viewer, person):
    record_id = add(viewer, person, CONTACT)
    line = session.scalars(select(AuditEntry).where(AuditEntry.beneficiary_id == person.id)).one()
    assert (line.event, line.object_kind, line.object_id) == (AuditEvent.CREATE, "contact", record_id)
    assert line.detail == ""


def test_a_change_keeps_the_old_value(session, viewer, person):
    record_id = add(viewer, person, STEP)
    change(viewer, record_id, 1, replace(STEP, provider="Garage"))
    kept = session.scalars(select(ChangeHistory)).one()
    assert (kept.field, kept.old_value, kept.new_value) == ("provider", "Boulangerie", "Garage")


def test_two_people_who_change_the_same_record_are_shown_both_values(viewer, person):
    record_id = add(viewer, person, STEP)
    change(viewer, record_id, 1, replace(STEP, provider="Garage"))
    with pytest.raises(EditConflictError) as conflict:
        change(viewer, record_id, 1, replace(STEP, provider="Mairie"))
    assert [tuple(found) for found in conflict.value.differences] == [
        ("Organisme ou entreprise", "Garage", "Mairie")
    ]
    assert conflict.value.current_version == 2


def test_a_second_submission_of_the_same_change_is_harmless(viewer, person):
    record_id = add(viewer, person, STEP)
    for _ in range(2):
        change(viewer, record_id, 1, replace(STEP, provider="Garage"))
    assert saved(viewer, person, StepDraft)[0].version == 2


def test_bad_input_names_its_field_and_writes_nothing(viewer, person):
    with pytest.raises(InvalidInputError) as refused:
        add(viewer, person, replace(CONTACT, happened_on=date(2026, 12, 1)))
    assert refused.value.problems == {"happened_on": "Cette date est dans le futur."}
    assert saved(viewer, person, ContactDraft) == []


def test_nothing_happens_before_the_entry(viewer, person):
    with pytest.raises(InvalidInputError) as refused:
        add(viewer, person, replace(CONTACT, happened_on=date(2025, 12, 31)))
    assert refused.value.problems == {
        "happened_on": "Cette date précède l’entrée dans le suivi (05/01/2026)."
    }


def test_a_reached_contact_moves_the_last_contact_of_the_caseload(session, viewer, person):
    add(viewer, person, replace(CONTACT, is_reached=False))
    assert session.scalars(select(CaseloadEntry.last_contact_on)).one() is None
    add(viewer, person, CONTACT)
    assert session.scalars(select(CaseloadEntry.last_contact_on)).one() == DAY


def test_an_honoured_appointment_may_stand_for_a_review(session, viewer, person, caseworker):
    add(viewer, person, drafts(caseworker.id)[3])
    entry = session.scalars(select(CaseloadEntry)).one()
    assert (entry.last_review_on, entry.review_due_on) == (DAY, date(2026, 12, 30))


def test_somebody_outside_the_group_finds_nothing(session, viewer, person):
    record_id = add(viewer, person, STEP)
    consortium = make_consortium(session)
    stranger = viewer_for(session, make_professional(session, consortium, roles=tuple(Role)))
    with pytest.raises(NotFoundError):
        add(stranger, person, STEP)
    with pytest.raises(NotFoundError):
        change(stranger, record_id, 1, STEP)
    assert saved(stranger, person, StepDraft) == []


def test_the_coordination_writes_reviews_and_nothing_else(session, person, caseworker):
    consortium = session.get_one(Consortium, person.consortium_id)
    coordinator = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    viewer = viewer_for(session, coordinator)
    add(viewer, person, drafts(caseworker.id)[4])
    with pytest.raises(ForbiddenError):
        add(viewer, person, STEP)


def test_an_evening_appointment_overseas_is_of_that_day(session):
    caseworker = make_professional(session, make_consortium(session, time_zone="America/Martinique"))
    person, viewer = make_person(session, caseworker), viewer_for(session, caseworker)
    tonight = datetime(2026, 11, 20, 0, 30, tzinfo=UTC)  # 19 November, 20:30 in Martinique
    honoured = AppointmentStatus.HONOURED
    add(viewer, person, AppointmentDraft(tonight, 30, "", "", caseworker.id, None, honoured, False))
    assert saved(viewer, person, AppointmentDraft)[0].draft.starts_at == tonight
