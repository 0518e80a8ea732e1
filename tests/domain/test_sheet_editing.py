"""Edition of a block of the consortium sheet: checks, and two people at once."""

from dataclasses import replace

from domain.organisations import Circle, College
from domain.sheet_blocks import BLOCK_FIELDS, SheetBlock
from domain.sheet_editing import BlockEdit, RowDraft, added_row, draft_of, find_problems
from domain.sheet_merge import find_differences, merge, rebase


def member(row_id, read_name, **changes):
    """A member that was read, then perhaps changed."""
    read = {"name": read_name, "college": College.STATE, "circle": Circle.INNER}
    return RowDraft(row_id, read, read | changes)


def edit_of(*rows, removed=(), block=SheetBlock.MEMBERS):
    return BlockEdit(block, rows, removed=removed)


def test_every_block_declares_its_fields():
    assert BLOCK_FIELDS.keys() == set(SheetBlock)


def test_an_empty_or_too_long_text_is_said_next_to_its_field():
    empty, long = added_row(SheetBlock.ACTIONS), draft_of(2, {"text": "é" * 2001})
    problems = find_problems(edit_of(empty, long, block=SheetBlock.ACTIONS))
    assert problems.keys() == {f"{empty.id}_text", "2_text"}
    assert "est vide" in problems[f"{empty.id}_text"]
    assert "2001 caractères" in problems["2_text"]


def test_the_same_organisation_is_not_listed_twice():
    problems = find_problems(edit_of(member(1, "Mission locale"), member(2, "MISSION-LOCALE")))
    assert problems == {"2_name": "Cette organisation figure déjà dans la liste."}


def test_a_post_counts_at_least_one_person():
    post = draft_of(1, {"function": "Animation", "headcount": 0})
    assert find_problems(edit_of(post, block=SheetBlock.TEAM)).keys() == {"1_headcount"}


def test_moving_a_row_is_told_from_adding_one_at_the_end():
    one, two = member(1, "CAF"), member(2, "MSA")
    edit = replace(edit_of(one, two, added_row(SheetBlock.MEMBERS)), read_order=(1, 2))
    assert not edit.is_reordered
    assert replace(edit, rows=(two, one)).is_reordered


def test_changes_to_different_fields_are_both_kept():
    mine, stored = member(1, "CAF", name="Caf 66"), dict(member(1, "CAF", circle=Circle.WIDER).values)
    assert find_differences(edit_of(mine), {1: stored}, {}) == []
    assert merge(mine, stored) == {"name": "Caf 66", "college": College.STATE, "circle": Circle.WIDER}


def test_changes_to_the_same_field_are_shown_side_by_side():
    mine, stored = (
        member(1, "CAF", college=College.OTHER),
        dict(member(1, "CAF", college=College.TRAINING).values),
    )
    (difference,) = find_differences(edit_of(mine), {1: stored}, {})
    assert difference == ("Ligne 1 — Collège", "Organismes de formation", "Autres")


def test_each_side_of_a_conflict_can_be_kept():
    mine, stored = member(1, "CAF", name="Ma Caf"), dict(member(1, "CAF", name="Leur Caf").values)
    for side, name in (("mine", "Ma Caf"), ("theirs", "Leur Caf")):
        settled = rebase(edit_of(mine), {1: stored}, side)
        assert settled.rows[0].values["name"] == name
        assert find_differences(settled, {1: stored}, {}) == []


def test_a_row_removed_by_one_and_changed_by_the_other_is_asked():
    stored = dict(member(1, "CAF", name="Caf 66").values)
    removing = edit_of(removed=(member(1, "CAF"),))
    assert find_differences(removing, {1: stored}, {})[0].stored == "Caf 66"
    assert rebase(removing, {1: stored}, "theirs").rows == (draft_of(1, stored),)
    assert rebase(removing, {1: stored}, "mine").removed == (draft_of(1, stored),)
    changing = edit_of(member(1, "CAF", name="Caf 66"))
    assert find_differences(changing, {}, {})[0].typed == "Caf 66"
    assert rebase(changing, {}, "theirs").rows == ()
    assert rebase(changing, {}, "mine").rows[0].initial is None
