"""Figures of a whole consortium are read on SQLite in the covering index of its lines, never line by line."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.queries.alerts import list_alerted_people
from db.queries.indicators import kept
from db.queries.indicators.delays import tell_pairs
from db.queries.indicators.told import tell_figures
from db.queries.job_checks import count_job_checks
from domain.alert_lists import AlertFilters
from domain.indicators.alerts import EVERY_ALERT
from domain.indicators.jobs import JOBS
from domain.indicators.model import Breakdown, Perimeter
from domain.indicators.pairs import READY_PAIRS, WRITTEN_PAIRS, pair_of
from domain.indicators.team import ATTENDANCE, CASELOAD, REVIEWED, TEAM
from domain.job_checks import JobCheckFilters
from tests.db.test_query_plans import crowd, plans_of
from tests.factories import TODAY

__all__ = ["crowd"]  # a fixture, shared with the other query plans
TOLD = [pair for pair in READY_PAIRS if pair in WRITTEN_PAIRS or pair.code.startswith("entry")]
PERIMETER = Perimeter(TODAY - timedelta(days=364), TODAY, TODAY)
COUNTED = "USING COVERING INDEX ix_path_line_counted"
COVERING = "USING COVERING INDEX ix_path_line_"
OF_REFERENT = "USING COVERING INDEX ix_path_line_of_referent"
FIGURES = [one for one in TEAM if one.code != "attendance"]


def lines_of(crowd, read, table="path_line"):
    """How SQLite reads the lines of paths; on PostgreSQL it depends on how many there are."""
    kept.forget()
    plans = plans_of(crowd, "coordinator", read)
    return [line for lines in plans for line in lines if table in line and "SEARCH" in line]


@pytest.mark.parametrize("by", [one for one in Breakdown if one is not Breakdown.EXIT_REASON])
def test_the_file_active_by_group_is_read_in_its_covering_index(crowd, by):
    lines = lines_of(
        crowd, lambda session, viewer: tell_figures(session, viewer, PERIMETER, [CASELOAD], by=by)
    )
    index = {Breakdown.REFERENT: OF_REFERENT, Breakdown.PUBLIC: COVERING}.get(by, COUNTED)
    assert all(index in line for line in lines)


@pytest.mark.parametrize("days", [0, 200])
def test_figures_of_people_present_are_read_in_the_covering_index(crowd, days):
    asked = replace(PERIMETER, reference_on=TODAY - timedelta(days=days))
    present = [one for one in FIGURES if one.code not in ("entries", "exits")]
    lines = lines_of(crowd, lambda session, viewer: tell_figures(session, viewer, asked, present))
    assert all(COUNTED in line for line in lines)


def test_lapses_of_reviews_at_a_past_date_are_looked_for_once_in_their_index(crowd):
    asked = replace(PERIMETER, reference_on=TODAY - timedelta(days=200))

    def read(session, viewer):
        return tell_figures(session, viewer, asked, [REVIEWED])

    lines = lines_of(crowd, read, "review_lapse")
    assert all("USING COVERING INDEX ix_review_lapse_at" in line for line in lines)


def test_attendance_reads_the_days_of_each_structure_in_the_covering_index(crowd):
    def read(session, viewer):
        return tell_figures(session, viewer, PERIMETER, [ATTENDANCE])

    by_day = "USING COVERING INDEX ix_attendance_line_counted (consortium_id=? AND structure_id=? AND takes_"
    assert all(by_day in line for line in lines_of(crowd, read, "attendance_line"))


def test_alerts_are_counted_in_the_covering_index(crowd):
    def read(session, viewer):
        return tell_figures(session, viewer, PERIMETER, EVERY_ALERT)

    lines = lines_of(crowd, read, "alert_fact")
    assert all("USING COVERING INDEX ix_alert_fact_counted" in line for line in lines)


@pytest.mark.parametrize("table", ["delay_line", "path_line"])
def test_the_usual_delays_are_read_in_covering_indexes(crowd, table):
    def read(session, viewer):
        return tell_pairs(session, viewer, PERIMETER, TOLD)

    lines = lines_of(crowd, read, table)
    assert all("USING COVERING INDEX" in line for line in lines)


def test_the_end_of_another_delay_is_looked_for_in_its_stay(crowd):
    asked = [pair_of("immersion_ended-job_started"), pair_of("referral_answered-referral_answered")]

    def read(session, viewer):
        return tell_pairs(session, viewer, PERIMETER, asked)

    ends = [*lines_of(crowd, read, "referral_1"), *lines_of(crowd, read, "step_1")]
    assert not [line for line in ends if "support_period_id=?" not in line]


def test_contacts_to_make_are_counted_in_the_covering_index(crowd):
    lines = lines_of(
        crowd, lambda session, viewer: count_job_checks(session, viewer, JobCheckFilters()), "alert_fact"
    )
    assert all("USING COVERING INDEX ix_alert_fact_counted" in line for line in lines)


def test_contacts_in_a_job_are_read_in_the_covering_index(crowd):
    lines = lines_of(
        crowd, lambda session, viewer: tell_figures(session, viewer, PERIMETER, JOBS), "SEARCH job_line"
    )
    by_day = "USING COVERING INDEX ix_job_line_counted (consortium_id=? AND due_on>"
    assert all(by_day in line for line in lines if "job_line_" not in line.partition(" USING")[0])


def test_alerted_people_are_not_looked_for_rule_by_rule(crowd):
    plans = plans_of(crowd, "coordinator", list_alerted_people, AlertFilters())
    assert not [line for lines in plans for line in lines if "MULTI-INDEX OR" in line]
