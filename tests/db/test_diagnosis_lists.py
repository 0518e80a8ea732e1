"""The list of diagnoses: what waits for whom, filters, order, pages, rights."""

from dataclasses import replace
from datetime import date

import pytest

from db.actions.diagnoses.closing import release_interviewer, validate
from db.actions.diagnoses.life import abandon, take_part
from db.engine import read_session
from db.models.accounts import Professional
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis
from db.queries.diagnosis_lists import count_diagnoses, export_diagnoses, list_diagnoses, list_waiting
from domain.access import Role
from domain.caseload import PAGE_SIZE
from domain.diagnosis.core import core_content
from domain.diagnosis.lists import CORE_SIZE, DiagnosisFilters, DiagnosisSort, Together, proposed_moment
from domain.diagnosis.words import DiagnosisStatus, Moment
from tests.db.diagnosing import act, concluded, start, validated
from tests.factories import make_consortium, make_person, make_professional, viewer_for

EVERY = DiagnosisFilters(statuses=())


def found_by(viewer, filters=EVERY, **values):
    with read_session(viewer) as session:
        listed = list(list_diagnoses(session, viewer, filters, **values)["diagnosis_id"])
        assert count_diagnoses(session, viewer, filters) == len(listed)
        exported = export_diagnoses(session, viewer, filters, **values)
        assert list(exported["diagnosis_id"]) == listed
    return listed


def waiting_for(viewer):
    with read_session(viewer) as session:
        return [line.id for line in list_waiting(session, viewer)]


def another_person(session, duo, **names):
    """Somebody else whom the first one follows."""
    referent = session.get_one(Professional, (duo.social.consortium_id, duo.social.professional_id))
    return make_person(session, referent, **names).id


def colleague(session, duo, role, **values):
    """Somebody of the same consortium who is not in the group."""
    consortium = session.get_one(Consortium, duo.social.consortium_id)
    return viewer_for(session, make_professional(session, consortium, roles=(role,), **values))


def test_a_draft_waits_for_those_who_take_part(duo):
    diagnosis_id = start(duo.social, duo.person_id)
    assert (waiting_for(duo.social), waiting_for(duo.professional)) == ([diagnosis_id], [])
    act(duo.professional, take_part, diagnosis_id)
    assert waiting_for(duo.professional) == [diagnosis_id]
    act(duo.social, release_interviewer, diagnosis_id, duo.professional.professional_id)
    assert waiting_for(duo.professional) == []


def test_a_conclusion_waits_for_those_who_have_not_validated(duo):
    diagnosis_id = concluded(duo)
    act(duo.social, validate, diagnosis_id)
    assert (waiting_for(duo.social), waiting_for(duo.professional)) == ([], [diagnosis_id])
    act(duo.professional, validate, diagnosis_id)
    assert waiting_for(duo.professional) == []


def test_what_is_abandoned_waits_for_nobody_and_is_listed_when_asked(duo):
    diagnosis_id = start(duo.social, duo.person_id)
    act(duo.social, abandon, diagnosis_id)
    assert waiting_for(duo.social) == found_by(duo.social, DiagnosisFilters()) == []
    assert found_by(duo.social) == [diagnosis_id]


def test_a_line_says_who_when_and_how_far(duo):
    validated(duo)
    with read_session(duo.social) as session:
        line = list_diagnoses(session, duo.social, EVERY).iloc[0]
    assert (line["last_name"], line["moment"], line["status"]) == ("Martin", "À l’entrée", "Validé")
    assert (line["is_joint"], line["explored_count"], line["divergent_count"]) == (True, 1, 0)
    assert line["interviewers"] == ", ".join(["Camille Exemple (Structure d’essai)"] * 2)


@pytest.mark.parametrize(
    "filters",
    [
        DiagnosisFilters(statuses=(DiagnosisStatus.VALIDATED,)),
        DiagnosisFilters(moments=(Moment.ENTRY,)),
        DiagnosisFilters(together=Together.JOINT),
        DiagnosisFilters(held_from=date(2026, 11, 20), held_to=date(2026, 11, 20)),
        DiagnosisFilters(search="mart"),
        DiagnosisFilters(search="ma"),
        DiagnosisFilters(search="alix martin"),
    ],
)
def test_a_filter_keeps_what_it_says(duo, filters):
    diagnosis_id = validated(duo)
    assert found_by(duo.social, filters) == [diagnosis_id]


