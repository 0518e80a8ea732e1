"""The rights matrix, for what the administration writes."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions import account_access, account_changes, reason_lists, settings, structures, transfers
from domain.access import Role, Viewer
from domain.accounts import AccountDraft
from domain.consortium_settings import SettingsDraft
from domain.follow_up import PauseReason
from domain.identifiers import new_id
from domain.organisations import StructureKind
from domain.reasons import ReasonKind, ReasonLine
from domain.structures import StructureDraft
from tests.db.rights import ADMINISTRATOR, LOCAL, TRANSFERRING, Row
from tests.db.rights_of_administration import Calls, pair
from tests.db.rights_of_thresholds import SETTING, THRESHOLD_WRITES
from tests.db.world import Side

RENAMED = StructureDraft("Structure renommée", StructureKind.CCAS)
READ, CHANGED = SettingsDraft("SPIE", 90), SettingsDraft("Réseau pour l’emploi", 90)
HASH = "0" * 60


def _account(here: Side, **values: Any) -> AccountDraft:
    roles = frozenset({Role.CASEWORKER})
    return AccountDraft("Nadia", "Roux", structure_id=here.structure.id, roles=roles, **values)


def _transfer(session: Session, viewer: Viewer, here: Side) -> None:
    transfers.transfer_caseload(session, viewer, **pair(here))


def _change_account(session: Session, viewer: Viewer, here: Side) -> None:
    account_changes.change_account(
        session, viewer, here.professionals["colleague"].id, version=1, draft=_account(here, login="x")
    )


def _save_reasons(session: Session, viewer: Viewer, _here: Side) -> None:
    words = ReasonLine(new_id(), PauseReason.AWAY, "À l’étranger", is_local=True)
    reason_lists.save_reasons(session, viewer, ReasonKind.PAUSE, read=[], typed=[words])


def _add_account(session: Session, viewer: Viewer, here: Side) -> None:
    draft = _account(here, login="nadia.roux@exemple.fr")
    account_changes.add_account(session, viewer, record_id=new_id(), draft=draft, password_hash=HASH)


def _deactivate(session: Session, viewer: Viewer, here: Side) -> None:
    account_access.deactivate_account(session, viewer, here.professionals["colleague"].id)


ADMINISTRATOR_WRITES: Calls = {
    "structures.add_structure": lambda s, v, _: structures.add_structure(
        s, v, record_id=new_id(), draft=RENAMED
    ),
    "structures.change_structure": lambda s, v, here: structures.change_structure(
        s, v, here.structure.id, version=1, draft=RENAMED
    ),
    "settings.change_settings": lambda s, v, _: settings.change_settings(s, v, read=READ, draft=CHANGED),
    "reason_lists.save_reasons": _save_reasons,
    "account_changes.add_account": _add_account,
    "account_changes.change_account": _change_account,
    "account_access.reset_password": lambda s, v, here: account_access.reset_password(
        s, v, here.professionals["referent"].id, password_hash=HASH
    ),
    "account_access.unlock_account": lambda s, v, here: account_access.unlock_account(
        s, v, here.professionals["referent"].id
    ),
    "account_access.reset_second_factor": lambda s, v, here: account_access.reset_second_factor(
        s, v, here.professionals["referent"].id
    ),
    "account_access.deactivate_account": _deactivate,
}
ADMINISTRATION_WRITES = {
    **{name: Row(call, SETTING, LOCAL - SETTING | {"national"}) for name, call in THRESHOLD_WRITES.items()},
    "transfers.transfer_caseload": Row(_transfer, TRANSFERRING, LOCAL - TRANSFERRING | {"national"}),
    **{
        name: Row(call, ADMINISTRATOR, LOCAL - ADMINISTRATOR | {"national"})
        for name, call in ADMINISTRATOR_WRITES.items()
    },
}
