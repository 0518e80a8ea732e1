"""The edges of indicators: days that count, who is told, labels, costs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.actions.caseload_entries import refresh_caseload_entry
from db.engine import read_session
from db.models.beneficiaries import BeneficiaryPublic, SupportPeriod
from db.models.consortia import Structure
from db.queries.directory import list_filter_options
from db.queries.indicators import kept
from db.queries.indicators.areas import tell_areas
from db.queries.indicators.exits import tell_exits_by_reason
from db.queries.indicators.figures import list_figures
from db.queries.indicators.flows import tell_monthly_flows
from db.queries.indicators.needs import list_theme_labels
from db.queries.indicators.people import list_people_behind
from db.queries.indicators.told import tell_figures
from domain.access import Role
from domain.caseload import AgeBracket, CaseloadFilters
from domain.follow_up import EntryOrigin, ExitReason
from domain.indicators.diagnoses import DELAY, IN_30_DAYS, JOINT, TILES, need_of
from domain.indicators.exits import DYNAMIC_EXITS
from domain.indicators.model import Figure, Perimeter, total
from domain.indicators.team import TEAM
from domain.people import Public
from tests.db.crowd import fill, meet
from tests.db.diagnosed_people import Said, add_said, add_template
from tests.db.test_query_plans import VIEWERS, assert_indexed, crowd, plans_of
from tests.factories import TODAY, make_person, make_professional, viewer_for

__all__ = ["crowd"]  # a fixture, shared with the other query plans
PERIMETER = Perimeter(TODAY - timedelta(days=364), TODAY, TODAY)
NEED = need_of("mobilite", "Mobilité")
FIGURES = (*TEAM, DYNAMIC_EXITS, *TILES, NEED)
READS = {
    "areas": lambda session, viewer: tell_areas(session, viewer, PERIMETER),
    "exits": lambda session, viewer: tell_exits_by_reason(session, viewer, PERIMETER),
    "figures": lambda session, viewer: tell_figures(session, viewer, PERIMETER, FIGURES),
    "flows": lambda session, viewer: tell_monthly_flows(session, viewer, PERIMETER),
    "labels": list_theme_labels,
    "people": lambda session, viewer: list_people_behind(session, viewer, PERIMETER, DELAY),
}


@pytest.fixture
def caseworker(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def diagnose(session, consortium, caseworker):
    """Somebody who entered some days ago, with a diagnosis so many days later."""
    template_id = add_template(session, consortium)

    def make(entered_days_ago, *, after=None, superseded_on=None, **values):
        entered_on = TODAY - timedelta(days=entered_days_ago)
        person = make_person(session, caseworker, entered_on=entered_on, **values)
        if after is not None:
            stay = select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)
            said = Said(
                entered_on + timedelta(days=after), superseded_on, 9, 2, 1, True, frozenset({NEED.variant})
            )
            add_said(session, session.scalars(stay).one(), template_id, said)
            session.flush()
        refresh_caseload_entry(session, person.consortium_id, person.id)
        return person

    return make


def figure(viewer, indicator, **changes):
    with read_session(viewer) as session:
        found = list_figures(session, viewer, replace(PERIMETER, **changes), [indicator])
    return total(found[indicator].values())


def test_thirty_days_are_within_thirty_one_are_not(coordinator, diagnose):
    diagnose(60, after=30)
    diagnose(60, after=31)
    assert figure(coordinator, IN_30_DAYS) == Figure(1, 2)
    assert figure(coordinator, DELAY) == Figure(61, 2, 0)


def test_who_entered_thirty_days_ago_is_counted_who_entered_later_waits(coordinator, diagnose):
    diagnose(30)
    diagnose(29)
    assert figure(coordinator, IN_30_DAYS) == Figure(0, 1)
    assert figure(coordinator, DELAY) == Figure(0, 0, 2)


def test_a_period_holds_its_first_and_its_last_day(coordinator, diagnose):
    diagnose(100)
    day = TODAY - timedelta(days=100)
    assert figure(coordinator, DELAY, starts_on=day, ends_on=day).waiting == 1
    assert figure(coordinator, DELAY, starts_on=day + timedelta(days=1)).waiting == 0


def test_a_diagnosis_is_in_force_from_its_day_until_the_day_it_is_replaced(coordinator, diagnose):
    validated_on, superseded_on = TODAY - timedelta(days=90), TODAY - timedelta(days=10)
    diagnose(100, after=10, superseded_on=superseded_on)
    days = (validated_on - timedelta(days=1), validated_on, superseded_on - timedelta(days=1), superseded_on)
    found = [figure(coordinator, JOINT, reference_on=day).denominator for day in days]
    assert found == [0, 1, 1, 0]


def test_a_filter_keeps_whom_the_list_would_keep_at_their_age_of_that_day(session, coordinator, diagnose):
    young = diagnose(300, after=10, birth_date=date(TODAY.year - 26, TODAY.month, TODAY.day))
    diagnose(300, after=10, birth_date=date(1960, 1, 1))
    key = {"consortium_id": young.consortium_id, "beneficiary_id": young.id}
    session.add_all(BeneficiaryPublic(**key, public=public) for public in (Public.RSA, Public.QPV))
    session.flush()
    both = CaseloadFilters(publics=(Public.RSA, Public.QPV))
    assert figure(coordinator, JOINT, people=both).denominator == 1
    under_26 = CaseloadFilters(age_brackets=(AgeBracket.UNDER_26,))
    assert figure(coordinator, JOINT, people=under_26).denominator == 0
    yesterday = TODAY - timedelta(days=1)
    assert figure(coordinator, JOINT, people=under_26, reference_on=yesterday).denominator == 1


def test_a_manager_is_told_nothing_of_the_diagnoses_of_people_whom_she_only_lists(
    session, consortium, caseworker, diagnose
):
    diagnose(100, after=10)
    structure = session.get_one(Structure, (consortium.id, caseworker.structure_id))
    roles = (Role.STRUCTURE_MANAGER,)
    manager = viewer_for(session, make_professional(session, consortium, structure=structure, roles=roles))
    with read_session(manager) as reading:
        told = tell_figures(reading, manager, PERIMETER, [NEED, JOINT, DELAY])
    assert [one.figure for one in told.values()] == [None, None, Figure(10, 1)]  # dates are hers to know


def test_somebody_who_came_back_lately_still_counts_for_her_former_entry(session, coordinator, diagnose):
    person = diagnose(200, after=10)
    former = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
    former.exited_on, former.exit_reason = TODAY - timedelta(days=60), ExitReason.MOVED
    back = SupportPeriod(beneficiary_id=person.id, entered_on=TODAY - timedelta(days=10))
    back.consortium_id, back.entry_origin = person.consortium_id, EntryOrigin.SELF
    session.add(back)
    session.flush()
    refresh_caseload_entry(session, person.consortium_id, person.id)
    with read_session(coordinator) as reading:
        figures = list_figures(reading, coordinator, PERIMETER, [IN_30_DAYS])[IN_30_DAYS]
    assert [(one.numerator, one.denominator) for one in figures.values()] == [(1, 1)]


def test_themes_are_worded_as_the_latest_published_frame_words_them(session, consortium, coordinator):
    add_template(session, consortium)
    with read_session(coordinator) as reading:
        assert list_theme_labels(reading, coordinator) == {"jardin": "Jardin"}


@pytest.mark.parametrize("people", [10, 500])
def test_figures_cost_the_same_whatever_the_size_and_nothing_when_nothing_changed(
    connection, count_statements, people
):
    fill(connection, people)
    kept.forget()
    for viewer in meet(connection).viewers.values():
        for most in (13, 3):  # the second time: the options, the themes, the version of the data
            with count_statements() as statements, read_session(viewer) as session:
                list_filter_options(session, viewer)
                for name in ("figures", "labels", "flows"):
                    READS[name](session, viewer)
            assert len(statements) <= most
        with count_statements() as statements, read_session(viewer) as session:
            READS["people"](session, viewer)
        assert len(statements) == 2  # with the thresholds


@pytest.mark.parametrize("viewer", VIEWERS)
@pytest.mark.parametrize("name", READS)
def test_a_dashboard_reads_no_table_whole(crowd, name, viewer):
    kept.forget()
    assert_indexed(plans_of(crowd, viewer, READS[name]))
