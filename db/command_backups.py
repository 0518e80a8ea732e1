"""The `backup-key`, `backup`, `restore` and `transfer` commands."""

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from db.backups.archives import new_key
from db.backups.backup import make_backup, restore_backup
from db.backups.transfer import transfer
from domain.errors import DomainError
from settings import get_settings

_NO_KEY = (
    "JALONS_BACKUP_KEY manque\u00a0: une sauvegarde n’est jamais écrite en clair. Fabriquez la clé une fois, "
    "gardez la partie privée loin du serveur\u00a0:\n  python -m db backup-key"
)


def add_backups(add: Callable[..., argparse.ArgumentParser], commands: Any) -> None:
    """Declare the commands and their options."""
    add(commands, "backup-key", backup_key, "fabrique la clé des sauvegardes")
    backup = add(commands, "backup", backup_now, "sauvegarde la base, chiffrée, pendant le travail")
    backup.add_argument("--folder", type=Path, help="dossier (par défaut, sauvegardes, avec les données)")
    restore = add(commands, "restore", restore_from, "remet une sauvegarde à la place de la base")
    restore.add_argument("backup", type=Path, help="le fichier .age")
    restore.add_argument("--key-file", type=Path, help="fichier de la clé privée, sinon demandée")
    move = add(
        commands, "transfer", transfer_to, "copie la base SQLite dans une base PostgreSQL vide et à jour"
    )
    move.add_argument(
        "--to", required=True, help="adresse postgresql+psycopg://… (mot de passe : PGPASSWORD)"
    )
    restore.add_argument("--force", action="store_true", help="met de côté la base présente et la remplace")


def backup_key(_arguments: argparse.Namespace) -> int:
    """Print a new pair of keys."""
    private, public = new_key()
    print(f"Clé privée, à garder loin du serveur (elle seule ouvre les sauvegardes)\u00a0:\n{private}")
    print(f"Clé publique, à donner au serveur\u00a0:\nexport JALONS_BACKUP_KEY={public}")
    return 0


def backup_now(arguments: argparse.Namespace) -> int:
    """Make one backup and say where it is."""
    settings = get_settings()
    if not settings.backup_key:
        raise DomainError(_NO_KEY)
    folder = arguments.folder or settings.data_dir / "sauvegardes"
    made = make_backup(settings.migration_url, settings.backup_key, folder)
    print(f"Sauvegarde faite\u00a0: {made} ({made.stat().st_size / 1e6:.1f} Mo)")
    return 0


def restore_from(arguments: argparse.Namespace) -> int:
    """Put a backup back, and say what to do next."""
    settings = get_settings()
    if not arguments.backup.is_file():
        raise DomainError(f"Ce fichier n’existe pas\u00a0: {arguments.backup}")
    key = _private_key(arguments.key_file)
    manifest = restore_backup(arguments.backup, key, settings.migration_url, is_forced=arguments.force)
    rows = sum(manifest.counts.values())
    print(f"Base du {manifest.made_at:%d/%m/%Y à %H:%M} (UTC) remise en place\u00a0: {rows} lignes relues.")
    print("Ensuite\u00a0: python -m db migrate, puis python -m db check.")
    return 0


def transfer_to(arguments: argparse.Namespace) -> int:
    """Copy everything to PostgreSQL, table by table."""
    rows = transfer(get_settings().migration_url, arguments.to, print)
    print(f"{rows} lignes copiées et comparées. Donnez cette adresse à JALONS_DATABASE_URL.")
    return 0


def _private_key(path: Path | None) -> str:
    if path is None:
        return getpass.getpass("Clé privée\u00a0: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
    lines = path.read_text().splitlines()
    return next((line.strip() for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
