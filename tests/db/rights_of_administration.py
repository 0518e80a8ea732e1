"""The rights matrix, for what the administration reads: how each call aims at one consortium."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from db.queries import accounts, directory, settings, structures, transfers
from domain.access import Viewer
from tests.db.world import Side

Calls = dict[str, Callable[[Session, Viewer, Side], Any]]


def pair(here: Side) -> dict[str, int]:
    """Who leaves, and the colleague who takes over."""
    return {
        "leaver_id": here.professionals["referent"].id,
        "successor_id": here.professionals["colleague"].id,
    }


def _account_ids(session: Session, viewer: Viewer, here: Side) -> list[int]:
    ids = [line.id for line in accounts.list_accounts(session, viewer)]
    return [one for one in ids if one == here.professionals["referent"].id]


def _holder_ids(session: Session, viewer: Viewer, here: Side) -> list[int]:
    found = transfers.list_caseload_holders(session, viewer)
    return [one.professional_id for one in found if one.professional_id == here.professionals["referent"].id]


def _structure_ids(session: Session, viewer: Viewer, here: Side) -> list[int]:
    lines = structures.list_structure_lines(session, viewer)
    return [line.id for line in lines if line.id == here.structure.id]


def _is_mine(read: Callable[[Session, Viewer], Any]) -> Callable[[Session, Viewer, Side], Any]:
    """What names no row of this side: it is read inside the viewer's own consortium only."""
    return lambda s, v, here: v.consortium_id == here.consortium.id and read(s, v)


LOCAL_READS: Calls = {
    "structures.list_structure_lines": _structure_ids,
    "structures.list_member_organisations": _is_mine(structures.list_member_organisations),
    "settings.get_settings_draft": _is_mine(settings.get_settings_draft),
    "settings.get_thresholds": _is_mine(settings.get_thresholds),
    "settings.list_own_thresholds": _is_mine(settings.list_own_thresholds),
    "settings.list_reasons": _is_mine(settings.list_reasons),
    "directory.list_form_choices": lambda s, v, here: [
        one for one in directory.list_form_choices(s, v)["structures"] if one == here.structure.id
    ],
}
ACCOUNT_READS: Calls = {"accounts.list_accounts": _account_ids}
TRANSFER_READS: Calls = {
    "transfers.list_caseload_holders": _holder_ids,
    "transfers.list_successors": lambda s, v, here: [
        one for one in transfers.list_successors(s, v) if one == here.professionals["colleague"].id
    ],
    "transfers.get_successor": lambda s, v, here: transfers.get_successor(
        s, v, here.professionals["colleague"].id
    ),
    "transfers.count_transfer": lambda s, v, here: transfers.count_transfer(s, v, **pair(here)).people,
}
