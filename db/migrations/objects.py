"""What autogenerate cannot see: tenant walls, two indexes, append-only audit. Called by revisions only."""

from collections.abc import Iterable

from alembic import op
from sqlalchemy import text

from db.engine import APPLICATION_ROLE

_CONTACT_ORDER = "never_contacted_first"
OUR_INDEX_PREFIXES = ("beneficiary_name", "trigram_", _CONTACT_ORDER)
_CONSORTIUM = "nullif(current_setting('jalons.consortium_id', true), '')::bigint"
_IS_NATIONAL = "current_setting('jalons.is_national', true) = 'on'"


def is_postgresql() -> bool:
    """True when this migration runs on PostgreSQL."""
    return op.get_bind().dialect.name == "postgresql"


def _run(*statements: str) -> None:
    for statement in statements:
        op.execute(text(statement))


def create_application_role() -> None:
    """The role the application runs as: it owns nothing. Made here unless the administrator made it."""
    if is_postgresql():
        _run(
            "do $$ begin "
            f"if not exists (select from pg_roles where rolname = '{APPLICATION_ROLE}') "
            f"then create role {APPLICATION_ROLE} nologin; end if; "
            f"if not pg_has_role(current_user, '{APPLICATION_ROLE}', 'member') "
            f"then execute format('grant {APPLICATION_ROLE} to %I', current_user); end if; end $$",
            f"grant usage on schema public to {APPLICATION_ROLE}",
            f"grant select on alembic_version to {APPLICATION_ROLE}",
        )


def grant(tables: Iterable[str], privileges: str) -> None:
    """Let the application role do only this on these tables."""
    if is_postgresql():
        _run(*(f"grant {privileges} on {table} to {APPLICATION_ROLE}" for table in tables))


def build_wall(tables: Iterable[str], *, key: str = "consortium_id") -> None:
    """Row-level security: a row is seen and written only inside its own consortium."""
    if is_postgresql():
        for table in tables:
            _run(
                f"alter table {table} enable row level security",
                f"create policy own_consortium on {table} using ({key} = {_CONSORTIUM})",
            )


def open_to_national(tables: Iterable[str]) -> None:
    """Let the national team read published sheets; people's tables never get this."""
    if is_postgresql():
        _run(*(f"create policy national on {table} for select using ({_IS_NATIONAL})" for table in tables))


def create_contact_order() -> None:
    """PostgreSQL puts nulls last in its indexes, SQLite first: as in the list that starts with no contact."""
    if is_postgresql():
        _run(f"create index {_CONTACT_ORDER} on caseload_entry (consortium_id, last_contact_on nulls first)")


def create_name_search() -> None:
    """Search inside names: trigrams over the normalised name, on both databases.

    PostgreSQL: row-level security keeps the planner from a trigram index (LIKE is not leakproof: 0.4 → 42 ms
    measured), hence a function that runs as the owner and filters the consortium itself.
    """
    if is_postgresql():
        _run(
            "create extension if not exists pg_trgm",
            "create extension if not exists unaccent",
            "create index trigram_beneficiary_search_name on beneficiary"
            " using gin (search_name gin_trgm_ops)",
            "create function search_beneficiaries(pattern text) returns setof bigint"
            " language sql stable security definer rows 100 set search_path = pg_catalog, public, pg_temp as"
            " $$ select b.id from public.beneficiary b where b.search_name like pattern"
            f" and b.consortium_id = {_CONSORTIUM} $$",
            "revoke all on function search_beneficiaries(text) from public",
            f"grant execute on function search_beneficiaries(text) to {APPLICATION_ROLE}",
        )
        return
    _run(
        "create virtual table beneficiary_name using fts5(search_name, tokenize='trigram')",
        "insert into beneficiary_name(rowid, search_name) select id, search_name from beneficiary",
        "create trigger beneficiary_name_insert after insert on beneficiary begin"
        " insert into beneficiary_name(rowid, search_name) values (new.id, new.search_name); end",
        "create trigger beneficiary_name_update after update of search_name on beneficiary"
        " when old.search_name <> new.search_name begin"
        " update beneficiary_name set search_name = new.search_name where rowid = new.id; end",
        "create trigger beneficiary_name_delete after delete on beneficiary begin"
        " delete from beneficiary_name where rowid = old.id; end",
    )


def drop_name_search() -> None:
    """Undo create_name_search."""
    if is_postgresql():
        _run(
            "drop function search_beneficiaries(text)",
            "drop index trigram_beneficiary_search_name",
        )
        return
    _run(*(f"drop trigger beneficiary_name_{event}" for event in ("insert", "update", "delete")))
    _run("drop table beneficiary_name")


def make_append_only(table: str) -> None:
    """Refuse every change and removal of a line, whoever asks."""
    if is_postgresql():
        _run(
            f"create function refuse_change_of_{table}() returns trigger language plpgsql as"
            f" $$ begin raise exception '{table} is append-only'; end $$",
            f"create trigger {table}_append_only before update or delete on {table}"
            f" for each row execute function refuse_change_of_{table}()",
        )
        return
    for event in ("update", "delete"):
        _run(
            f"create trigger {table}_no_{event} before {event} on {table}"
            f" begin select raise(abort, '{table} is append-only'); end"
        )


def unmake_append_only(table: str) -> None:
    """Undo make_append_only."""
    if is_postgresql():
        _run(f"drop trigger {table}_append_only on {table}", f"drop function refuse_change_of_{table}()")
        return
    _run(*(f"drop trigger {table}_no_{event}" for event in ("update", "delete")))
