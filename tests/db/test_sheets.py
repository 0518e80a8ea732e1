"""The consortium sheet: what is read, who edits it, and two people at once."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from db.engine import read_session
from db.models.audit import AuditEntry
from db.models.consortia import AxisAction, MemberOrganisation
from db.queries.sheets import list_consortia
from domain.access import Role
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.organisations import Circle, College
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import added_row, start_edit
from tests.db.sheet_steps import make_published_consortium, read, save, typed, without
from tests.factories import make_consortium, make_professional, make_structure, viewer_for


@pytest.fixture
def consortium(session):
    """The demonstration consortium, with its published sheet."""
    return make_published_consortium(session)


@pytest.fixture
def coordinator(session, consortium):
    """Its coordination."""
    return viewer_for(session, make_professional(session, consortium), Role.COORDINATOR)


def audit_lines(session):
    return session.scalar(
        select(func.count()).select_from(AuditEntry).where(AuditEntry.object_kind == "sheet")
    )


def test_everything_that_is_published_is_read(coordinator):
    sheet = read(coordinator)
    assert [len(axis.actions) for axis in sheet.axes] == [3, 3, 7]
    assert [len(part) for part in (sheet.contributions, sheet.members, sheet.team)] == [4, 14, 3]
    assert [len(part) for part in (sheet.target_publics, sheet.cross_cutting, sheet.schedule)] == [5, 2, 2]
    numbers = [
        sorted(sheet.axis_numbers[axis_id] for axis_id in one.axis_ids) for one in sheet.target_publics
    ]
    assert numbers == [[1, 3], [1], [1], [2], [3]]
    assert (sheet.territory.name, sheet.territory.selected_label) == ("Pyrénées-Orientales", "début 2022")
    assert all((sheet.texts.contact, sheet.texts.perimeter, sheet.texts.target_public_intro))


def test_a_sheet_takes_the_same_statements_full_or_empty(session, coordinator, count_statements):
    empty = make_consortium(session, territory_id="3-29")
    other = viewer_for(session, make_professional(session, empty))
    with count_statements() as full:
        read(coordinator)
    with count_statements() as bare:
        assert read(other).is_empty
    assert len(full) == len(bare) == 8


def test_another_consortium_reads_nothing(session, coordinator):
    stranger = viewer_for(session, make_professional(session, make_consortium(session, territory_id="3-29")))
    with pytest.raises(NotFoundError):
        read(stranger, coordinator.consortium_id)
    with pytest.raises(NotFoundError):
        save(stranger, start_edit(read(coordinator), SheetBlock.MEMBERS), coordinator.consortium_id)


def test_the_national_team_reads_every_sheet_and_edits_none(session, coordinator):
    office = make_professional(session, make_consortium(session))
    national = viewer_for(session, office, Role.NATIONAL, Role.COORDINATOR)
    with read_session(national) as reading:
        assert list_consortia(reading, national) == {coordinator.consortium_id: "Pyrénées-Orientales"}
    sheet = read(national, coordinator.consortium_id)
    with pytest.raises(ForbiddenError):
        save(national, start_edit(sheet, SheetBlock.TEAM), coordinator.consortium_id)


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.COORDINATOR, Role.NATIONAL)])
def test_only_the_coordination_edits(session, consortium, coordinator, role):
    viewer = viewer_for(session, make_professional(session, consortium), role)
    with pytest.raises(ForbiddenError):
        save(viewer, typed(start_edit(read(viewer), SheetBlock.AXES), 0, title="Accueillir"))
    assert read(coordinator).axes[0].title == ""


@pytest.mark.parametrize(
    ("block", "values"),
    [
        (SheetBlock.PRESENTATION, {"perimeter": "Deux cantons"}),
        (SheetBlock.TARGET_INTRO, {"target_public_intro": "Tout le monde :"}),
        (SheetBlock.CONTRIBUTIONS, {"text": "Mieux repérer"}),
        (SheetBlock.MEMBERS, {"college": College.OTHER, "circle": Circle.WIDER}),
        (SheetBlock.TARGET_PUBLICS, {"axis_ids": frozenset(), "public": None}),
        (SheetBlock.AXES, {"title": "Accueillir"}),
        (SheetBlock.CROSS_CUTTING, {"text": "Former"}),
        (SheetBlock.TEAM, {"headcount": 3}),
        (SheetBlock.SCHEDULE, {"text": "Dès demain"}),
    ],
)
def test_a_block_is_saved_once_and_leaves_one_line_in_the_journal(session, coordinator, block, values):
    edit = typed(start_edit(read(coordinator), block), 0, **values)
    save(coordinator, edit)
    save(coordinator, edit)  # a double click
    saved = start_edit(read(coordinator), block).rows[0].values
    assert {name: saved[name] for name in values} == values
    assert audit_lines(session) == 1


def test_actions_are_added_removed_and_reordered(coordinator):
    axis = read(coordinator).axes[0]
    edit = start_edit(read(coordinator), SheetBlock.ACTIONS, axis.id)
    first, second, third = edit.rows
    new = replace(added_row(SheetBlock.ACTIONS), values={"text": "Aller vers"})
    edit = replace(edit, rows=(new, third, first), removed=(second,))
    save(coordinator, edit)
    save(coordinator, edit)
    actions = read(coordinator).axes[0].actions
    assert [action.id for action in actions] == [new.id, third.id, first.id]


def test_two_axes_swap_their_numbers_and_target_publics_follow(coordinator):
    before = read(coordinator)
    edit = start_edit(before, SheetBlock.AXES)
    save(coordinator, replace(edit, rows=(edit.rows[1], edit.rows[0], edit.rows[2])))
    after = read(coordinator)
    assert [axis.id for axis in after.axes] == [before.axes[index].id for index in (1, 0, 2)]
    assert [axis.number for axis in after.axes] == [1, 2, 3]
    assert after.target_publics[1].axis_ids == before.target_publics[1].axis_ids


def test_an_axis_goes_after_its_actions_and_leaves_the_target_publics(session, coordinator):
    edit = without(start_edit(read(coordinator), SheetBlock.AXES), 1)
    with pytest.raises(InvalidInputError, match="encore des actions"):
        save(coordinator, edit)
    axis_id = edit.removed[0].id
    actions = start_edit(read(coordinator), SheetBlock.ACTIONS, axis_id)
    save(coordinator, replace(actions, rows=(), removed=actions.rows))
    save(coordinator, edit)
    assert [axis.number for axis in read(coordinator).axes] == [1, 2]
    assert read(coordinator).target_publics[3].axis_ids == frozenset()
    assert session.scalar(select(func.count()).select_from(AxisAction)) == 10


def test_a_member_whose_structures_are_in_the_directory_stays(session, consortium, coordinator):
    member = session.scalars(select(MemberOrganisation).where(MemberOrganisation.rank == 1)).one()
    make_structure(session, consortium).member_organisation_id = member.id
    session.flush()
    with pytest.raises(InvalidInputError, match="annuaire"):
        save(coordinator, without(start_edit(read(coordinator), SheetBlock.MEMBERS), 0))
