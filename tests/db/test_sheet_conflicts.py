"""Two people on the sheet at once, and what is refused."""

from dataclasses import replace

import pytest

from db.demo.sheet_66 import SHEET_66
from domain.access import Role
from domain.errors import EditConflictError, InvalidInputError, NotFoundError
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import added_row, start_edit
from tests.db.sheet_steps import make_published_consortium, read, save, typed
from tests.factories import make_professional, viewer_for


@pytest.fixture
def coordinator(session):
    """The coordination of the demonstration consortium."""
    professional = make_professional(session, make_published_consortium(session))
    return viewer_for(session, professional, Role.COORDINATOR)


def test_bad_input_changes_nothing_and_names_its_field(coordinator):
    edit = start_edit(read(coordinator), SheetBlock.SCHEDULE)
    with pytest.raises(InvalidInputError) as refusal:
        save(coordinator, typed(typed(edit, 0, text="Bientôt"), 1, text=""))
    assert refusal.value.problems.keys() == {f"{edit.rows[1].id}_text"}
    assert read(coordinator).schedule[0].text == SHEET_66.schedule[0]


def test_the_second_to_change_the_same_text_is_told_both_values(coordinator):
    edit = start_edit(read(coordinator), SheetBlock.PRESENTATION)
    save(coordinator, typed(edit, 0, contact="Accueil", perimeter="Deux cantons"))
    with pytest.raises(EditConflictError) as conflict:
        save(coordinator, typed(edit, 0, contact="Standard"))
    assert conflict.value.differences == [("Contact", "Accueil", "Standard")]
    assert read(coordinator).texts.contact == "Accueil"


def test_two_people_who_change_different_things_lose_nothing(coordinator):
    first = second = start_edit(read(coordinator), SheetBlock.MEMBERS)
    new = replace(
        added_row(SheetBlock.MEMBERS), values=added_row(SheetBlock.MEMBERS).values | {"name": "CCAS"}
    )
    save(coordinator, replace(first, rows=(first.rows[-1], *first.rows[:-1], new)))
    save(coordinator, typed(second, 0, name="Région"))
    names = [member.name for member in read(coordinator).members]
    assert names[0].startswith("UPE 66")
    assert names[1] == "Région"
    assert names[-1] == "CCAS"


def test_actions_of_an_axis_that_is_gone_or_elsewhere_are_not_found(coordinator):
    edit = start_edit(read(coordinator), SheetBlock.ACTIONS, axis_id=12)
    with pytest.raises(NotFoundError):
        save(coordinator, edit)
