"""Who may do what, once in scope."""

from datetime import UTC, date, datetime

import pytest

from domain.access import ALL_ROLES, Role, Viewer, may_edit_sheet, require_role
from domain.errors import ForbiddenError
from domain.exchange_drafts import NoteDraft, ReviewDraft
from domain.file_rights import may_edit_identity, may_steer_follow_up, may_write_record
from domain.path_drafts import StepDraft

LATE = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)


def viewer(*roles, time_zone="Europe/Paris"):
    return Viewer(
        1, 10, 5, frozenset(roles), None, 3, "Camille Exemple", "Ici", "Consortium", time_zone, LATE
    )


def test_roles_of_an_account_are_united():
    both = viewer(Role.CASEWORKER, Role.STEERING)
    assert both.has(Role.STEERING)
    assert both.has(Role.COORDINATOR, Role.CASEWORKER)
    assert not both.has(Role.COORDINATOR)


def test_today_is_the_date_of_the_consortium():
    assert viewer().today == date(2026, 12, 31)
    assert viewer(time_zone="Indian/Reunion").today == date(2027, 1, 1)


@pytest.mark.parametrize("role", [None, *Role])
def test_a_required_role_is_held_or_refused_in_french(role):
    account = viewer(*([role] if role else []))
    if role is Role.COORDINATOR:
        require_role(account, Role.COORDINATOR)
        return
    with pytest.raises(ForbiddenError, match="Votre rôle ne permet pas"):
        require_role(account, Role.COORDINATOR)


@pytest.mark.parametrize("role", Role)
def test_only_the_coordination_edits_the_sheet_of_its_own_consortium(role):
    assert may_edit_sheet(viewer(role), 10) == (role is Role.COORDINATOR)
    assert not may_edit_sheet(viewer(*ALL_ROLES), 11)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("is_member", [True, False])
def test_members_of_the_group_write_and_the_coordination_steers(role, is_member):
    coordinates = role is Role.COORDINATOR
    rights = {"is_group_member": is_member}
    assert may_write_record(viewer(role), StepDraft, **rights) == is_member
    assert may_write_record(viewer(role), NoteDraft, **rights) == is_member
    assert may_write_record(viewer(role), ReviewDraft, **rights) == (is_member or coordinates)
    assert may_steer_follow_up(viewer(role), **rights) == (is_member or coordinates)
    assert may_edit_identity(viewer(role), is_referent=is_member) == (is_member or coordinates)
