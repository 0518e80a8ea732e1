"""The schema: what the revisions make is what the models say, with people in it too."""

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.orm import Session

from db import schema
from db.engine import SessionFactory, read_session
from db.migrations.objects import OUR_INDEX_PREFIXES
from db.models import Base
from db.queries.caseloads import list_caseload
from domain.caseload import CaseloadFilters
from tests.db.snapshot import everything_of
from tests.db.world import build_side
from tests.factories import NOW
from tests.services.databases import copy_of_template, drop

# What db/migrations/objects.py makes besides the models' tables.
OBJECTS = {
    "sqlite": {
        "audit_entry_no_delete",
        "audit_entry_no_update",
        "beneficiary_name_delete",
        "beneficiary_name_insert",
        "beneficiary_name_update",
    },
    "postgresql": {
        "audit_entry_append_only",
        "never_contacted_first",
        "refuse_change_of_audit_entry",
        "search_beneficiaries",
        "trigram_beneficiary_search_name",
    },
}
LIST_OBJECTS = {
    "sqlite": "select name from sqlite_master where type = 'trigger'",
    "postgresql": "select tgname from pg_trigger where not tgisinternal"
    " union select proname from pg_proc where pronamespace = 'public'::regnamespace"
    " and probin is null"
    " union select indexname from pg_indexes where indexname ~ '^(trigram_|never_)'",
}
# Again by `python -m db upgrade`, after the revisions.
COMPUTED = {"alert_fact", "attendance_line", "delay_line", "job_line", "path_line", "review_lapse"}


@pytest.fixture
def migrated(unmigrated):
    """The application's engine on a database upgraded from nothing."""
    schema.upgrade()
    return unmigrated


@pytest.fixture
def declared(shared, migrated):
    """The tables as the models declare them, on a database of the same kind."""
    database = copy_of_template(shared, migrated.dialect.name, "declared", people=None)
    engine = create_engine(database.url)
    Base.metadata.create_all(engine)
    yield described(engine)
    engine.dispose()
    drop(shared, database)


def described(engine):
    """One line for each column, key, check and index of each table."""
    inspector = inspect(engine)
    tables = [name for name in inspector.get_table_names() if not name.startswith(OUR_INDEX_PREFIXES)]
    return {
        f"{table}: {line}"
        for table in tables
        if table != "alembic_version"
        for line in _lines(inspector, table)
    }


def _lines(inspector, table):
    yield f"key {inspector.get_pk_constraint(table)['constrained_columns']}"
    for column in inspector.get_columns(table):  # one added later stands last, with a default for old rows
        yield f"column {_words(column, 'name', 'type', 'nullable')}"
    for check in inspector.get_check_constraints(table):
        yield f"check {_words(check, 'name', 'sqltext')}"
    for unique in inspector.get_unique_constraints(table):
        yield f"unique {_words(unique, 'name', 'column_names')}"
    for link in inspector.get_foreign_keys(table):
        yield f"link {_words(link, 'name', 'constrained_columns', 'referred_table', 'referred_columns')}"
    for index in inspector.get_indexes(table):
        if not index["name"].startswith(OUR_INDEX_PREFIXES):
            where = {name: str(value) for name, value in index.get("dialect_options", {}).items()}
            yield f"index {_words(index, 'name', 'column_names', 'unique')} {where}"


def _words(found, *names):
    return " ".join(str(found[name]) for name in names)


def objects(engine):
    with engine.connect() as connection:
        return set(connection.scalars(text(LIST_OBJECTS[engine.dialect.name])))


def furnish(engine):
    """People and their files, committed in one go; what the tables hold of them."""
    with engine.begin() as connection:
        SessionFactory.configure(bind=connection, join_transaction_mode="create_savepoint")
        side = build_side(
            Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        )
    SessionFactory.configure(bind=engine, join_transaction_mode="conditional_savepoint")
    return side, held(engine, side)


def held(engine, side):
    with engine.connect() as connection:
        return everything_of(connection, side)


def named(side, typed):
    with read_session(side.viewers["referent"]) as session:
        found = list_caseload(session, side.viewers["referent"], CaseloadFilters(search=typed))
        return list(found["beneficiary_id"])


def test_the_models_are_what_the_revisions_make(migrated):
    assert schema.is_up_to_date(migrated)
    assert schema.matches_models()


def test_tables_of_a_database_with_people_are_those_declared(migrated, declared):
    furnish(migrated)
    schema.upgrade()
    assert described(migrated) == declared
    assert objects(migrated) == OBJECTS[migrated.dialect.name]


def test_going_one_revision_back_and_forth_keeps_people_and_finds_them_by_name(migrated):
    side, before = furnish(migrated)
    command.downgrade(schema.alembic_config(), "-1")
    assert not schema.is_up_to_date(migrated)
    inspector = inspect(migrated)
    older = {table: before[table] for table in {*before} - COMPUTED if inspector.has_table(table)}
    schema.upgrade()
    assert {table: held(migrated, side)[table] for table in older} == older
    assert named(side, "lefe") == [side.person.id]
    assert objects(migrated) == OBJECTS[migrated.dialect.name]


def test_everything_can_be_taken_down_and_built_again(migrated, declared):
    furnish(migrated)
    command.downgrade(schema.alembic_config(), "base")
    assert described(migrated) == set()
    assert objects(migrated) == set()
    schema.upgrade()
    assert described(migrated) == declared
    furnish(migrated)


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_a_row_that_points_nowhere_stops_the_migration_where_it_was(migrated):
    command.downgrade(schema.alembic_config(), "-1")
    with migrated.connect() as connection:
        connection.connection.execute("PRAGMA foreign_keys=OFF")
        values = f"values (1, 1, 1, 'caf', 'A', '{NOW}', '{NOW}')"
        columns = "consortium_id, id, beneficiary_id, origin, value, created_at, updated_at"
        connection.execute(text(f"insert into external_identifier ({columns}) {values}"))
        connection.commit()
    with pytest.raises(RuntimeError, match="external_identifier"):
        schema.upgrade()
    assert objects(migrated) == OBJECTS["sqlite"]
    assert not schema.is_up_to_date(migrated)


def test_a_database_without_tables_or_newer_than_the_application_is_not_up_to_date(unmigrated):
    assert not schema.is_up_to_date(unmigrated)
    schema.upgrade()
    with unmigrated.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    assert not schema.is_up_to_date(unmigrated)


def test_a_column_that_no_revision_makes_is_noticed(migrated):
    with migrated.begin() as connection:
        connection.execute(text("alter table note add column colour text"))
    assert not schema.matches_models()
