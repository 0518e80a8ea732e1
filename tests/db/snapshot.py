"""Everything that a database holds of one consortium, to be compared before and after a try."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection

from db.models import Base
from tests.db.world import Side

TENANT_TABLES = [table.name for table in Base.metadata.sorted_tables if "consortium_id" in table.c]
# Of accounts, only the référent's; of the journal, neither refusals nor what one does to her own account.
_ONLY = {
    "credential": "and professional_id = {referent}",
    "sign_in_session": "and professional_id = {referent}",
    "audit_entry": "and event not in ('sign_out', 'password_change') and outcome = 'done'",
    "audit_head": "and false",
}


def everything_of(
    connection: Connection, side: Side, tables: Iterable[str] = TENANT_TABLES
) -> dict[str, list[Any]]:
    """Rows of each table, as the owner reads them."""
    keys = {"consortium": side.consortium.id, "referent": side.professionals["referent"].id}
    return {table: list(connection.exec_driver_sql(_STATEMENTS[table].format(**keys))) for table in tables}


def writings(connection: Connection) -> dict[str, int]:
    """How many times each table was written since this connection began, undone or not: it only grows.

    SQLite counts for all of them together.
    """
    if connection.dialect.name == "sqlite":
        return dict.fromkeys(TENANT_TABLES, connection.exec_driver_sql(_WRITTEN_ROWS).scalar_one())
    return {
        table: count for table, count in connection.exec_driver_sql(_WRITTEN_BY_TABLE) if table in _STATEMENTS
    }


def key_of(table: str) -> str:
    """The columns of its primary key: no two rows of a table in the same place."""
    return ", ".join(column.name for column in Base.metadata.tables[table].primary_key)


_STATEMENTS = {
    table: f"select * from {table} where consortium_id = {{consortium}} {_ONLY.get(table, '')}"
    f" order by {key_of(table)}"
    for table in TENANT_TABLES
}
_WRITTEN_ROWS = "select total_changes()"
_WRITTEN_BY_TABLE = """
select relname, pg_stat_get_xact_tuples_inserted(oid) + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid)
from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
"""