@pytest.mark.parametrize(
    "filters",
    [
        DiagnosisFilters(statuses=(DiagnosisStatus.DRAFT,)),
        DiagnosisFilters(moments=(Moment.EXIT,)),
        DiagnosisFilters(together=Together.SINGLE),
        DiagnosisFilters(held_from=date(2026, 11, 21)),
        DiagnosisFilters(held_to=date(2026, 11, 19)),
        DiagnosisFilters(search="dupont"),
        DiagnosisFilters(search="xy"),
        DiagnosisFilters(structure_id=1),
    ],
)
def test_a_filter_leaves_out_the_rest(duo, filters):
    validated(duo)
    assert found_by(duo.social, filters) == []


def test_a_draft_is_neither_joint_nor_of_one_field(duo):
    start(duo.social, duo.person_id)
    assert found_by(duo.social, DiagnosisFilters(together=Together.SINGLE)) == []


def test_a_structure_finds_the_diagnoses_that_its_people_lead(duo):
    diagnosis_id = start(duo.social, duo.person_id)
    theirs = DiagnosisFilters(structure_id=duo.professional.structure_id)
    assert found_by(duo.social, DiagnosisFilters(structure_id=duo.social.structure_id)) == [diagnosis_id]
    assert found_by(duo.social, theirs) == []
    act(duo.professional, take_part, diagnosis_id)
    assert found_by(duo.social, theirs) == [diagnosis_id]


def test_orders(session, duo):
    other = another_person(session, duo, birth_name="Abadie")
    first, second = start(duo.social, duo.person_id), start(duo.social, other)
    session.query(Diagnosis).filter_by(id=first).update({"held_on": date(2026, 2, 1)})
    assert found_by(duo.social) == found_by(duo.social, sort=DiagnosisSort.NAME) == [second, first]
    assert found_by(duo.social, sort=DiagnosisSort.OLDEST) == [first, second]


def test_pages_follow_each_other(session, duo):
    started = [start(duo.social, another_person(session, duo)) for _ in range(PAGE_SIZE + 1)]
    with read_session(duo.social) as reading:
        pages = [list_diagnoses(reading, duo.social, EVERY, page=page) for page in (1, 2, 3)]
        assert count_diagnoses(reading, duo.social, EVERY) == PAGE_SIZE + 1
    assert [len(page) for page in pages] == [PAGE_SIZE, 1, 0]
    assert set(pages[0]["diagnosis_id"]) | set(pages[1]["diagnosis_id"]) == set(started)


def test_a_manager_who_only_lists_a_person_sees_nothing_of_her_diagnoses(session, duo):
    validated(duo)
    manager = colleague(session, duo, Role.STRUCTURE_MANAGER)
    viewer = replace(manager, structure_id=duo.social.structure_id)
    assert found_by(viewer) == waiting_for(viewer) == []


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.NATIONAL}))
def test_nobody_of_another_consortium_reads_anything(session, duo, role):
    concluded(duo)
    abroad = viewer_for(session, make_professional(session, make_consortium(session), roles=(role,)))
    assert found_by(abroad) == waiting_for(abroad) == []
    here = DiagnosisFilters(structure_id=duo.social.structure_id)
    assert found_by(abroad, here) == []


def test_the_coordination_lists_every_diagnosis_and_none_waits_for_it(session, duo):
    diagnosis_id = concluded(duo)
    viewer = colleague(session, duo, Role.COORDINATOR)
    assert (found_by(viewer), waiting_for(viewer)) == ([diagnosis_id], [])


@pytest.mark.parametrize("people", [1, 8])
def test_it_costs_as_many_statements_whatever_the_number_of_diagnoses(session, duo, count_statements, people):
    for _ in range(people):
        start(duo.social, another_person(session, duo))
    sent, named = [], DiagnosisFilters(search="martin")
    for read, *asked in ((list_waiting,), (list_diagnoses, named), (count_diagnoses, named)):
        with count_statements() as statements, read_session(duo.social) as reading:
            read(reading, duo.social, *asked)
        sent.append(len(statements))
    assert sent == [2, 1, 1]


def test_completeness_is_counted_on_the_national_core():
    assert len(core_content().core_codes) == CORE_SIZE


@pytest.mark.parametrize(
    ("has_one", "is_over", "moment"),
    [
        (False, False, Moment.ENTRY),
        (True, False, Moment.INTERMEDIATE),
        (True, True, Moment.EXIT),
        (False, True, Moment.EXIT),
    ],
)
def test_the_likely_moment_is_proposed(has_one, is_over, moment):
    assert proposed_moment(has_one=has_one, is_over=is_over) == moment
