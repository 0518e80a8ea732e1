"""Finding people in the caseload."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.engine import read_session
from db.models.caseload import CaseloadEntry
from db.queries.caseloads import count_caseload, export_caseload, list_caseload
from db.queries.directory import list_possible_referents, list_professionals
from domain.access import Role
from domain.caseload import CaseloadFilters, CaseloadSort
from domain.follow_up import Status
from tests.factories import make_consortium, make_person, make_professional, make_structure, viewer_for


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def caseworker(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def viewer(session, caseworker):
    return viewer_for(session, caseworker)


def names(viewer, **filters):
    with read_session(viewer) as session:
        return list(list_caseload(session, viewer, CaseloadFilters(**filters))["last_name"])


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("lefe", "Lefèvre"),
        ("fevre", "Lefèvre"),
        ("LEFÈVRE", "Lefèvre"),
        ("ben ali", "Ben-Ali"),
        ("ali fatima", "Ben-Ali"),
        ("oeuvre", "D’Œuvre"),
        ("d oe", "D’Œuvre"),
        ("le", "Lefèvre"),
    ],
)
def test_a_partial_name_without_accents_finds_the_person(session, caseworker, viewer, typed, name):
    """T075."""
    make_person(session, caseworker, birth_name="Lefèvre", first_names="Éloïse")
    make_person(session, caseworker, birth_name="Ben-Ali", first_names="Fatima")
    make_person(session, caseworker, birth_name="D’Œuvre", first_names="Zoé")
    assert names(viewer, search=typed) == [name]


@pytest.mark.parametrize("typed", ["100%", "_", "%%%", "'; drop table beneficiary;--", '"', "x" * 300])
def test_signs_of_sql_are_only_signs(session, caseworker, viewer, typed):
    """T075."""
    make_person(session, caseworker)
    assert names(viewer, search=typed) == []


def test_a_birth_name_finds_somebody_listed_under_her_usual_name(session, caseworker, viewer):
    make_person(session, caseworker, birth_name="Ferrand", usual_name="Costa")
    assert names(viewer, search="ferrand") == ["Costa"]


def test_a_caseworker_lists_only_people_whose_group_names_her(session, consortium, caseworker, viewer):
    make_person(session, caseworker, birth_name="Mienne")
    make_person(session, make_professional(session, consortium), birth_name="Autre")
    assert names(viewer) == ["Mienne"]


def test_a_manager_lists_the_people_of_her_structure(session, consortium, caseworker):
    make_person(session, caseworker, birth_name="Suivie")
    make_person(session, make_professional(session, consortium), birth_name="Ailleurs")
    manager = viewer_for(session, caseworker, Role.STRUCTURE_MANAGER)
    assert names(manager) == ["Suivie"]


def test_a_coordinator_lists_everybody_but_those_who_objected(session, consortium, caseworker):
    make_person(session, caseworker, birth_name="Ouverte")
    make_person(
        session,
        caseworker,
        birth_name="Réservée",
        sharing_objected_on=date(2026, 2, 1),
        reserved_structure_id=caseworker.structure_id,
    )
    elsewhere = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    assert names(viewer_for(session, elsewhere)) == ["Ouverte"]


def test_count_and_export_match_the_list(session, caseworker, viewer):
    for rank in range(53):
        make_person(session, caseworker, birth_name=f"Nom{rank:02d}")
    with read_session(viewer) as reading:
        assert count_caseload(reading, viewer, CaseloadFilters()) == 53
        assert len(list_caseload(reading, viewer, CaseloadFilters())) == 50
        assert len(list_caseload(reading, viewer, CaseloadFilters(), page=2)) == 3
        assert len(export_caseload(reading, viewer, CaseloadFilters())) == 53


@pytest.mark.parametrize("sort", list(CaseloadSort))
def test_every_order_lists_everybody_once(session, caseworker, viewer, sort):
    ids = {make_person(session, caseworker, entered_on=date(2026, 1, 5 + day)).id for day in range(3)}
    with read_session(viewer) as reading:
        listed = list_caseload(reading, viewer, CaseloadFilters(), sort=sort)
    assert set(listed["beneficiary_id"]) == ids


def test_the_review_of_who_has_left_is_not_late(session, caseworker, viewer):
    make_person(session, caseworker, entered_on=date(2020, 1, 6))
    yesterday = viewer.today - timedelta(days=1)
    entry = session.scalars(select(CaseloadEntry)).one()
    entry.review_due_on = yesterday
    late = {"statuses": tuple(Status), "is_review_late": True}
    session.flush()
    assert names(viewer, **late) == ["Martin"]
    entry.exited_on = yesterday
    session.flush()
    with read_session(viewer) as reading:
        listed = list_caseload(reading, viewer, CaseloadFilters(statuses=tuple(Status)))
    assert (list(listed["is_review_late"]), names(viewer, **late)) == ([False], [])


def test_namesakes_are_two_choices(session, consortium, viewer):
    structure = make_structure(session, consortium)
    for _ in range(2):
        make_professional(session, consortium, structure=structure)
    manager = viewer_for(session, make_professional(session, consortium, structure=structure))
    with read_session(viewer) as reading:
        everybody = list_professionals(reading, viewer)
        colleagues = list_possible_referents(reading, manager)
    for choices, count in ((everybody, 4), (colleagues, 3)):
        assert len(choices) == len(set(choices.values())) == count
