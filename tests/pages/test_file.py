"""Dossier: who opens it and what is shown, on both databases."""

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from db.models.audit import AuditEntry
from domain.access import PEOPLE_ROLES, Role
from domain.audit import AuditEvent
from domain.file_parts import FileSection
from domain.identifiers import new_id
from navigation import FILE
from tests.factories import make_consortium, make_person, make_professional, share_with, viewer_for
from tests.services.file_screen import labels, open_file, words
from tests.services.shared import PROJECT

MISSING = "Ce dossier n’existe pas ou ne vous est pas accessible."


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def person(session, referent):
    return make_person(session, referent, birth_name="Lefèvre", usual_name="D’Œuvre", first_names="Zoé")


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


@pytest.fixture
def coordinator(session, consortium):
    return viewer_for(session, make_professional(session, consortium), Role.COORDINATOR)


def test_nobody_sees_anything(person):
    page = AppTest.from_file(PROJECT / FILE.path, default_timeout=30)
    page.query_params["personne"] = str(person.id)
    page.run()
    assert "Votre session est terminée" in words(page)
    assert "Lefèvre" not in words(page)


def test_a_file_of_another_consortium_is_answered_like_an_absent_one(session, viewer):
    stranger = make_person(session, make_professional(session, make_consortium(session)))
    answers = {words(open_file(viewer, asked)) for asked in (stranger.id, new_id(), "", "abc", "9" * 30, "²")}
    assert len(answers) == 1
    assert MISSING in answers.pop()


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_only_the_coordination_opens_a_file_without_being_in_its_group(session, consortium, person, role):
    outsider = viewer_for(session, make_professional(session, consortium), role)
    page = open_file(outsider, person.id)
    assert not page.exception
    assert (MISSING in words(page)) == (role is not Role.COORDINATOR)


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_a_member_of_the_group_reads_the_header_and_writes(session, consortium, person, role):
    member = make_professional(session, consortium)
    share_with(session, person, member)
    page = open_file(viewer_for(session, member, role), person.id)
    for fact in (
        "Zoé D’Œuvre",
        "nom de naissance : Lefèvre",
        "suivi depuis le 5 janvier 2026",
        "Camille Exemple",
    ):
        assert fact in words(page)
    assert {"Contact", "Rendez-vous", "Étape", "Point de situation", "Note"} <= set(labels(page))


def test_the_coordination_writes_reviews_only_and_reads_no_note(coordinator, person):
    page = open_file(coordinator, person.id, FileSection.NOTES)
    assert "Les notes se lisent entre membres du groupe de suivi." in words(page)
    assert {"Contact", "Étape", "Note"}.isdisjoint(labels(page))
    assert "Point de situation" in labels(page)


@pytest.mark.parametrize("section", list(FileSection))
def test_every_part_of_an_empty_file_is_shown(viewer, person, section):
    page = open_file(viewer, person.id, section)
    assert not page.exception
    assert page.button_group(key="rubrique").value == section


def test_opening_a_file_costs_ten_statements_at_most(viewer, person, count_statements):
    page = open_file(viewer, person.id)
    with count_statements() as statements:
        page.run()
    assert 0 < len(statements) <= 10


def test_a_file_opened_twice_is_signed_once(session, viewer, person):
    for _ in range(2):
        open_file(viewer, person.id)
    signed = select(AuditEntry).where(AuditEntry.event == AuditEvent.READ)
    assert [line.beneficiary_id for line in session.scalars(signed)] == [person.id]
