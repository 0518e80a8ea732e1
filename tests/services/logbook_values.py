"""A « carnet de bord » with only what matters given."""

from datetime import date
from typing import Any

from domain.drafts import Draft
from domain.files import GroupLine, SavedRecord
from domain.follow_up import ActionOrigin, ActionStatus, SharePurpose
from domain.identifiers import new_id
from domain.logbook import Logbook
from domain.path_drafts import ActionDraft
from tests.factories import NOW
from tests.services.file_values import view_with

_LISTS = ("group", "orientations", "contracts", "objectives", "actions", "steps", "appointments", "reviews")


def logbook_with(*, header: dict[str, Any] | None = None, **lists: Any) -> Logbook:
    """The logbook of a file where these values of the header differ, and which holds these lists."""
    view = view_with(**header or {})
    return Logbook(view.viewer, view.header, view.names, **{name: lists.get(name, ()) for name in _LISTS})


def saved(*drafts: Draft, period_id: int = 1) -> list[SavedRecord[Any]]:
    """Records of the present stay, unless another one is given."""
    return [SavedRecord(new_id(), 1, period_id, draft, NOW, 7) for draft in drafts]


def member(name: str = "", *, professional_id: int | None = None, **values: Any) -> GroupLine:
    """Somebody, or a whole structure, in the follow-up group."""
    line = {
        "id": new_id(),
        "version": 1,
        "structure_name": "Maison des solidarités",
        "structure_phone": "",
        "professional_id": professional_id,
        "professional_name": name,
        "field_label": "",
        "purpose": SharePurpose.SUPPORT,
        "started_on": date(2026, 1, 5),
        "ended_on": None,
        "objected_on": None,
    }
    return GroupLine(**line | values)


def action(title: str, objective_id: int, **values: Any) -> ActionDraft:
    """Something that she does herself, unless an owner is given."""
    plain = {
        "owner_id": None,
        "deadline_on": None,
        "status": ActionStatus.TO_DO,
        "origin": ActionOrigin.PERSON,
    }
    return ActionDraft(objective_id, title, **plain | values)
