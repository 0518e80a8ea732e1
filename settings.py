"""The only reader of the environment and of secrets."""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

MINIMUM_SECRET_LENGTH = 32
SERVERS = 16  # their workers take the next sixteen numbers (db/worker.py)
_SECRET_HELP = (
    "JALONS_SECRET manque ou compte moins de 32 caractères. Fabriquez-le une fois et gardez-le à part :\n"
    "  export JALONS_SECRET=\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')\""
)


class SettingsError(Exception):
    """The set-up is incomplete; `str(error)` says in French how to complete it."""


@dataclass(frozen=True)
class Settings:
    """How this process was started."""

    database_url: str
    migration_url: str
    secret: str
    is_demo: bool
    data_dir: Path
    node: int
    backup_key: str
    former_secret: str


@cache
def get_settings() -> Settings:
    """Read the environment once; raise SettingsError when the secret is missing or too short."""
    secret = os.environ.get("JALONS_SECRET", "")
    if len(secret) < MINIMUM_SECRET_LENGTH:
        raise SettingsError(_SECRET_HELP)
    data_dir = Path(os.environ.get("JALONS_DATA_DIR", "var"))
    database_url = os.environ.get("JALONS_DATABASE_URL", f"sqlite:///{data_dir / 'jalons.db'}")
    return Settings(
        database_url=database_url,
        migration_url=os.environ.get("JALONS_MIGRATION_URL", database_url),
        secret=secret,
        is_demo=os.environ.get("JALONS_DEMO") == "1",
        data_dir=data_dir,
        node=_node(os.environ.get("JALONS_NODE", "0")),
        backup_key=os.environ.get("JALONS_BACKUP_KEY", ""),
        former_secret=os.environ.get("JALONS_FORMER_SECRET", ""),
    )


def environment_with(**values: str) -> dict[str, str]:
    """The environment for a program that this one starts, with these values more."""
    return {**os.environ, **values}


def _node(text: str) -> int:
    """Which server this is: two that shared a number would draw the same identifiers."""
    if not text.isdecimal() or int(text) >= SERVERS:
        raise SettingsError(f"JALONS_NODE numérote les serveurs : de 0 à {SERVERS - 1}, ici « {text} ».")
    return int(text)
