"""Who may write what in a file, once it may be opened (access.md)."""

from domain.access import Role, Viewer
from domain.exchange_drafts import ReviewDraft


def may_write_record(viewer: Viewer, draft_class: type, *, is_group_member: bool) -> bool:
    """Members of the follow-up group write everything; the coordination writes reviews."""
    return is_group_member or (viewer.has(Role.COORDINATOR) and draft_class is ReviewDraft)


def may_steer_follow_up(viewer: Viewer, *, is_group_member: bool) -> bool:
    """Orientation, pause, exit, group: members of the group and the coordination."""
    return is_group_member or viewer.has(Role.COORDINATOR)


def may_edit_identity(viewer: Viewer, *, is_referent: bool) -> bool:
    """Name and birth date: the référent and the coordination only."""
    return is_referent or viewer.has(Role.COORDINATOR)
