"""Making accounts, from the command line or the demonstration loader."""

import re
from collections.abc import Collection

from sqlalchemy.orm import Session

from db.models.accounts import Credential, Professional, ProfessionalRole
from domain import clock
from domain.access import Field, Role
from domain.errors import InvalidInputError
from domain.sign_in import TEMPORARY_LIFE

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,199}")


def create_account(
    session: Session,
    *,
    consortium_id: int,
    structure_id: int | None,
    first_name: str,
    last_name: str,
    login: str,
    roles: Collection[Role],
    field: Field | None,
    password_hash: str,
    must_change_password: bool = True,
) -> Professional:
    """A new professional with an account; raise InvalidInputError when the login is malformed or taken."""
    professional = Professional(
        consortium_id=consortium_id,
        structure_id=structure_id,
        first_name=first_name,
        last_name=last_name,
        field=field,
    )
    session.add(professional)
    session.flush()
    open_account(
        session,
        professional,
        login=login,
        roles=roles,
        password_hash=password_hash,
        must_change_password=must_change_password,
    )
    return professional


def open_account(
    session: Session,
    professional: Professional,
    *,
    login: str,
    roles: Collection[Role],
    password_hash: str,
    must_change_password: bool = True,
) -> None:
    """Give a professional a login and roles; raise InvalidInputError when the login is malformed or taken."""
    owner = {"consortium_id": professional.consortium_id, "professional_id": professional.id}
    session.add_all(ProfessionalRole(**owner, role=role) for role in roles)
    session.add(
        Credential(
            **owner,
            login=_free_login(session, login),
            password_hash=password_hash,
            must_change_password=must_change_password,
            password_changed_at=clock.now(),
            password_expires_at=clock.now() + TEMPORARY_LIFE if must_change_password else None,
        )
    )
    session.flush()


def _free_login(session: Session, login: str) -> str:
    login = login.strip().lower()
    if not _LOGIN.fullmatch(login):
        raise InvalidInputError(
            {"login": "L’identifiant compte 3 caractères au moins : lettres sans accent, chiffres, . _ @ + -"}
        )
    if session.get(Credential, login):
        raise InvalidInputError({"login": "Cet identifiant est déjà pris."})
    return login
