"""How Alembic runs here: one transaction, foreign keys off then checked on SQLite."""

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection

from db.engine import build_engine
from db.migrations.objects import OUR_INDEX_PREFIXES
from db.models import Base
from db.models.base import UtcDateTime
from settings import get_settings


def is_ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """Leave out what db/migrations/objects.py makes: those indexes are no part of the models."""
    is_made_there = name is not None and name.startswith(OUR_INDEX_PREFIXES)
    return not (kind in ("table", "index") and is_made_there)


def render_type(kind: str, value: Any, _context: Any) -> str | Literal[False]:
    """Write our instants as the plain type they are in the database."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, UtcDateTime) else False


def check_foreign_keys(connection: Connection) -> None:
    """Fail the migration when a row points nowhere."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise RuntimeError(f"foreign keys broken by the migration: {broken[:5]}")


def migrate(connection: Connection) -> None:
    """Run the revisions on this connection."""
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=is_ours,
        render_item=render_type,
        render_as_batch=is_sqlite,
        compare_type=True,
        transactional_ddl=True,  # SQLite too, since our engine begins its transactions itself
    )
    with context.begin_transaction():
        context.run_migrations()
        if is_sqlite:
            check_foreign_keys(connection)


engine = build_engine(get_settings().migration_url)
with engine.connect() as migration_connection:
    if migration_connection.dialect.name == "sqlite":
        # Only outside a transaction, and on the driver's connection: SQLAlchemy would begin one.
        migration_connection.connection.execute("PRAGMA foreign_keys=OFF")
    migrate(migration_connection)
engine.dispose()
