"""Contacts of the first months in a job, against a naive count in plain Python, on both databases."""

from collections import defaultdict, namedtuple
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import select

from db.actions.derived_lines import refresh_derived_lines
from db.engine import read_session
from db.models.beneficiaries import SupportPeriod
from db.models.paths import JobCheck
from db.models.settings import ConsortiumSetting
from db.queries.indicators.figures import list_figures
from db.queries.indicators.people import list_people_behind
from domain.access import Role
from domain.follow_up import EntryOrigin, ExitReason
from domain.indicators.jobs import JOBS, STILL_IN_JOB
from domain.indicators.model import Figure, Perimeter
from domain.job_checks import CHECK_MONTHS
from tests.db.job_people import add_step
from tests.factories import TODAY, make_consortium, make_person, make_professional, viewer_for
from tests.services.sessions import owner_session, rolled_back_connection

DAY = timedelta(days=1)
PERIMETERS = (
    Perimeter(TODAY - 365 * DAY, TODAY, TODAY),
    Perimeter(TODAY - 365 * DAY, TODAY + 60 * DAY, TODAY),
    Perimeter(TODAY - 120 * DAY, TODAY - 30 * DAY, TODAY),
    Perimeter(TODAY - 120 * DAY, TODAY - 30 * DAY, TODAY - 60 * DAY),
    Perimeter(date(2001, 1, 1), date(2001, 2, 1), date(2001, 2, 1)),
)
AROUND = {"usual": 15, "own": 20}  # the second territory sets its own threshold


@dataclass(frozen=True)
class Told:
    """A contact as it was drawn."""

    person_id: int
    structure_id: int
    check_id: int
    months: int
    due_on: date
    made_on: date | None
    is_in_job: bool | None
    step_id: int
    ended_on: date | None


Territory = namedtuple("Territory", "viewer told around")  # who counts, contacts drawn, days around a date


@pytest.fixture(scope="module")
def territories(engine):
    """Two, of which one has its own threshold."""
    rng = Random(9)
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        yield [build(session, rng, around) for around in AROUND.values()]


def build(session, rng, around):
    consortium = make_consortium(session)
    if around != 15:
        session.add(ConsortiumSetting(consortium_id=consortium.id, code="in_job_days", value=around))
    referents = [make_professional(session, consortium) for _ in range(2)]
    coordinator = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    told = [one for rank in range(40) for one in add_someone(session, rng, referents[rank % 2], around)]
    refresh_derived_lines(session, consortium.id)
    return Territory(viewer_for(session, coordinator), told, around)


def add_someone(session, rng, referent, around):
    """One stay or two, in which jobs follow or overlap one another."""
    entered_on = TODAY - rng.randint(500, 900) * DAY
    person = make_person(session, referent, entered_on=entered_on)
    [stay] = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id))
    stays = [stay]
    if rng.random() < 0.3:
        stay.exited_on, stay.exit_reason = TODAY - 200 * DAY, ExitReason.OTHER
        stays.append(add_stay(session, person, TODAY - rng.randint(100, 190) * DAY))
    for current in stays:
        for _ in range(rng.randint(0, 2)):
            yield from add_job(session, rng, referent, current, around)


def add_stay(session, person, entered_on):
    stay = SupportPeriod(beneficiary_id=person.id, entered_on=entered_on, entry_origin=EntryOrigin.SELF)
    stay.consortium_id = person.consortium_id
    session.add(stay)
    session.flush()
    return stay


def add_job(session, rng, referent, stay, around):
    """Its contacts, on the edges as often as not: of the period, of the days around the date, of the end."""
    ended_on = (
        TODAY - rng.choice([0, 1, 60, 61, 76, rng.randint(0, 400)]) * DAY if rng.random() < 0.5 else None
    )
    started_on = TODAY - 900 * DAY
    step_id = add_step(session, stay.id, stay.consortium_id, started_on, ended_on)
    for months in rng.sample(CHECK_MONTHS, k=rng.randint(1, 3)):
        edges = [0, 15, 16, 20, 21, 30, 31, 60, 75, 76, 80, 81, 120, 121, 365, 366, -10]
        due_on = TODAY - rng.choice([*edges, rng.randint(-60, 400)]) * DAY
        if ended_on and rng.random() < 0.3:
            due_on = ended_on + rng.randint(0, 1) * DAY
        shift = rng.choice([0, -around, around, around + 1, -around - 1, rng.randint(-30, 60)])
        made_on = due_on + shift * DAY
        is_made = rng.random() < 0.6 and made_on <= TODAY
        values = {"made_on": made_on, "is_in_job": rng.random() < 0.7, "professional_id": referent.id}
        dates = {"started_on": started_on, "months": months, "due_on": due_on, "step_id": step_id}
        owner = {"consortium_id": stay.consortium_id, "support_period_id": stay.id}
        check = JobCheck(**owner, **dates, **(values if is_made else {}))
        session.add(check)
        session.flush()
        told = check.id, months, due_on, check.made_on, check.is_in_job, step_id, ended_on
        yield Told(stay.beneficiary_id, referent.structure_id, *told)


