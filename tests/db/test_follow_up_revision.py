"""What revision 0008 says of what was written before it: days of appointments, needs of diagnoses."""

from datetime import UTC, date, datetime

import pytest
from alembic import command
from sqlalchemy import select
from sqlalchemy.orm import Session

from db import schema
from db.actions.derived_lines import refresh_every_line
from db.engine import SessionFactory
from db.models.beneficiaries import SupportPeriod
from db.models.diagnoses import Diagnosis, DiagnosisTheme
from db.models.exchanges import Appointment
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import DiagnosisStatus, Moment, ThemeState
from domain.identifiers import new_id
from tests.db.furnished_diagnoses import add_diagnoses
from tests.db.snapshot import everything_of
from tests.db.world import build_side
from tests.factories import make_person, meeting_times

LATE = datetime(2026, 10, 1, 22, 30, tzinfo=UTC)  # the 2nd already in Perpignan, the 1st in Cayenne
NEEDS = {"mobilite": ThemeState.CONSTRAINT, "sante": ThemeState.NEED, "numerique": ThemeState.STRENGTH}


@pytest.fixture
def migrated(unmigrated):
    """The application's engine on a database upgraded from nothing."""
    schema.upgrade()
    return unmigrated


@pytest.fixture
def side(migrated):
    """A furnished consortium overseas, and somebody there seen late in the evening, met twice."""
    with migrated.begin() as connection:
        SessionFactory.configure(bind=connection, join_transaction_mode="create_savepoint")
        session = Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
        side = build_side(session)
        side.consortium.time_zone = "America/Cayenne"
        referent, partner = (side.professionals[name] for name in ("referent", "partner"))
        person = make_person(session, referent, birth_name="Revue")
        add_diagnoses(session, person, referent, partner)
        add_history(session, person, referent)
        refresh_every_line(session)
        session.commit()
    SessionFactory.configure(bind=migrated, join_transaction_mode="conditional_savepoint")
    return side


def add_history(session, person, referent):
    """An appointment at night; after the diagnosis of 1 October, another on other themes."""
    first = session.scalars(
        select(Diagnosis)
        .join(SupportPeriod, SupportPeriod.id == Diagnosis.support_period_id)
        .where(SupportPeriod.beneficiary_id == person.id, Diagnosis.validated_on.is_not(None))
    ).one()
    of_stay = {"consortium_id": person.consortium_id, "support_period_id": first.support_period_id}
    session.add(Appointment(**of_stay, professional_id=referent.id, **meeting_times(LATE, "America/Cayenne")))
    days = dict.fromkeys(("held_on", "validated_on", "closed_on"), date(2026, 11, 2))
    state = {"status": DiagnosisStatus.VALIDATED, "moment": Moment.INTERMEDIATE, "first_needs": first.needs}
    later = Diagnosis(**of_stay, **days, **state, template_id=first.template_id, needs=needs_bits(NEEDS))
    later.id = new_id()
    session.add(later)
    session.flush()
    for theme, retained in NEEDS.items():
        themed = {"consortium_id": person.consortium_id, "diagnosis_id": later.id}
        session.add(DiagnosisTheme(**themed, theme=theme, retained_state=retained))


def test_days_of_appointments_and_needs_are_found_again_from_what_was_written(migrated, side):
    before = held(migrated, side)
    assert {str(row.takes_place_on) for row in before["appointment"]} == {"2026-10-01"}
    assert needs_bits({"mobilite": ThemeState.NEED}) in {row.first_needs for row in before["diagnosis"]}
    command.downgrade(schema.alembic_config(), "0007")
    schema.upgrade()
    after = held(migrated, side)
    assert [after[table] for table in ("appointment", "diagnosis")] == [
        before[table] for table in ("appointment", "diagnosis")
    ]


def without_referrals(rows):
    """The offer came later: its referrals are gone with its tables."""
    return [{name: value for name, value in row._mapping.items() if name != "referred"} for row in rows]


def test_lines_of_dashboards_and_alerts_are_computed_again_from_the_paths(migrated, side):
    before = held(migrated, side)
    command.downgrade(schema.alembic_config(), "0007")
    schema.upgrade()
    with Session(migrated) as session, session.begin():
        refresh_every_line(session)  # `python -m db upgrade` does it
    after = held(migrated, side)
    lines, former = (without_referrals(one["path_line"]) for one in (after, before))
    assert lines == former != []
    assert {row.rule for row in after["alert_fact"]} <= {row.rule for row in before["alert_fact"]} != set()


def held(engine, side):
    with engine.connect() as connection:
        return everything_of(connection, side)
