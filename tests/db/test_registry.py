"""Every indicator of the registry: tile = list = export for who has the list, suppressed alike for others."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from components.indicators.people import exported_people
from db.engine import read_session
from db.models.accounts import Professional, ProfessionalRole
from db.models.consortia import Consortium
from db.queries.indicators import kept
from db.queries.indicators.measures import MEASURES
from db.queries.indicators.people import list_people_behind
from db.queries.indicators.told import tell_figures
from domain.access import Role
from domain.alerts import AlertCode
from domain.caseload import CaseloadFilters
from domain.diagnosis.core import core_content
from domain.errors import ForbiddenError
from domain.follow_up import ExitReason, Track
from domain.indicators.alerts import alert_of
from domain.indicators.diagnoses import JOINT, TILES, lifted_of, need_of
from domain.indicators.exits import DYNAMIC_EXITS, exits_for
from domain.indicators.groups import code_of, code_of_group, narrowed
from domain.indicators.jobs import JOBS
from domain.indicators.model import Breakdown, Figure, Perimeter, Scope, Unit
from domain.indicators.offer import ANY_UNMET, refused_of, unmet_of
from domain.indicators.team import CASELOAD, TEAM
from domain.secrecy import Medium
from tests.db.demo_loading import TODAY, load
from tests.factories import viewer_for
from tests.services.sessions import owner_session, rolled_back_connection

THEMES = [theme.code for theme in core_content().themes][:3]
INDICATORS = (
    *TEAM,
    DYNAMIC_EXITS,
    *(exits_for(reason) for reason in list(ExitReason)[:3]),
    *TILES,
    *(need_of(code, code) for code in THEMES),
    *(lifted_of(code, code) for code in THEMES),
    *JOBS,
    *(alert_of(code) for code in AlertCode),
    ANY_UNMET,
    *(unmet_of(code, code) for code in THEMES),
    *(refused_of(code, code) for code in THEMES),
)
PERIMETER = Perimeter(TODAY - timedelta(days=700), TODAY, TODAY)
BY_CODE = {code_of(indicator): indicator for indicator in INDICATORS}
every_indicator = pytest.mark.parametrize("indicator", BY_CODE.values(), ids=list(BY_CODE))


@pytest.fixture(scope="module")
def viewers(engine, tmp_path_factory):
    """Of the demonstration: its coordination, a manager, and the pilotage."""
    with rolled_back_connection(engine) as connection:
        load(connection, tmp_path_factory.mktemp("demo"), people=240)
        kept.forget()
        with owner_session(connection) as session:
            yield {role: viewer_of(session, role) for role in (Role.COORDINATOR, MANAGER, Role.STEERING)}


MANAGER = Role.STRUCTURE_MANAGER
ENTITLED = [
    (role, indicator)
    for role in (Role.COORDINATOR, MANAGER)
    for indicator in INDICATORS
    if role is Role.COORDINATOR or not indicator.tells_answers
]


def viewer_of(session, role):
    held = select(ProfessionalRole.professional_id).where(ProfessionalRole.role == role)
    here = select(Consortium.id).where(Consortium.territory_id == "3-24").scalar_subquery()
    known = select(Professional).where(Professional.id.in_(held), Professional.consortium_id == here)
    return viewer_for(session, session.scalars(known.order_by(Professional.id)).first(), role)


def read(viewer, query, *about, **values):
    with read_session(viewer) as session:
        return query(session, viewer, *about, **values)


def told_of(viewer, indicator, perimeter=PERIMETER, **values):
    return read(viewer, tell_figures, perimeter, [indicator], **values)[indicator]


def listed(viewer, indicator, perimeter, is_counted=None):
    return read(viewer, list_people_behind, perimeter, indicator, is_counted, page=None)


def figure_of_list(viewer, indicator, perimeter):
    """The figure, made again from the people who are listed."""
    everybody = listed(viewer, indicator, perimeter)
    counted = everybody.people[everybody.people["is_counted"].astype(bool)]
    if indicator.unit is Unit.RATIO:
        return Figure(int(everybody.people["value"].sum()), int(everybody.people["out_of"].sum()))
    if indicator.unit is Unit.MEAN:
        return Figure(int(counted["value"].sum()), len(counted), everybody.count - len(counted))
    return Figure(len(counted), everybody.count)


def bare(indicator, figure):
    return Figure(figure.numerator, figure.denominator, figure.waiting * (indicator.unit is Unit.MEAN))


def test_every_measure_is_walked():
    assert {indicator.code for indicator in INDICATORS} == MEASURES.keys()


@pytest.mark.parametrize(("role", "indicator"), ENTITLED, ids=lambda one: getattr(one, "code", str(one)))
def test_a_tile_is_its_list_and_its_export(viewers, role, indicator):
    viewer = viewers[role]
    told = told_of(viewer, indicator)
    assert told.least == 0
    assert bare(indicator, told.figure) == figure_of_list(viewer, indicator, PERIMETER)
    behind = listed(viewer, indicator, PERIMETER)
    exported = exported_people(indicator, behind.people)
    assert len(exported) == behind.count == behind.people["beneficiary_id"].nunique()


@every_indicator
@pytest.mark.parametrize("by", [Breakdown.STRUCTURE, Breakdown.TRACK, Breakdown.AGE, Breakdown.PUBLIC])
def test_a_bar_is_its_list(viewers, indicator, by):
    coordinator = viewers[Role.COORDINATOR]
    told = told_of(coordinator, indicator, by=by)
    for key, figure in list(told.by_group.items())[:3]:
        if key is not None:
            asked = narrowed(PERIMETER, code_of_group(indicator, by, key))
            assert bare(indicator, figure) == figure_of_list(coordinator, indicator, asked), key


@every_indicator
def test_who_has_no_list_is_refused_it_and_told_alike_on_a_tile_and_on_a_document(viewers, indicator):
    """T150, T157."""
    steering, asked = viewers[Role.STEERING], replace(PERIMETER, scope=Scope.CONSORTIUM)
    with pytest.raises(ForbiddenError):
        read(steering, list_people_behind, asked, indicator)
    on_screen = told_of(steering, indicator, asked)
    assert on_screen.least == 11
    assert on_screen == told_of(steering, indicator, asked, medium=Medium.DOCUMENT)
    for figure in (on_screen.figure, *on_screen.by_group.values()):
        is_small = figure and indicator.unit is not Unit.MEAN and 0 < figure.numerator < 11
        assert not is_small


@every_indicator
def test_whoever_asks_a_projection_and_a_document_are_told_under_the_wide_threshold(viewers, indicator):
    """T089."""
    coordinator = viewers[Role.COORDINATOR]
    projected = told_of(coordinator, indicator, medium=Medium.PROJECTION)
    assert projected.least == 11
    assert projected == told_of(coordinator, indicator, medium=Medium.DOCUMENT)


@pytest.mark.parametrize("indicator", [one for one in BY_CODE.values() if one.tells_answers], ids=code_of)
def test_a_manager_is_told_answers_under_secrecy_without_their_list(viewers, indicator):
    manager = viewers[MANAGER]
    with pytest.raises(ForbiddenError):
        read(manager, list_people_behind, PERIMETER, indicator)
    assert told_of(manager, indicator).least == 5


def test_two_filters_at_once_tell_nothing_without_list(viewers):
    """T153."""
    people = CaseloadFilters(tracks=(Track.SOCIAL,), publics=())
    one = replace(PERIMETER, scope=Scope.CONSORTIUM, people=people)
    two = replace(one, people=replace(people, structure_id=1))
    assert not told_of(viewers[Role.STEERING], CASELOAD, one).is_refused
    assert told_of(viewers[Role.STEERING], CASELOAD, two).is_refused
    assert told_of(viewers[MANAGER], JOINT, replace(two, scope=Scope.LISTED)).is_refused


def test_nobody_widens_her_circle_by_asking_for_it(viewers):
    manager = viewers[MANAGER]
    assert told_of(manager, CASELOAD, replace(PERIMETER, scope=Scope.CONSORTIUM)).figure == Figure()
    steering = viewers[Role.STEERING]
    assert told_of(steering, CASELOAD).figure == Figure()
    assert told_of(steering, CASELOAD, replace(PERIMETER, scope=Scope.STRUCTURE)).figure == Figure()
