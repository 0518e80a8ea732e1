"""A campaign: working days, free time, who is left out and why."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.access import Role, Viewer
from domain.campaign_slots import CampaignDraft, slots_of
from domain.holidays import easter, is_holiday
from domain.review_campaigns import Busy, Candidate, LeftOut, may_plan, plan_campaign

MONDAY = date(2026, 11, 23)
DRAFT = CampaignDraft(MONDAY, MONDAY, frozenset(range(5)), time(9), time(10, 30), 30, "Mairie")
NOW = datetime(2026, 11, 22, 17, tzinfo=UTC)
VIEWER = Viewer(
    professional_id=1,
    consortium_id=1,
    structure_id=5,
    roles=frozenset({Role.COORDINATOR}),
    field=None,
    session_id=1,
    display_name="",
    structure_name="",
    consortium_name="",
    time_zone="Europe/Paris",
    now=NOW,
)


def person(number, referent_id=7, **values):
    return Candidate(number, 100 + number, f"P{number}", referent_id, "R", 5, **values)


def busy(start, *, minutes=30, professional_id=7, period=0):
    return Busy(frozenset({professional_id}), period, (start, start + timedelta(minutes=minutes)))


def hours(plan):
    return [(one.person.name, f"{one.starts_at:%H:%M}") for one in plan.meetings]


def reasons(plan):
    return [(who.name, reason) for who, reason in plan.left_out]


def test_each_referent_sees_her_people_one_after_the_other_in_this_order():
    people = [person(2), person(1), person(3, referent_id=8)]
    plan = plan_campaign(VIEWER, DRAFT, people, [])
    assert hours(plan) == [("P2", "08:00"), ("P3", "08:00"), ("P1", "08:30")]  # UTC: Paris is an hour ahead
    assert not plan.left_out


def test_nobody_is_put_over_an_appointment_of_the_referent_or_of_the_person():
    taken = [
        busy(datetime(2026, 11, 23, 7, 50, tzinfo=UTC), minutes=15),
        busy(datetime(2026, 11, 23, 8, 30, tzinfo=UTC), professional_id=9, period=101),
    ]
    assert hours(plan_campaign(VIEWER, DRAFT, [person(1), person(2)], taken)) == [
        ("P2", "08:30"),
        ("P1", "09:00"),
    ]


def test_an_appointment_that_ends_when_the_slot_begins_leaves_it_free():
    taken = [busy(datetime(2026, 11, 23, 7, 30, tzinfo=UTC))]
    assert hours(plan_campaign(VIEWER, DRAFT, [person(1)], taken)) == [("P1", "08:00")]


def test_who_cannot_be_planned_is_said_and_left_out():
    people = [
        person(1, referent_id=None),
        person(2, is_paused=True),
        person(3, is_exited=True),
        person(4, has_appointment=True),
        *(person(number) for number in range(5, 9)),
    ]
    plan = plan_campaign(VIEWER, DRAFT, people, [])
    assert [name for name, _ in hours(plan)] == ["P5", "P6", "P7"]
    expected = [LeftOut.NO_REFERENT, LeftOut.PAUSED, LeftOut.EXITED, LeftOut.PLANNED, LeftOut.FULL]
    assert [reason for _, reason in reasons(plan)] == expected
    assert plan.told_left_out.startswith("1\u00a0: suivi terminé")


@pytest.mark.parametrize(
    ("role", "referent_id", "structure_id", "may"),
    [
        (Role.COORDINATOR, 9, 6, True),
        (Role.STRUCTURE_MANAGER, 9, 5, True),
        (Role.STRUCTURE_MANAGER, 9, 6, False),
        (Role.CASEWORKER, 1, 6, True),
        (Role.CASEWORKER, 9, 5, False),
        (Role.STEERING, 1, 5, False),
    ],
)
def test_whose_appointments_each_role_plans(role, referent_id, structure_id, may):
    someone = replace(person(1, referent_id=referent_id), structure_id=structure_id)
    viewer = replace(VIEWER, roles=frozenset({role}))
    assert may_plan(viewer, someone) is may
    left_out = plan_campaign(viewer, DRAFT, [someone], []).left_out
    assert bool(left_out) is not may


def test_days_not_chosen_holidays_and_moments_gone_are_skipped():
    draft = replace(DRAFT, first_on=date(2026, 11, 9), last_on=date(2026, 11, 13), closes_at=time(9, 30))
    draft = replace(draft, weekdays=frozenset({0, 1, 2, 4}))
    found = slots_of(draft, "Europe/Paris", datetime(2026, 11, 9, 8, tzinfo=UTC))
    assert [start.date() for start, _ in found] == [date(2026, 11, 10), date(2026, 11, 13)]


def test_the_hour_of_the_wall_clock_stays_when_summer_time_begins():
    draft = replace(DRAFT, first_on=date(2027, 3, 26), last_on=date(2027, 3, 29), closes_at=time(9, 30))
    draft = replace(draft, weekdays=frozenset({0, 4}))  # Easter Monday is not worked
    assert [f"{start:%d %H:%M}" for start, _ in slots_of(draft, "Europe/Paris", NOW)] == ["26 08:00"]
    later = replace(draft, last_on=date(2027, 4, 2))
    assert [f"{start:%d %H:%M}" for start, _ in slots_of(later, "Europe/Paris", NOW)][-1] == "02 07:00"
    at_reunion = slots_of(draft, "Indian/Reunion", NOW)
    assert [f"{start:%d %H:%M}" for start, _ in at_reunion] == ["26 05:00"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"first_on": None}, "first_on"),
        ({"first_on": date(2026, 11, 1)}, "first_on"),
        ({"last_on": None}, "last_on"),
        ({"last_on": MONDAY - timedelta(days=1)}, "last_on"),
        ({"last_on": MONDAY + timedelta(days=93)}, "last_on"),
        ({"weekdays": frozenset()}, "weekdays"),
        ({"closes_at": time(9, 15)}, "closes_at"),
        ({"duration_minutes": 7}, "duration_minutes"),
        ({"place": "x" * 201}, "place"),
    ],
)
def test_a_period_that_cannot_be_is_refused_under_its_field(changes, field):
    assert list(replace(DRAFT, **changes).problems(NOW.date())) == [field]


def test_a_sound_period_has_no_problem():
    assert DRAFT.problems(NOW.date()) == {}
    assert replace(DRAFT, closes_at=time(9, 30)).problems(NOW.date()) == {}


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))]
)
def test_easter_is_on_its_day(year, day):
    assert easter(year) == day
    assert is_holiday(day + timedelta(days=39))
    assert not is_holiday(day + timedelta(days=37))
