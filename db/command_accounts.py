"""The `create-account` command: the first account of a consortium is made from the command line."""

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from db.actions.audit import CHAIN_START
from db.engine import SessionFactory, connect
from db.models.audit import AuditHead
from db.models.consortia import Consortium
from db.models.reference import Territory
from domain.access import Field, Role
from domain.errors import DomainError
from settings import get_settings


def add_create_account(add: Callable[..., argparse.ArgumentParser], commands: Any) -> None:
    """Declare the command and its options."""
    command = add(commands, "create-account", create_account, "crée un compte, et son consortium au besoin")
    command.add_argument("--login", required=True, help="adresse électronique")
    command.add_argument("--first-name", required=True, help="prénom")
    command.add_argument("--last-name", required=True, help="nom")
    command.add_argument("--territory", help="territoire, par exemple 3-24 ; sans lui, animation nationale")
    command.add_argument("--role", action="append", required=True, choices=[str(role) for role in Role])
    command.add_argument("--field", choices=[str(field) for field in Field], help="champ du professionnel")
    command.add_argument("--password-stdin", action="store_true", help="lit le mot de passe sur l’entrée")


def create_account(arguments: argparse.Namespace) -> int:
    """Ask for a first password (to be changed at first sign-in) and create the account."""
    from db.actions.accounts import create_account as create
    from web.passwords import hash_password, password_problem

    roles = [Role(value) for value in arguments.role]
    if (Role.NATIONAL in roles) != (arguments.territory is None):
        raise DomainError("Le rôle national va sans territoire ; les autres rôles en demandent un.")
    password = _read_password(arguments.password_stdin)
    if problem := password_problem(password, arguments.login, arguments.first_name, arguments.last_name):
        raise DomainError(problem)
    connect(get_settings().migration_url)
    with SessionFactory.begin() as session:
        create(
            session,
            consortium_id=_consortium_id(session, arguments.territory),
            structure_id=None,
            first_name=arguments.first_name,
            last_name=arguments.last_name,
            login=arguments.login,
            roles=roles,
            field=Field(arguments.field) if arguments.field else None,
            password_hash=hash_password(password),
            must_change_password=True,
        )
    print(f"Compte {arguments.login} créé : le mot de passe sera à changer à la première connexion.")
    return 0


def _read_password(from_stdin: bool) -> str:
    return sys.stdin.readline().rstrip("\n") if from_stdin else getpass.getpass("Mot de passe : ")


def _consortium_id(session: Any, territory_id: str | None) -> int:
    """The consortium of this territory (the national one without territory), made when it is missing."""
    found = session.scalar(select(Consortium.id).where(Consortium.territory_id == territory_id))
    if found is not None:
        return int(found)
    name = "Animation nationale"
    if territory_id is not None:
        territory = session.get(Territory, territory_id)
        if territory is None:
            raise DomainError(f"Le territoire {territory_id} n’est pas dans la liste des 79.")
        name = f"Consortium {territory.official_name}"
    consortium = Consortium(territory_id=territory_id, name=name)
    session.add(consortium)
    session.flush()
    session.add(AuditHead(consortium_id=consortium.id, sequence=0, mac=CHAIN_START))
    return consortium.id
