"""What autogenerate cannot see: tenant walls, two indexes, append-only audit. Called by revisions only."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from alembic import op
from sqlalchemy import text

from db.engine import APPLICATION_ROLE

_CONTACT_ORDER = "never_contacted_first"
OUR_INDEX_PREFIXES = ("beneficiary_name", "trigram_", _CONTACT_ORDER)
_CONSORTIUM = "nullif(current_setting('jalons.consortium_id', true), '')::bigint"
_IS_NATIONAL = "current_setting('jalons.is_national', true) = 'on'"
MAKE_ROLE = (
    "do $$ begin "
    f"if not exists (select from pg_roles where rolname = '{APPLICATION_ROLE}') "
    f"then create role {APPLICATION_ROLE} nologin; end if; "
    f"if not pg_has_role(current_user, '{APPLICATION_ROLE}', 'member') "
    f"then execute format('grant {APPLICATION_ROLE} to %I', current_user); end if; end $$"
)


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
            MAKE_ROLE,
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


_NATIONAL_THEMES = (
    "logement-hebergement",
    "sante",
    "mobilite",
    "famille",
    "difficultes-financieres",
    "difficultes-administratives-ou-juridiques",
    "numerique",
    "lecture-ecriture-calcul",
    "equipement-et-alimentation",
    "remobilisation",
    "choisir-un-metier",
    "se-former",
    "preparer-sa-candidature",
    "trouver-un-emploi",
    "creer-une-entreprise",
    "souvrir-a-linternational",
)


def fill_appointment_days() -> None:
    """The day of each appointment where its consortium is; SQLite borrows the time zones of Python."""
    if is_postgresql():
        _run(
            "update appointment a set takes_place_on = (a.starts_at at time zone c.time_zone)::date"
            " from consortium c where c.id = a.consortium_id"
        )
        return
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.create_function("local_day", 2, _local_day, deterministic=True)
    _run(
        "update appointment set takes_place_on = local_day(starts_at,"
        " (select time_zone from consortium where id = appointment.consortium_id))"
    )


def _local_day(instant: str, time_zone: str) -> str:
    """An instant as SQLite keeps it, in UTC without offset."""
    return (
        datetime.fromisoformat(instant).replace(tzinfo=UTC).astimezone(ZoneInfo(time_zone)).date().isoformat()
    )


def fill_needs() -> None:
    """The needs retained on national themes as bits, and those of the first diagnosis of the stay."""
    bits = " ".join(f"when '{code}' then {1 << rank}" for rank, code in enumerate(_NATIONAL_THEMES))
    of_stay = "f.consortium_id = d.consortium_id and f.support_period_id = d.support_period_id"
    earlier = "f.validated_on < d.validated_on or f.validated_on = d.validated_on and f.id < d.id"
    _run(
        f"update diagnosis as d set needs = coalesce((select sum(case t.theme {bits} else 0 end)"
        " from diagnosis_theme t where t.consortium_id = d.consortium_id and t.diagnosis_id = d.id"
        " and t.retained_state in ('need', 'constraint')), 0)",
        "update diagnosis as d set first_needs = (select f.needs from diagnosis f"
        f" where {of_stay} and ({earlier}) order by f.validated_on, f.id limit 1)"
        " where validated_on is not null",
    )
