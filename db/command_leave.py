"""The `leave` command: what a consortium owns is exported, then deleted."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.privacy.departure import Counts, count_owned, delete_owned, export_owned
from db.command_retention import scrub_free_pages
from db.engine import connect
from db.models.consortia import Consortium
from domain import clock
from domain.errors import DomainError
from settings import get_settings

EXIT_DONE = 0


def add_leave(add: Callable[..., argparse.ArgumentParser], commands: Any) -> None:
    """Declare the command."""
    command = add(commands, "leave", leave, "exporte puis efface tout ce qu’un consortium possède")
    command.add_argument("--consortium", required=True, help="son nom exact ou son numéro")
    command.add_argument("--export", type=Path, required=True, help="dossier où écrire l’archive")
    command.add_argument("--dry-run", action="store_true", help="dit seulement ce qui serait fait")


def leave(arguments: argparse.Namespace) -> int:
    """Export, count, delete what was exported: one transaction, so that nothing is lost in between."""
    engine = connect(get_settings().migration_url)
    with Session(engine) as session, session.begin():
        consortium = _find(session, arguments.consortium)
        counts = count_owned(session, consortium.id)
        _tell(consortium.name, counts)
        if arguments.dry_run:
            print("Essai : rien n’est écrit ni effacé.")
            return EXIT_DONE
        archive = _archive(arguments.export, consortium)
        exported = export_owned(session, consortium.id, archive)
        print(f"Archive : {archive} ({sum(exported.values())} ligne(s)).")
        delete_owned(session, consortium.id, exported)
    scrub_free_pages(engine)
    print("Tout ce que ce consortium possédait est effacé. Effacez aussi les copies de sauvegarde.")
    return EXIT_DONE


def _find(session: Session, asked: str) -> Consortium:
    is_it = Consortium.id == int(asked) if asked.isdecimal() else Consortium.name == asked
    found = session.scalars(select(Consortium).where(is_it)).all()
    if len(found) != 1:
        raise DomainError("Aucun consortium de ce nom, ou plusieurs : donnez son numéro.")
    return found[0]


def _archive(folder: Path, consortium: Consortium) -> Path:
    """A new file that its owner alone may read."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    archive = folder / f"depart-{consortium.id}-{clock.now():%Y%m%d-%H%M%S}.zip"
    archive.touch(mode=0o600)
    return archive


def _tell(name: str, counts: Counts) -> None:
    print(f"{name} : {sum(counts.values())} ligne(s) dans {sum(map(bool, counts.values()))} table(s).")
    for table, count in counts.items():
        if count:
            print(f"  {table} : {count}")
