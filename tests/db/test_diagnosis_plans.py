"""The list of diagnoses answers through indexes; the coordination's reads them in their order."""

from datetime import date
from functools import partial

import pytest

from db.queries.diagnosis_lists import count_diagnoses, list_diagnoses, list_waiting
from domain.diagnosis.lists import DiagnosisFilters, DiagnosisSort, Together
from domain.diagnosis.words import DiagnosisStatus, Moment
from tests.db.test_query_plans import VIEWERS, assert_indexed, crowd, plans_of

__all__ = ["crowd"]  # a database that all workers read
FILTERS = {
    "nothing": DiagnosisFilters(),
    "every status": DiagnosisFilters(statuses=()),
    "open": DiagnosisFilters(statuses=(DiagnosisStatus.DRAFT,)),
    "a moment": DiagnosisFilters(moments=(Moment.EXIT,)),
    "joint": DiagnosisFilters(together=Together.JOINT),
    "a period": DiagnosisFilters(held_from=date(2026, 10, 1), held_to=date(2026, 10, 31)),
    "a structure": DiagnosisFilters(structure_id=1),
    "a name": DiagnosisFilters(search="tanver"),
    "two letters": DiagnosisFilters(search="ta"),
}


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("name", FILTERS)
def test_a_filtered_page_and_its_count_read_no_table_whole(crowd, name, viewer):
    assert_indexed(plans_of(crowd, viewer, list_diagnoses, FILTERS[name]))
    assert_indexed(plans_of(crowd, viewer, count_diagnoses, FILTERS[name]))


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("sort", DiagnosisSort)
def test_a_sorted_page_reads_no_table_whole(crowd, sort, viewer):
    assert_indexed(plans_of(crowd, viewer, partial(list_diagnoses, sort=sort, page=3), DiagnosisFilters()))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_waits_for_somebody_is_found_from_her(crowd, viewer):
    assert_indexed(plans_of(crowd, viewer, list_waiting))


@pytest.mark.parametrize("sort", [DiagnosisSort.NEWEST, DiagnosisSort.OLDEST])
def test_the_coordination_s_first_page_is_read_in_the_order_of_an_index(crowd, sort):
    (lines,) = plans_of(crowd, "coordinator", partial(list_diagnoses, sort=sort), DiagnosisFilters())
    assert any("ix_diagnosis_consortium_id_held_on_id" in line for line in lines)
