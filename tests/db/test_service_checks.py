"""Services to check: never checked first, whose they are, the share up to date; campaigns."""

from datetime import timedelta

import pytest

from db.actions.offer.campaigns import end_campaign, open_campaign
from db.engine import read_session, write_session
from db.models.consortia import Structure
from db.models.settings import ConsortiumSetting
from db.queries.catalogue import get_catalogue_options
from db.queries.service_checks import (
    count_services_to_check,
    get_open_campaign,
    list_check_shares,
    list_holders,
    list_services_to_check,
)
from domain.access import Role
from domain.errors import DomainError, InvalidInputError
from domain.identifiers import new_id
from domain.offer.checks import OUTSIDE, CampaignDraft
from domain.offer.words import ServiceState
from tests.factories import TODAY, make_consortium, make_professional, make_service, viewer_for

OLD, RECENT = TODAY - timedelta(days=300), TODAY - timedelta(days=30)
DRAFT = CampaignDraft(TODAY + timedelta(days=30), "Merci de vérifier.")


@pytest.fixture
def viewer(session, consortium):
    return viewer_for(session, make_professional(session, consortium))


@pytest.fixture
def services(session, consortium, viewer):
    """Two of the viewer's structure, two of nobody; one of each is recent."""
    mine = session.get_one(Structure, (consortium.id, viewer.structure_id))
    make_service(session, consortium, name="Ancien", structure=mine, checked_on=OLD)
    make_service(session, consortium, name="Récent", structure=mine, checked_on=RECENT)
    make_service(session, consortium, name="Jamais")
    make_service(session, consortium, name="Frais", checked_on=TODAY)
    make_service(session, consortium, name="Fermé", state=ServiceState.CLOSED)


def read(viewer, query, **asked):
    with read_session(viewer) as session:
        return query(session, viewer, **asked)


@pytest.mark.usefixtures("services")
def test_never_checked_comes_first_then_the_oldest_and_closed_ones_are_left(viewer):
    lines = read(viewer, list_services_to_check, months=6)
    assert [line.name for line in lines] == ["Jamais", "Ancien"]
    assert read(viewer, count_services_to_check, months=6) == 2
    assert [line.name for line in read(viewer, list_services_to_check, months=12)] == ["Jamais"]


@pytest.mark.usefixtures("services")
def test_each_structure_has_its_own_list(viewer):
    mine = read(viewer, list_services_to_check, months=6, holder=viewer.structure_id)
    others = read(viewer, list_services_to_check, months=6, holder=OUTSIDE)
    assert ([one.name for one in mine], [one.name for one in others]) == (["Ancien"], ["Jamais"])
    assert [one.id for one in read(viewer, list_holders)] == [viewer.structure_id]


@pytest.mark.usefixtures("services")
def test_the_share_up_to_date_is_told_by_structure_in_one_statement(viewer, count_statements):
    with read_session(viewer) as session, count_statements() as statements:
        shares = list_check_shares(session, viewer, months=6)
    assert [(one.holder, one.done, one.in_all) for one in shares] == [
        (viewer.structure_id, 1, 2),
        (OUTSIDE, 1, 2),
    ]
    assert len(statements) == 1


def test_the_delay_is_a_setting_of_the_consortium(session, viewer):
    session.add(ConsortiumSetting(consortium_id=viewer.consortium_id, code="service_check_months", value=3))
    session.flush()
    assert read(viewer, get_catalogue_options).check_months == 3


def test_one_campaign_at_a_time_opened_and_ended_by_the_coordination(coordinator, viewer):
    record_id = new_id()
    for _ in range(2):  # a double click
        with write_session(coordinator) as session:
            open_campaign(session, coordinator, record_id=record_id, draft=DRAFT)
    campaign = read(viewer, get_open_campaign)
    assert (campaign.id, campaign.closes_on, campaign.message) == (record_id, DRAFT.closes_on, DRAFT.message)
    with pytest.raises(DomainError, match="déjà ouverte"), write_session(coordinator) as session:
        open_campaign(session, coordinator, record_id=new_id(), draft=DRAFT)
    with write_session(coordinator) as session:
        end_campaign(session, coordinator, record_id)
    assert read(viewer, get_open_campaign) is None


@pytest.mark.parametrize("days", [None, -1, 400])
def test_a_campaign_closes_in_the_coming_year(coordinator, days):
    closes_on = None if days is None else TODAY + timedelta(days=days)
    with pytest.raises(InvalidInputError), write_session(coordinator) as session:
        open_campaign(session, coordinator, record_id=new_id(), draft=CampaignDraft(closes_on))


def test_a_campaign_is_seen_inside_its_consortium_only(session, coordinator, consortium):
    with write_session(coordinator) as writing:
        open_campaign(writing, coordinator, record_id=new_id(), draft=DRAFT)
    stranger = viewer_for(session, make_professional(session, make_consortium(session)))
    national = viewer_for(session, make_professional(session, consortium), Role.NATIONAL)
    assert read(stranger, get_open_campaign) is read(national, get_open_campaign) is None
