"""The accounts of the demonstration: one of each role, their passwords made at each load."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypedDict

from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.demo.batch import Batch
from db.demo.colleague import find_colleague, share_draft
from db.demo.network import Network
from db.models.accounts import Professional
from domain.access import Field, Role, Viewer
from domain.organisations import StructureKind as Kind
from domain.temporary_passwords import new_password

ACCOUNTS_FILE = "demo-accounts.json"


class DemoAccount(TypedDict):
    """A line of the file: what the sign-in page shows in demonstration mode."""

    role: str
    role_label: str
    name: str
    login: str
    password: str


class Opening(NamedTuple):
    """An account to open: whose, for which role, under which login."""

    role: Role
    login: str
    professional_id: int


class Post(NamedTuple):
    """A function held by one account only, where the network has nobody for it."""

    role: Role
    login: str
    first_name: str
    last_name: str
    function: str


OFFICE_POSTS = (
    Post(Role.COORDINATOR, "coordination", "Solène", "Vidal-Batlle", "Coordination du SPIE"),
    Post(Role.DATA_PROTECTION, "donnees", "Idriss", "Perrin", "Délégué à la protection des données"),
    Post(Role.COMMISSION_SECRETARY, "secretariat", "Maïté", "Casals", "Secrétariat des commissions"),
    Post(Role.STEERING, "pilotage", "Hélène", "Ouédraogo", "Pilotage départemental"),
    Post(Role.ADMINISTRATOR, "administration", "Bruno", "Le Gall", "Administration de l’outil"),
)
MANAGER_POST = Post(Role.STRUCTURE_MANAGER, "responsable", "Nora", "Fabre", "Responsable de structure")
NATIONAL_POST = Post(Role.NATIONAL, "national", "Agathe", "Lenoir", "Animation nationale")


def plan_accounts(batch: Batch, network: Network, suffix: str, *, is_small: bool) -> list[Opening]:
    """A référent, the manager of her structure, and the office posts; only two accounts when small."""
    referent = network.referents[Kind.DEPARTMENT][0]
    followed = Opening(Role.CASEWORKER, _login("professionnel", suffix), referent.id)
    if is_small:
        return [followed, add_post(batch, OFFICE_POSTS[0], referent.site.id, suffix)]
    office = next((site for site in network.sites if not site.follows), referent.site)
    manager = add_post(batch, MANAGER_POST, referent.site.id, suffix)
    return [followed, manager, *(add_post(batch, post, office.id, suffix) for post in OFFICE_POSTS)]


def add_post(batch: Batch, post: Post, structure_id: int | None, suffix: str = "") -> Opening:
    """Queue the professional of a post."""
    login = _login(post.login, suffix)
    professional_id = batch.add(
        Professional,
        batch.opened_on,
        None,
        structure_id=structure_id,
        first_name=post.first_name,
        last_name=post.last_name,
        function=post.function,
        email=login,
    )
    return Opening(post.role, login, professional_id)


def plan_colleague(session: Session, referent: Viewer, suffix: str) -> list[Opening]:
    """Somebody of the other field who shares people and a running diagnosis with the référent, if any."""
    colleague = find_colleague(session, referent)
    if colleague is None:
        return []
    share_draft(session, referent, colleague)
    return [Opening(Role.CASEWORKER, _login("collegue", suffix), colleague.id)]


def open_accounts(
    batch: Batch, openings: Sequence[Opening], hash_password: Callable[[str], str]
) -> list[DemoAccount]:
    """Give each professional her login and a new password; the professionals must be inserted already."""
    return [_open(batch.session, batch.consortium_id, opening, hash_password) for opening in openings]


def _open(
    session: Session, consortium_id: int, opening: Opening, hash_password: Callable[[str], str]
) -> DemoAccount:
    professional = session.get_one(Professional, (consortium_id, opening.professional_id))
    password = new_password()
    open_account(
        session,
        professional,
        login=opening.login,
        roles=[opening.role],
        password_hash=hash_password(password),
        must_change_password=False,
    )
    return DemoAccount(
        role=opening.role.value,
        role_label=_role_label(opening.role, professional.field),
        name=professional.display_name,
        login=opening.login,
        password=password,
    )


def _role_label(role: Role, field: Field | None) -> str:
    """A caseworker with her field: one of each is needed to try « à deux »."""
    return f"{role.label} ({field.label.lower()})" if role is Role.CASEWORKER and field else role.label


def write_accounts(data_dir: Path, accounts: Sequence[DemoAccount]) -> None:
    """Write the file that only its owner reads."""
    path = data_dir / ACCOUNTS_FILE
    data_dir.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps(accounts, ensure_ascii=False, indent=2), encoding="utf-8")


def _login(name: str, suffix: str) -> str:
    return f"{name}{suffix}@exemple.fr"
