"""PostgreSQL's own wall, under the application: what a forgotten WHERE would meet."""

from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from db.engine import APPLICATION_ROLE, read_session, sign_in_session, write_session
from domain.access import Role
from tests.db.snapshot import TENANT_TABLES

pytestmark = pytest.mark.parametrize("database", ["postgresql"], indirect=True)

# Read before the consortium is known: no names in them.
SIGN_IN_TABLES = {"credential", "sign_in_session", "projection"}
WALLED = sorted({*TENANT_TABLES} - SIGN_IN_TABLES)
SHEET = {
    "sheet_item", "member_organisation", "project_team_post",
    "axis", "axis_action", "target_public", "target_public_axis",
}  # fmt: skip
DISGUISED = (
    "insert into {table} select (jsonb_populate_record(null::{table},"
    " to_jsonb(mine) || jsonb_build_object('consortium_id', :other))).* from {table} mine limit 1"
)
NOT_FOR_THE_APPLICATION = [
    "alter table beneficiary disable row level security",
    "alter table beneficiary add column leak text",
    "drop policy own_consortium on beneficiary",
    "create policy everybody on beneficiary using (true)",
    "drop function search_beneficiaries(text)",
    "alter table audit_entry disable trigger all",
    "set local session_replication_role = replica",
    "update audit_entry set detail = ''",
    "delete from audit_entry",
    "delete from audit_head",
    "truncate audit_entry",
    "truncate note cascade",
    "drop table note",
    "create table mine (id bigint)",
    "update territory set wave = 1",
    "update alembic_version set version_num = '0'",
    "select * from pg_authid",
]


@pytest.fixture
def connection(ground):
    """As the owner of the tables."""
    return ground[0]


def seen(session, tables, key="consortium_id"):
    """The consortia of the rows that a statement without WHERE returns, table by table."""
    return {table: set(session.scalars(text(f"select {key} from {table}"))) for table in tables}


@pytest.mark.usefixtures("world")
def test_before_a_consortium_is_named_every_table_is_empty():
    with sign_in_session(is_readonly=True) as nobody:
        assert seen(nobody, WALLED) == {table: set() for table in WALLED}
        assert seen(nobody, ["consortium"], "id") == {"consortium": set()}


def test_a_forgotten_where_shows_one_s_own_consortium_and_all_of_it(world):
    with read_session(world.here.viewers["referent"]) as reading:
        assert seen(reading, WALLED) == {table: {world.here.consortium.id} for table in WALLED}
        assert seen(reading, ["consortium"], "id") == {"consortium": {world.here.consortium.id}}


@pytest.mark.parametrize("table", WALLED)
def test_nothing_is_inserted_or_moved_into_another_consortium(world, table):
    for statement in (DISGUISED, "update {table} set consortium_id = :other"):
        refused = pytest.raises(ProgrammingError, match=r"row-level security|permission denied")
        with refused, write_session(world.here.viewers["referent"]) as writing:
            writing.execute(text(statement.format(table=table)), {"other": world.elsewhere.consortium.id})


@pytest.mark.parametrize("table", sorted({*WALLED} - {"audit_entry", "audit_head"}))
def test_nothing_is_changed_or_removed_in_another_consortium(world, table):
    with write_session(world.here.viewers["referent"]) as writing:
        for statement in ("update {table} set consortium_id = :other", "delete from {table}"):
            statement = f"{statement} where consortium_id = :other".format(table=table)
            touched = writing.execute(text(statement), {"other": world.elsewhere.consortium.id})
            assert touched.rowcount == 0


def test_the_name_index_answers_for_one_consortium_only(world):
    search = text("select search_beneficiaries('%lefevre%')")
    with read_session(world.here.viewers["referent"]) as reading:
        assert reading.scalars(search).all() == [world.here.person.id]
    with sign_in_session(is_readonly=True) as nobody:
        assert nobody.scalars(search).all() == []


def test_the_national_team_reads_every_sheet_and_nobody_s_file(world):
    both = {world.here.consortium.id, world.elsewhere.consortium.id}
    with read_session(world.viewers["national"]) as reading:
        assert seen(reading, SHEET) == dict.fromkeys(SHEET, both)
        people = seen(reading, {*WALLED} - SHEET)
    assert both.isdisjoint(set().union(*people.values()))


def test_without_the_national_role_the_same_account_reads_no_sheet(world):
    visitor = replace(world.viewers["national"], roles=frozenset({Role.STEERING}))
    with read_session(visitor) as reading:
        assert seen(reading, SHEET) == {table: set() for table in SHEET}


def test_the_national_team_changes_no_sheet(world):
    with write_session(world.viewers["national"]) as writing:
        for table in SHEET:
            assert writing.execute(text(f"update {table} set updated_at = now()")).rowcount == 0
            assert writing.execute(text(f"delete from {table}")).rowcount == 0


@pytest.mark.parametrize("statement", NOT_FOR_THE_APPLICATION)
def test_the_application_cannot_take_the_wall_down(world, statement):
    refused = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refused, write_session(world.here.viewers["coordinator"]) as writing:
        writing.execute(text(statement))


def test_the_application_owns_nothing_and_may_not_bypass_the_wall(connection):
    role = "(select oid from pg_roles where rolname = :role)"
    owned = f"select count(*) from pg_shdepend where refobjid = {role} and deptype = 'o'"
    powers = (
        "select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb from pg_roles where rolname = :role"
    )
    assert connection.scalar(text(owned), {"role": APPLICATION_ROLE}) == 0
    assert connection.scalar(text(powers), {"role": APPLICATION_ROLE}) is False


def test_every_table_with_a_consortium_has_its_wall(connection):
    columns = "select table_name from information_schema.columns where column_name = 'consortium_id'"
    assert {*connection.scalars(text(columns))} == {*TENANT_TABLES}
    secured = "select relname from pg_class where relrowsecurity and relkind = 'r'"
    assert {*connection.scalars(text(secured))} == {*WALLED, "consortium"}


def test_only_sheets_have_a_second_door_and_it_is_for_reading(connection):
    policies = connection.execute(text("select tablename, policyname, cmd from pg_policies"))
    own = {(table, "own_consortium", "ALL") for table in [*WALLED, "consortium"]}
    national = {(table, "national", "SELECT") for table in [*SHEET, "consortium"]}
    assert {tuple(policy) for policy in policies} == own | national
