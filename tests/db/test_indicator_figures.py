"""Each indicator, told and listed, is what counting random histories one by one gives, on both databases."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

import pytest

from db.engine import read_session
from db.queries.indicators import kept
from db.queries.indicators.flows import tell_monthly_flows
from db.queries.indicators.people import list_people_behind
from db.queries.indicators.told import tell_figures
from domain.follow_up import AppointmentStatus, ExitReason
from domain.indicators.exits import DYNAMIC_EXITS, exits_for
from domain.indicators.groups import code_of_month, narrowed
from domain.indicators.model import Breakdown, Figure, Perimeter, Unit, total
from domain.indicators.team import ATTENDANCE, CASELOAD, ENTRIES, EXITS, PAUSED, REVIEWED, TEAM
from domain.indicators.team import WITH_CONTRACT as CONTRACT
from domain.indicators.team import WITHOUT_REFERENT as ALONE
from tests.db.random_stays import RHYTHM, build_ground
from tests.factories import TODAY
from tests.services.sessions import owner_session, rolled_back_connection

FIGURES = (*TEAM, DYNAMIC_EXITS, *(exits_for(reason) for reason in ExitReason))
_DAY = timedelta(days=1)
EXCUSED = (AppointmentStatus.EXCUSED, AppointmentStatus.CANCELLED)


@pytest.fixture(scope="module")
def grounds(engine):
    """Two consortia, alike and separate, that the module only reads."""
    rng = Random(5)
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        kept.forget()
        yield [build_ground(session, rng) for _ in range(2)]


def perimeters(ground):
    """Today, then periods and dates that begin and end on the very days of facts."""
    rng = Random(6)
    yield Perimeter(TODAY - 364 * _DAY, TODAY, TODAY)
    for _ in range(12):
        first, last, reference = sorted(rng.sample(ground.days, 3))
        shifts = [rng.choice((-1, 0, 0, 1)) * _DAY for _ in range(3)]
        first, last, reference = first + shifts[0], last + shifts[1], reference + shifts[2]
        yield Perimeter(min(first, last), max(first, last), reference)
        yield Perimeter(min(first, reference), max(first, reference), last)


def is_on(span, day):
    return span[0] <= day and (span[1] is None or span[1] > day)


def standing(person, day):
    """The last stay begun at this day."""
    begun = [stay for stay in person.stays if stay.entered_on <= day]
    return max(begun, key=lambda stay: stay.entered_on) if begun else None


def present(person, day):
    stay = standing(person, day)
    return stay if stay and (stay.exited_on is None or stay.exited_on > day) else None


def last_exit(person, perimeter):
    last_on = min(perimeter.ends_on, perimeter.reference_on)
    gone = [
        stay for stay in person.stays if stay.exited_on and perimeter.starts_on <= stay.exited_on <= last_on
    ]
    return max(gone, key=lambda stay: stay.exited_on) if gone else None


def is_reviewed(stay, day):
    counted = [on for on, _status, counts in stay.meetings if counts]
    held = [on for on in (*stay.reviews, *counted) if on <= day]
    return (day - max(held, default=stay.entered_on)).days <= RHYTHM


OF_PRESENT = {
    CASELOAD: lambda *_: True,
    PAUSED: lambda stay, day: any(is_on(pause, day) for pause in stay.pauses),
    ALONE: lambda stay, day: not any(is_on(one, day) for one in stay.referents),
    REVIEWED: is_reviewed,
    CONTRACT: lambda stay, day: any(first <= day <= last for first, last in stay.contracts),
}


def judged(indicator, person, perimeter):
    """None when she is not in the figure; else is she counted."""
    last_on = min(perimeter.ends_on, perimeter.reference_on)
    if indicator in OF_PRESENT:
        stay = present(person, perimeter.reference_on)
        return OF_PRESENT[indicator](stay, perimeter.reference_on) if stay else None
    if indicator is ENTRIES:
        return any(perimeter.starts_on <= stay.entered_on <= last_on for stay in person.stays) or None
    if (stay := last_exit(person, perimeter)) is None:
        return None
    if indicator is EXITS:
        return True
    return stay.reason.is_dynamic if indicator is DYNAMIC_EXITS else str(stay.reason) == indicator.variant


def attended(person, perimeter):
    """Honoured, counted, set aside; None without any appointment."""
    last_on = min(perimeter.ends_on, perimeter.reference_on)
    met = [
        status
        for stay in person.stays
        for day, status, _counts in stay.meetings
        if perimeter.starts_on <= day <= last_on and status is not AppointmentStatus.PLANNED
    ]
    honoured = met.count(AppointmentStatus.HONOURED)
    aside = sum(status in EXCUSED for status in met)
    return Figure(honoured, len(met) - aside, aside) if met else None


def counted_one_by_one(indicator, people, perimeter):
    """Structure → figure."""
    figures = defaultdict(Figure)
    for person in people:
        if indicator is ATTENDANCE:
            figures[person.structure_id] += attended(person, perimeter) or Figure()
        elif (is_counted := judged(indicator, person, perimeter)) is not None:
            figures[person.structure_id] += Figure(int(is_counted), 1)
    return {one: figure for one, figure in figures.items() if figure != Figure()}


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def test_a_figure_is_what_counting_one_by_one_gives(grounds):
    for ground in grounds:
        for perimeter in perimeters(ground):
            told = read(ground.coordinator, tell_figures, perimeter, FIGURES)
            for indicator, found in told.items():
                expected = counted_one_by_one(indicator, ground.people, perimeter)
                told_by = {one: replace(figure, people=0) for one, figure in found.by_group.items()}
                assert {one: figure for one, figure in told_by.items() if figure != Figure()} == expected
                assert replace(found.figure, people=0) == total(expected.values()), (
                    indicator.code,
                    perimeter,
                )


def test_a_referent_is_told_her_own_people(grounds):
    for ground in grounds:
        mine = [person for person in ground.people if person.id in ground.followed]
        for perimeter in perimeters(ground):
            told = read(ground.referent, tell_figures, perimeter, FIGURES)
            for indicator, found in told.items():
                expected = total(counted_one_by_one(indicator, mine, perimeter).values())
                assert replace(found.figure, people=0) == expected


def test_the_list_behind_a_figure_names_exactly_who_is_counted(grounds):
    for ground in grounds:
        for perimeter in list(perimeters(ground))[:6]:
            for indicator in FIGURES:
                is_behind = attended if indicator is ATTENDANCE else partial(judged, indicator)
                expected = {one.id for one in ground.people if is_behind(one, perimeter)}
                is_counted = None if indicator.unit is Unit.RATIO else True
                behind = read(
                    ground.coordinator, list_people_behind, perimeter, indicator, is_counted, page=None
                )
                listed = list(behind.people["beneficiary_id"])
                assert len(listed) == len(set(listed)) == behind.count
                assert set(listed) == expected, (indicator.code, perimeter)


def test_exits_by_reason_add_up_to_the_exits(grounds):
    for ground in grounds:
        perimeter = Perimeter(TODAY - 364 * _DAY, TODAY, TODAY)
        told = read(ground.coordinator, tell_figures, perimeter, [EXITS], by=Breakdown.EXIT_REASON)[EXITS]
        assert sum(figure.numerator for figure in told.by_group.values()) == told.figure.numerator
        for reason, figure in told.by_group.items():
            expected = counted_one_by_one(exits_for(reason), ground.people, perimeter)
            assert figure.numerator == total(expected.values()).numerator


@pytest.mark.parametrize("indicator", [ENTRIES, EXITS], ids=lambda one: one.code)
def test_a_month_is_the_figure_and_the_list_of_that_month(grounds, indicator):
    for ground in grounds:
        for perimeter in list(perimeters(ground))[:6]:
            told = read(ground.coordinator, tell_monthly_flows, perimeter)[indicator]
            for month, figure in told.by_group.items():
                asked = narrowed(perimeter, code_of_month(indicator, month))
                expected = total(counted_one_by_one(indicator, ground.people, asked).values())
                assert figure.numerator == expected.numerator
                behind = read(ground.coordinator, list_people_behind, asked, indicator, True)
                assert behind.count == figure.numerator
