"""The catalogue, what is proposed and referrals are read through indexes (see test_query_plans)."""

from functools import partial

import pytest

from db.queries.catalogue import list_services
from db.queries.catalogue_map import list_map_points
from db.queries.day_starts import read_day_start
from db.queries.offer_referrals import count_referrals, list_referrals
from db.queries.suggestions import suggest_services
from domain.offer.referral_lists import ReferralBox, ReferralFilters, ReferralState
from domain.offer.search import CatalogueFilters, Reach
from tests.db.test_query_plans import VIEWERS, assert_indexed, crowd, plans_of

__all__ = ["crowd"]  # a fixture, shared with the other query plans
FILTERS = {
    "nothing": CatalogueFilters(),
    "words": CatalogueFilters(search="permis"),
    "a theme": CatalogueFilters(category="mobilite"),
    "a public": CatalogueFilters(public="jeunes"),
    "an EPCI": CatalogueFilters(commune_code="66136", reach=Reach.EPCI),
}


@pytest.mark.parametrize("name", FILTERS)
def test_the_catalogue_and_its_map_read_no_table_whole(crowd, name):
    assert_indexed(plans_of(crowd, "caseworker", list_services, FILTERS[name]))
    assert_indexed(plans_of(crowd, "caseworker", list_map_points, FILTERS[name]))


@pytest.mark.parametrize("viewer", VIEWERS)
def test_what_is_proposed_reads_no_table_whole(crowd, viewer):
    plans = plans_of(crowd, viewer, suggest_services, crowd.person_id, ["mobilite", "sante"])
    assert_indexed(plans)


@pytest.mark.parametrize("box", ReferralBox)
@pytest.mark.parametrize("viewer", ["caseworker", "manager"])  # nobody refers to a coordination
def test_referrals_received_and_sent_read_no_table_whole(crowd, viewer, box):
    assert_indexed(plans_of(crowd, viewer, count_referrals, ReferralFilters(box=box)))
    for state in ReferralState:
        assert_indexed(plans_of(crowd, viewer, list_referrals, ReferralFilters(box=box, state=state)))


@pytest.mark.parametrize("read", [read_day_start, partial(count_referrals, filters=ReferralFilters())])
def test_what_was_received_never_starts_from_everybody(crowd, read):
    """One consortium holds a hundred thousand people: an index of their consortium alone is all of them."""
    for lines in plans_of(crowd, "caseworker", read):
        searched = [line for line in lines if line.startswith("SEARCH beneficiary ")]
        assert all(line.endswith("AND id=?)") for line in searched), lines


def test_what_waits_is_found_by_its_own_structure(crowd):
    """« Equal and not null » let SQLite walk the referrals of every structure."""
    found = [line for lines in plans_of(crowd, "caseworker", read_day_start) for line in lines]
    assert not [line for line in found if "structure_id>?" in line]
