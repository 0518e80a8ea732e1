"""Entering the caseload, and correcting an identity."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from db.actions.beneficiaries import change_identity, create_beneficiary
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Consortium
from db.queries.caseloads import find_same_person, list_caseload
from db.queries.file_headers import get_header
from domain.access import Role
from domain.beneficiaries import EntryDraft, IdentityDraft
from domain.caseload import CaseloadFilters
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError
from domain.follow_up import EntryOrigin
from domain.identifiers import new_id
from domain.people import Civility, Public
from tests.factories import make_consortium, make_person, make_professional, share_with, viewer_for

IDENTITY = IdentityDraft(
    Civility.MADAM, "Lefèvre", "Da Silva", "Éloïse", date(1990, 1, 31), publics=frozenset({Public.QPV})
)
ENTRY = EntryDraft(date(2026, 11, 2), EntryOrigin.OUTREACH)


@pytest.fixture
def caseworker(session):
    return make_professional(session, make_consortium(session))


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


def create(viewer, record_id=None, identity=IDENTITY, entry=ENTRY):
    with write_session(viewer) as session:
        return create_beneficiary(
            session, viewer, record_id=record_id or new_id(), identity=identity, entry=entry
        )


def header(viewer, beneficiary_id):
    with read_session(viewer) as session:
        return get_header(session, viewer, beneficiary_id)


def change(viewer, beneficiary_id, version, draft):
    with write_session(viewer) as session:
        change_identity(session, viewer, beneficiary_id, version=version, draft=draft)


def test_a_new_person_is_found_at_once_and_followed_by_her_creator(viewer):
    beneficiary_id = create(viewer)
    shown = header(viewer, beneficiary_id)
    assert (shown.referent_id, shown.publics) == (viewer.professional_id, (Public.QPV,))
    with read_session(viewer) as session:
        found = list_caseload(session, viewer, CaseloadFilters(search="lefe"))
    assert list(found["last_name"]) == ["Da Silva"]


def test_a_creation_sent_twice_adds_one_person(session, viewer):
    record_id = new_id()
    assert create(viewer, record_id) == create(viewer, record_id) == record_id
    assert session.scalar(select(func.count()).select_from(Beneficiary)) == 1


def test_bad_input_names_every_field_and_writes_nothing(session, viewer):
    with pytest.raises(InvalidInputError) as refused:
        create(viewer, identity=replace(IDENTITY, birth_name=" ", birth_date=date(2030, 1, 1)))
    assert set(refused.value.problems) == {"birth_name", "birth_date"}
    assert session.scalar(select(func.count()).select_from(Beneficiary)) == 0


@pytest.mark.parametrize("role", [Role.STEERING, Role.ADMINISTRATOR, Role.NATIONAL, Role.DATA_PROTECTION])
def test_roles_without_people_create_nobody(session, caseworker, role):
    with pytest.raises(ForbiddenError):
        create(viewer_for(session, caseworker, role))


def test_the_same_person_is_recognised_among_mine_only(session, caseworker, viewer):
    create(viewer)
    consortium = session.get_one(Consortium, caseworker.consortium_id)
    other = viewer_for(session, make_professional(session, consortium))
    with read_session(viewer) as reading:
        assert len(find_same_person(reading, viewer, replace(IDENTITY, birth_name="LEFEVRE"))) == 1
        assert find_same_person(reading, other, IDENTITY) == []


def test_a_corrected_name_is_searched_by_its_new_spelling(viewer):
    beneficiary_id = create(viewer)
    change(viewer, beneficiary_id, 1, replace(IDENTITY, birth_name="Lefebvre"))
    with read_session(viewer) as session:
        assert len(list_caseload(session, viewer, CaseloadFilters(search="lefebvre"))) == 1
        assert len(list_caseload(session, viewer, CaseloadFilters(search="lefevre"))) == 0


def test_two_corrections_of_one_identity_are_shown_side_by_side(viewer):
    beneficiary_id = create(viewer)
    change(viewer, beneficiary_id, 1, replace(IDENTITY, phone="0639980001"))
    with pytest.raises(EditConflictError) as conflict:
        change(viewer, beneficiary_id, 1, replace(IDENTITY, phone="0639980002"))
    assert [tuple(found) for found in conflict.value.differences] == [
        ("Téléphone", "0639980001", "0639980002")
    ]


def test_only_the_referent_and_the_coordination_correct_an_identity(session, caseworker):
    person = make_person(session, caseworker)
    colleague = make_professional(session, session.get_one(Consortium, person.consortium_id))
    share_with(session, person, colleague)
    with pytest.raises(ForbiddenError):
        change(viewer_for(session, colleague), person.id, 1, IDENTITY)
    change(viewer_for(session, colleague, Role.COORDINATOR), person.id, 1, IDENTITY)


def test_two_changes_of_the_publics_are_in_conflict_too(viewer):
    beneficiary_id = create(viewer)
    change(viewer, beneficiary_id, 1, replace(IDENTITY, publics=frozenset({Public.SENIOR})))
    with pytest.raises(EditConflictError) as conflict:
        change(viewer, beneficiary_id, 1, replace(IDENTITY, publics=frozenset({Public.YOUNG})))
    assert [tuple(found) for found in conflict.value.differences] == [
        ("Publics", Public.SENIOR.label, Public.YOUNG.label)
    ]


@pytest.mark.parametrize("typed", ["Lefe\u0300vre", "  Lefèvre ", "Lef\x00èvre", "Lefèvre\ud800"])
def test_a_name_is_stored_in_one_spelling(viewer, typed):
    beneficiary_id = create(viewer, identity=replace(IDENTITY, birth_name=typed))
    assert header(viewer, beneficiary_id).birth_name == "Lefèvre"
