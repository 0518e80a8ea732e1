"""From SQLite to PostgreSQL: everything arrives, or nothing."""

import pytest
from sqlalchemy import create_engine, func, select, text

from db.backups.transfer import transfer
from db.models import Base
from db.models.beneficiaries import Beneficiary
from db.queries.checks import run_checks
from domain.errors import DomainError
from tests.services.databases import copy_of_template, drop

PEOPLE = 120  # a demonstration that journeys load too


@pytest.fixture
def source(shared):
    """A SQLite base with people, meetings, an offer, journals."""
    database = copy_of_template(shared, "sqlite", "source", people=PEOPLE)
    yield database.url
    drop(shared, database)


@pytest.fixture
def target(shared):
    """A PostgreSQL base with its tables."""
    database = copy_of_template(shared, "postgresql", "target")
    yield database.url
    drop(shared, database)


def counts(url):
    """Rows of each table."""
    engine = create_engine(url)
    with engine.connect() as connection:
        tables = Base.metadata.sorted_tables
        found = {one.name: connection.scalar(select(func.count()).select_from(one)) for one in tables}
    engine.dispose()
    return found


def change(url, words):
    """One statement, committed."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(words))
    engine.dispose()


def test_everything_arrives_and_keeps_its_promises(source, target):
    """T128: counts, sums of each table and journals are compared by the transfer itself."""
    told = []
    rows = transfer(source, target, told.append)
    assert counts(target) == counts(source)
    assert rows == sum(counts(target).values())
    assert len(told) == len(Base.metadata.sorted_tables)
    engine = create_engine(target)
    with engine.connect() as connection:
        assert run_checks(connection) == []
    engine.dispose()
    with pytest.raises(DomainError, match="contient déjà"):
        transfer(source, target, str)


def test_a_journal_that_was_altered_is_not_carried_over(source, target):
    change(source, "drop trigger audit_entry_no_update")
    change(source, "update audit_entry set detail = 'autre' where sequence = 2")
    with pytest.raises(DomainError, match="ne se vérifie pas"):
        transfer(source, target, print)
    assert counts(target)[Beneficiary.__tablename__] == 0


def test_a_base_of_another_version_is_refused(source, target):
    change(source, "update alembic_version set version_num = '0001'")
    with pytest.raises(DomainError, match="pas à jour"):
        transfer(source, target, str)
    with pytest.raises(DomainError, match="d’une base SQLite"):
        transfer(target, source, str)
