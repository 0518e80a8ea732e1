"""What protects a base when it is brought up to date: a copy of it, and no empty base in its place."""

from pathlib import Path

from sqlalchemy import make_url

from db import schema
from db.backups.copies import copy_out
from db.backups.places import base_at
from domain import clock
from domain.errors import DomainError

COPIES_KEPT = 2
_GONE = (
    "La base {path} a disparu\u00a0: Jalons y a travaillé. Remettez-la (python -m db restore …), "
    "ou supprimez {mark} pour repartir de rien."
)


def copy_before_migration(address: str, folder: Path) -> Path | None:
    """Copy a base that is about to change, readable by its owner only; None when nothing will change."""
    _require_there(address)
    with base_at(address) as engine:
        revision = schema.revision_of(engine)
        if revision is None or schema.is_up_to_date(engine):
            return None
    if not schema.knows(revision):
        raise DomainError(schema.NEWER.format(revision=revision))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / clock.now().strftime(f"%Y%m%dT%H%M%S-{revision}.copie")
    copy_out(address, target)
    target.chmod(0o600)
    for former in sorted(folder.glob("*.copie"))[:-COPIES_KEPT]:
        former.unlink()
    return target


def mark_as_used(address: str) -> None:
    """From now on, a missing SQLite file is a loss, not a first installation."""
    if mark := _mark(address):
        mark.touch()


def _require_there(address: str) -> None:
    mark = _mark(address)
    path = Path(make_url(address).database or "")
    if mark and mark.exists() and not path.exists():
        raise DomainError(_GONE.format(path=path, mark=mark))


def _mark(address: str) -> Path | None:
    url = make_url(address)
    return Path(f"{url.database}.en-place") if url.get_backend_name() == "sqlite" else None
