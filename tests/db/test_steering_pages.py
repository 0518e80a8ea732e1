"""The steering committee's page: composed by its coordination, told of two quarters, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.actions.sheets import save_block
from db.actions.steering_pages import save_steering_page
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.consortia import AxisAction
from db.models.settings import SteeringPage
from db.queries.indicators import kept
from db.queries.indicators.people import list_people_behind
from db.queries.indicators.steering import tell_steering
from db.queries.steering_pages import get_steering_page, list_steering_actions
from domain.access import Role
from domain.errors import EditConflictError, InvalidInputError
from domain.indicators.diagnoses import IN_30_DAYS
from domain.indicators.model import Figure, Scope
from domain.indicators.steering import CHOICES, USUAL, SteeringDraft, read_at
from domain.indicators.team import CASELOAD
from domain.organisations import ActionProgress
from domain.secrecy import Medium
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import start_edit
from tests.db.sheet_steps import make_published_consortium, read, typed
from tests.factories import make_person, make_professional, viewer_for

LATE = ActionProgress.DELAYED
NOTHING = SteeringDraft()
COMMITTEE = date(2026, 6, 18)
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def consortium(session):
    return make_published_consortium(session)


@pytest.fixture
def coordinator(session, consortium):
    return viewer_for(session, make_professional(session, consortium), Role.COORDINATOR)


@pytest.fixture
def steering(session, consortium):
    return viewer_for(session, make_professional(session, consortium), Role.STEERING)


def opened_by(viewer):
    """What the form shows."""
    return replace(page_of(viewer), progress={one.id: one.progress for one in actions_of(viewer)})


def save(viewer, read=None, **values):
    read = read or opened_by(viewer)
    with write_session(viewer) as session:
        save_steering_page(session, viewer, read=read, typed=replace(read, **values))


def page_of(viewer):
    with read_session(viewer) as session:
        return get_steering_page(session, viewer)


def actions_of(viewer):
    with read_session(viewer) as session:
        return list_steering_actions(session, viewer)


def told(viewer, medium=Medium.SCREEN, day=TODAY):
    with read_session(viewer) as session:
        return tell_steering(session, viewer, day, medium)


def test_nothing_chosen_the_page_has_the_usual_figures(steering):
    assert page_of(steering) == NOTHING
    assert len(USUAL) == 10
    assert CHOICES.keys() >= set(USUAL)


def test_what_the_coordination_chooses_is_read_by_the_committee(session, coordinator, steering):
    save(coordinator, figures=("exits", "caseload"), last_held_on=COMMITTEE, message=" Bonjour. ")
    assert page_of(steering) == SteeringDraft(("exits", "caseload"), COMMITTEE, "Bonjour.")
    first = actions_of(coordinator)[0]
    save(coordinator, progress={first.id: LATE})
    assert actions_of(steering)[0].progress is LATE
    kinds = session.scalars(select(AuditEntry.object_kind)).all()
    assert kinds.count("steering_page") == kinds.count("axis_action") == 1


def test_the_same_saved_twice_changes_nothing_more(session, coordinator):
    save(coordinator, message="Bonjour.")
    save(coordinator, message="Bonjour.")
    pages = session.scalars(select(SteeringPage).execution_options(populate_existing=True)).all()
    assert [page.version for page in pages] == [1]


@pytest.mark.parametrize(
    "values",
    [
        {"figures": ()},
        {"figures": ("caseload", "caseload")},
        {"figures": tuple(CHOICES)},
        {"figures": ("alert",)},
        {"last_held_on": date(2030, 1, 1)},
        {"message": "a" * 1001},
    ],
)
def test_what_is_wrong_is_refused(coordinator, values):
    with pytest.raises(InvalidInputError) as error:
        save(coordinator, **values)
    assert error.value.problems.keys() == values.keys()
    assert page_of(coordinator) == NOTHING


def test_two_people_are_told_of_the_field_that_both_changed_only(coordinator):
    opened = opened_by(coordinator)
    shown, first = opened.progress, next(iter(opened.progress))
    save(coordinator, opened, message="À midi.", progress={**shown, first: LATE})
    save(coordinator, opened, last_held_on=COMMITTEE)
    assert page_of(coordinator) == SteeringDraft(USUAL, COMMITTEE, "À midi.")
    with pytest.raises(EditConflictError) as error:
        save(coordinator, opened, message="À dix heures.", progress={**shown, first: None})
    told_of = [(one.stored, one.typed) for one in error.value.differences]
    assert told_of == [("À midi.", "À dix heures."), ("Retardée", "")]


def test_the_sheet_edited_keeps_the_progress_of_its_actions(session, coordinator, consortium):
    action = actions_of(coordinator)[0]
    save(coordinator, progress={action.id: LATE})
    sheet = read(coordinator)
    edit = start_edit(sheet, SheetBlock.ACTIONS, sheet.axes[0].id)
    with write_session(coordinator) as writing:
        save_block(writing, coordinator, consortium.id, typed(edit, 0, text="Autrement dit"))
    row = session.scalars(select(AxisAction).where(AxisAction.id == action.id)).one()
    assert (row.text, row.progress) == ("Autrement dit", LATE)


def test_figures_of_two_quarters_are_told_side_by_side(session, coordinator, consortium):
    referent = make_professional(session, consortium)
    for month in (2, 8):
        make_person(session, referent, entered_on=date(2026, month, 10))
    save(coordinator, last_held_on=COMMITTEE)
    page = told(coordinator)
    assert [one.perimeter.ends_on for one in (page.now, page.before)] == [
        date(2026, 9, 30),
        date(2026, 3, 31),
    ]
    assert [one.figures[CASELOAD].figure.numerator for one in (page.now, page.before)] == [2, 1]
    on_paper = told(coordinator, Medium.DOCUMENT)
    assert on_paper.now.perimeter.scope is Scope.CONSORTIUM
    assert {one.figures[CASELOAD].figure for one in (on_paper.now, on_paper.before)} == {None}


def test_the_committee_of_this_quarter_has_nothing_to_compare_with(coordinator):
    save(coordinator, last_held_on=date(2026, 11, 2))
    assert told(coordinator).before is None


@pytest.mark.parametrize("medium", Medium)
def test_the_page_costs_few_statements(coordinator, count_statements, medium):
    save(coordinator, last_held_on=COMMITTEE)
    with count_statements() as statements:
        told(coordinator, medium)
    assert 0 < len(statements) <= 12


def test_first_diagnoses_are_read_on_the_same_day_by_the_coordination_and_its_committee(
    session, consortium, coordinator, steering
):
    referent = make_professional(session, consortium)
    for day in (date(2026, 7, 2), date(2026, 9, 20)):  # the latter is not due yet at the end of the quarter
        for _ in range(12):
            make_person(session, referent, entered_on=day)
    kept.forget()
    now = told(coordinator).now
    assert now.figures[IN_30_DAYS].figure == told(steering).now.figures[IN_30_DAYS].figure == Figure(0, 24)
    assert now.read_on == date(2026, 10, 30)
    behind = read_at(now.perimeter, IN_30_DAYS.code, TODAY)
    with read_session(coordinator) as reading:
        assert list_people_behind(reading, coordinator, behind, IN_30_DAYS).count == 24
