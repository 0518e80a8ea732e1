"""Erased means erased: looked for in the raw files of SQLite and in every row of PostgreSQL."""

from datetime import timedelta
from zipfile import ZipFile

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.actions.derived_lines import refresh_every_line
from db.actions.privacy.departure import owned_tables
from db.models import Base
from db.models.audit import AuditEntry
from db.models.beneficiaries import SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase, MeetingMinutes
from db.models.exchanges import Appointment, Contact
from db.models.indicators import PathLine
from db.queries.audit_chain import find_broken_line
from domain import clock
from domain.clock import set_clock
from domain.commissions.minutes import Situation, from_json, to_json
from domain.follow_up import ExitReason
from tests.db.furniture import WORD
from tests.db.raw_words import raw_words, said
from tests.db.world import HERE, THERE, build_side
from tests.services.databases import jalons
from tests.services.sessions import owner_session, rolled_back_connection

NAMES = ("Lefèvre", "LEFEVRE", "lefevre", "Éloïse", WORD)
LONG_AGO = timedelta(days=900)


def settle(engine, *territories):
    """Furnished consortia of long ago, committed."""
    real = clock.now()
    set_clock(lambda: real - LONG_AGO)
    with rolled_back_connection(engine) as connection, owner_session(connection) as session:
        sides = [build_side(session, territory) for territory in territories]
        for side in sides:
            _tell_in_minutes(session, side)
            _tell_of_decision(session, side)
        session.commit()
        connection.get_transaction().commit()
    set_clock(lambda: real)
    return sides


def _tell_in_minutes(session, side):
    case = session.scalars(select(CommissionCase).where(CommissionCase.consortium_id == side.consortium.id))
    words = dict.fromkeys(("correction", "hearing", "decision", "notified"), WORD)
    told = Situation(case.first().id, 1, WORD, "", "treated", WORD, "Accord", WORD, **words)
    for minutes in session.scalars(select(MeetingMinutes)):
        if minutes.consortium_id == side.consortium.id:
            kept = from_json(minutes.content)
            minutes.content = to_json(kept.__class__("", kept.starts_at, "", situations=(told,)))
    session.flush()


def _tell_of_decision(session, side):
    """Every free word that a regulatory commission keeps of her."""
    told = {"decision": WORD, "decided_by": WORD, "decision_reason": WORD, "notification_note": WORD}
    for table, words in ((AgendaPoint, told), (CommissionCase, {"observations": WORD, "objection": WORD})):
        session.execute(update(table).where(table.consortium_id == side.consortium.id).values(words))


def test_the_retention_command_leaves_nothing_that_names_her(own_engine, fresh_database):
    """T135, T136, T066: tables, minutes, journal, free pages and log; figures stay; done once."""
    [side] = settle(own_engine, HERE)
    assert said(raw_words(own_engine, fresh_database), *NAMES)
    assert "0 dossier(s)" in jalons(fresh_database, "retention", "--dry-run")  # met since
    end_long_ago(own_engine)
    before = figures(own_engine)
    assert "1 dossier(s)" in jalons(fresh_database, "retention", "--dry-run")
    assert "1 dossier(s)" in jalons(fresh_database, "retention")
    assert "0 dossier(s)" in jalons(fresh_database, "retention")
    own_engine.dispose()
    assert said(raw_words(own_engine, fresh_database), *NAMES) == []
    assert figures(own_engine) == before
    with Session(own_engine) as session:
        assert find_broken_line(session, side.consortium.id) is None
        assert session.scalar(select(func.min(AuditEntry.sequence))) > 1


def test_a_consortium_that_leaves_takes_everything_and_leaves_nothing(own_engine, fresh_database, tmp_path):
    """Export everything, delete everything; the other consortium keeps every row."""
    gone, kept = settle(own_engine, HERE, THERE)
    before = counted(own_engine)
    asked = ("leave", "--consortium", str(gone.consortium.id), "--export", str(tmp_path))
    jalons(fresh_database, *asked, "--dry-run")
    assert counted(own_engine) == before
    assert not list(tmp_path.iterdir())
    jalons(fresh_database, *asked)
    own_engine.dispose()
    left = counted(own_engine)
    assert left.keys() == {key for key in before if key[1] != gone.consortium.id}
    assert left == {key: count for key, count in before.items() if key[1] == kept.consortium.id}
    mine = {name: count for (name, owner), count in before.items() if owner == gone.consortium.id}
    [archive] = tmp_path.iterdir()
    with ZipFile(archive) as packed:
        told = {name: packed.read(f"{name}.jsonl").count(b"\n") for name in mine}
    assert told == mine


def end_long_ago(engine):
    """Her support ended, and nobody met her since."""
    day = (clock.now() - LONG_AGO).date()
    with engine.begin() as connection:
        stays = {"entered_on": day, "exited_on": day, "exit_reason": next(iter(ExitReason))}
        connection.execute(update(SupportPeriod).values(**stays))
        connection.execute(update(Contact).values(happened_on=day))
        connection.execute(update(Appointment).values(takes_place_on=day))
    with Session(engine) as session, session.begin():
        refresh_every_line(session)


def figures(engine):
    """What indicators are computed from."""
    kept = [getattr(PathLine, name) for name in ("entered_on", "exited_on", "track", "structure_id", "needs")]
    with engine.connect() as connection:
        return connection.execute(select(*kept)).all()


def counted(engine):
    """Rows by table and consortium."""
    found = {}
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            if table not in owned_tables():
                continue
            owner = table.c.id if table.name == "consortium" else table.c.consortium_id
            for consortium_id, count in connection.execute(select(owner, func.count()).group_by(owner)):
                found[table.name, consortium_id] = count
    return found