def is_over(territory, day, one):
    """The job ended before its date, as its step or another contact of this job says by that day."""
    others = [other for other in territory.told if other.step_id == one.step_id and other is not one]
    noes = [other.made_on for other in others if other.is_in_job is False]
    ends = [end for end in (*noes, one.ended_on) if end is not None and end <= day]
    return any(end < one.due_on for end in ends)


def last_of(territory, perimeter, months, counts):
    """Of each person, the last date of the period among those that count."""
    last = {}
    for one in sorted(territory.told, key=lambda one: (one.due_on, one.check_id)):
        if one.months == months and perimeter.starts_on <= one.due_on <= perimeter.ends_on and counts(one):
            last[one.person_id] = one
    return last


def judged(territory, perimeter, indicator):
    """Whom the figure is about, and whether each is counted; None: nothing is known of her."""
    day, around = perimeter.reference_on, territory.around
    months = int(indicator.code[-1])

    def is_made(one):
        return one.made_on is not None and one.made_on <= day

    def is_due(one):
        is_asked = is_made(one) or one.due_on + around * DAY < day
        return is_asked and not is_over(territory, day, one)

    if indicator not in STILL_IN_JOB.values():
        found = last_of(territory, perimeter, months, is_due).values()
        return [(one, is_made(one) and abs((one.made_on - one.due_on).days) <= around) for one in found]
    found = last_of(territory, perimeter, months, lambda one: one.due_on <= day).values()
    lost = {one.check_id for one in found if is_over(territory, day, one)}
    answers = {one.check_id: one.is_in_job if is_made(one) else None for one in found}
    return [(one, False if one.check_id in lost else answers[one.check_id]) for one in found]


def asked(territory, perimeter):
    thresholds = (("in_job_days", territory.around),)
    return Perimeter(perimeter.starts_on, perimeter.ends_on, perimeter.reference_on, thresholds=thresholds)


@pytest.mark.parametrize("perimeter", PERIMETERS)
@pytest.mark.parametrize("indicator", JOBS, ids=lambda indicator: indicator.code)
def test_a_figure_is_what_counting_one_by_one_gives(territories, indicator, perimeter):
    for territory in territories:
        expected = defaultdict(Figure)
        for one, answer in judged(territory, perimeter, indicator):
            expected[one.structure_id] += Figure(0, 0, 1) if answer is None else Figure(int(answer), 1)
        with read_session(territory.viewer) as session:
            found = list_figures(session, territory.viewer, asked(territory, perimeter), JOBS)[indicator]
        assert {key: one for key, one in found.items() if one != Figure()} == dict(expected)


@pytest.mark.parametrize("perimeter", PERIMETERS)
@pytest.mark.parametrize("indicator", JOBS, ids=lambda indicator: indicator.code)
def test_the_list_behind_names_exactly_who_is_counted(territories, indicator, perimeter):
    for territory in territories:
        expected = judged(territory, perimeter, indicator)
        with read_session(territory.viewer) as session:
            behind = list_people_behind(session, territory.viewer, perimeter, indicator, page=None)
        counted = behind.people.set_index("beneficiary_id")["is_counted"].to_dict()
        assert counted == {one.person_id: answer for one, answer in expected if answer is not None}


def test_the_draws_reach_every_case(territories):
    for territory in territories:
        for indicator in JOBS:
            answers = {answer for _, answer in judged(territory, PERIMETERS[0], indicator)}
            assert answers == ({True, False, None} if indicator in STILL_IN_JOB.values() else {True, False})
        assert any(one.is_in_job and is_over(territory, TODAY, one) for one in territory.told)


def test_all_these_figures_share_a_statement(territories, count_statements):
    viewer = territories[0].viewer
    with count_statements() as statements, read_session(viewer) as session:
        list_figures(session, viewer, PERIMETERS[0], JOBS)
    assert len(statements) == 1
