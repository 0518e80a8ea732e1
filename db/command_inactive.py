"""The `close-inactive-accounts` command, to be run every month (docs/guide/administration.md)."""

import argparse
from collections.abc import Callable
from typing import Any

from db.actions.inactive_accounts import close_inactive_account, list_inactive_accounts
from db.engine import SessionFactory, connect
from domain import clock
from settings import get_settings


def add_close_inactive(add: Callable[..., argparse.ArgumentParser], commands: Any) -> None:
    """Declare the command and its option."""
    words = "ferme les comptes inutilisés depuis six mois"
    command = add(commands, "close-inactive-accounts", close_inactive, words)
    command.add_argument("--dry-run", action="store_true", help="les liste seulement")


def close_inactive(arguments: argparse.Namespace) -> int:
    """List them, and close them unless it is a dry run."""
    connect(get_settings().migration_url)
    now = clock.now()
    with SessionFactory.begin() as session:
        found = list_inactive_accounts(session, now)
        for credential in found:
            print(credential.login)
            if not arguments.dry_run:
                close_inactive_account(session, credential, now)
    print(
        f"{len(found)} compte(s) inactif(s)"
        + (" : rien n’est changé." if arguments.dry_run else " fermé(s).")
    )
    return 0
