"""Everything that a database holds of one consortium, to be compared before and after a try."""

from typing import Any

from sqlalchemy import Connection

from db.models import Base
from tests.db.world import Side

TENANT_TABLES = [table.name for table in Base.metadata.sorted_tables if "consortium_id" in table.c]
# Of accounts, only the référent's; of the journal, nothing that somebody does to her own account.
_ONLY = {
    "credential": "and professional_id = {referent}",
    "sign_in_session": "and professional_id = {referent}",
    "audit_entry": "and event not in ('sign_out', 'password_change')",
    "audit_head": "and false",
}


def everything_of(connection: Connection, side: Side) -> dict[str, list[Any]]:
    """Rows of each table, as the owner reads them."""
    referent = side.professionals["referent"].id
    return {
        table: list(
            connection.exec_driver_sql(
                f"select * from {table} where consortium_id = {side.consortium.id}"
                f" {_ONLY.get(table, '').format(referent=referent)} order by {key_of(table)}"
            )
        )
        for table in TENANT_TABLES
    }


def key_of(table: str) -> str:
    """The columns of its primary key: no two rows of a table in the same place."""
    return ", ".join(column.name for column in Base.metadata.tables[table].primary_key)
