"""A disk that is full, a file not to be written: nothing half-written, French words, then work goes on."""

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import DBAPIError

from db.engine import SessionFactory
from db.faults import words_for
from db.models.audit import AuditEntry
from db.models.exchanges import Contact
from domain.audit import AuditEvent
from tests.db.committed import commit_contact, commit_viewer
from tests.db.engines import connected

ON_SQLITE = pytest.mark.parametrize("fresh_database", ["sqlite"], indirect=True)


def counts():
    """Contacts, and the lines that say they were written."""
    with SessionFactory() as session:
        lines = select(func.count()).select_from(AuditEntry).where(AuditEntry.event == AuditEvent.CREATE)
        return session.scalar(select(func.count()).select_from(Contact)), session.scalar(lines)


def fill(engine):
    """From now on the disk has no page left; the function returned gives it room again."""
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    event.listen(engine, "connect", lambda raw, _: raw.execute(f"PRAGMA max_page_count={pages}"))
    engine.dispose()
    return lambda: event.listen(
        engine, "checkout", lambda raw, *_: raw.execute("PRAGMA max_page_count=99999999")
    )


def commit_many(someone):
    for _ in range(500):
        commit_contact(*someone)


@ON_SQLITE
def test_a_full_disk_leaves_nothing_half_written_and_work_goes_on_after(own_engine):
    """T107."""
    someone = commit_viewer()
    commit_contact(*someone)
    empty = fill(own_engine)
    with pytest.raises(DBAPIError) as failed:
        commit_many(someone)
    assert words_for(failed.value) == (
        "Le disque du serveur est plein. Rien n’a été enregistré. Prévenez votre administration."
    )
    contacts, lines = counts()
    assert contacts == lines > 0
    empty()
    commit_contact(*someone)
    assert counts() == (contacts + 1, lines + 1)


@ON_SQLITE
def test_a_base_that_may_not_be_written_says_so_and_is_still_read(own_engine):
    """T108."""
    someone = commit_viewer()
    own_engine.dispose()
    with connected(f"sqlite:///file:{own_engine.url.database}?mode=ro&uri=true"):
        with pytest.raises(DBAPIError) as failed:
            commit_contact(*someone)
        assert counts() == (0, 0)
    assert "lecture seule" in words_for(failed.value)


def test_a_fault_of_ours_is_not_called_the_database_s():
    assert words_for(ValueError("disk is full")) is None
