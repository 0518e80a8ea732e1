"""A consortium sets its thresholds, and what depends on them follows in the same transaction."""

from datetime import date

import pytest
from sqlalchemy import select

from db.actions.thresholds import change_thresholds
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.models.beneficiaries import SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from db.models.indicators import AlertFact, PathLine
from db.queries.settings import get_thresholds, list_own_thresholds
from domain.alerts import AlertRule
from domain.errors import EditConflictError, InvalidInputError
from domain.follow_up import AppointmentStatus, Track
from tests.db.crowd import fill, meet
from tests.db.world import build_side
from tests.factories import NOW, make_person, meeting_times


@pytest.fixture
def side(session):
    return build_side(session)


@pytest.fixture
def change(side):
    """Change these as the administrator, or as somebody else."""

    def do(typed, *, read=None, by="administrator"):
        viewer = side.viewers[by]
        with write_session(viewer) as session:
            change_thresholds(session, viewer, read=read or {}, typed=typed)

    return do


@pytest.fixture
def own(side):
    """What this consortium holds of its own."""

    def ask():
        with read_session(side.viewers["referent"]) as session:
            return list_own_thresholds(session, side.viewers["referent"])

    return ask


def test_a_value_replaces_the_national_one_until_it_is_emptied(side, change, own):
    change({"no_referent_days": 10, "target:first_contact-exit": 45})
    assert own() == {"no_contact_days": 60, "no_referent_days": 10, "target:first_contact-exit": 45}
    change({"no_referent_days": None}, read={"no_referent_days": 10}, by="coordinator")
    assert own() == {"no_contact_days": 60, "target:first_contact-exit": 45}
    with read_session(side.viewers["steering"]) as session:
        assert get_thresholds(session, side.viewers["steering"])["no_referent_days"] == 15


def test_the_journal_names_what_was_changed_and_nothing_else(session, change):
    change({"no_referent_days": 10, "no_contact_days": 60}, read={"no_contact_days": 60})
    detail = select(AuditEntry.detail).order_by(AuditEntry.sequence.desc()).limit(1)
    assert session.scalar(detail) == "no_referent_days"


def test_a_value_out_of_bounds_saves_none_of_the_section(change, own):
    with pytest.raises(InvalidInputError) as refusal:
        change({"no_referent_days": 10, "missed_count": 0})
    assert refusal.value.problems == {"missed_count": "Entre 1 et 10 rendez-vous."}
    assert own() == {"no_contact_days": 60}


def test_two_people_who_change_the_same_value_are_told_both(change, own):
    change({"no_referent_days": 10})
    with pytest.raises(EditConflictError) as conflict:
        change({"no_referent_days": 20, "missed_days": 100}, by="coordinator")
    assert conflict.value.differences == [("Sans référent depuis", "10", "20")]
    change({"no_referent_days": 10, "missed_days": 100}, by="coordinator")  # the same value is no conflict
    assert own()["missed_days"] == 100


def test_a_rhythm_by_track_moves_due_dates_alerts_and_lines_at_once(session, side, change):
    someone = make_person(session, side.professionals["referent"], birth_name="Sans bilan")
    set_track(session, side, someone, Track.SOCIAL)
    change({"rhythm_social": 30})
    entry = session.get_one(CaseloadEntry, (side.consortium.id, someone.id), populate_existing=True)
    assert entry.review_due_on == date(2026, 2, 4)
    assert fact_on(session, someone, AlertRule.REVIEW) == date(2026, 2, 4)
    assert session.scalars(select(PathLine.rhythm_days).filter_by(beneficiary_id=someone.id)).all() == [30]
    change({"rhythm_social": None}, read={"rhythm_social": 30})
    assert fact_on(session, someone, AlertRule.REVIEW) == date(2026, 4, 5)


def test_the_number_of_missed_appointments_raises_or_lays_down_the_alert(session, side, change):
    someone = make_person(session, side.professionals["referent"], birth_name="Absente")
    entry = session.get_one(CaseloadEntry, (side.consortium.id, someone.id))
    owner = {"consortium_id": side.consortium.id, "support_period_id": entry.support_period_id}
    missed = {"professional_id": side.professionals["referent"].id, "status": AppointmentStatus.NOT_EXCUSED}
    session.add(Appointment(**owner, **missed, **meeting_times(NOW)))
    session.flush()
    change({"missed_count": 1})
    assert fact_on(session, someone, AlertRule.MISSED) == NOW.date()
    change({"missed_count": None}, read={"missed_count": 1})
    assert fact_on(session, someone, AlertRule.MISSED) is None


def set_track(session, side, person, track):
    entry = session.get_one(CaseloadEntry, (side.consortium.id, person.id))
    line = session.get_one(PathLine, (side.consortium.id, entry.support_period_id))
    stay = session.get_one(SupportPeriod, (side.consortium.id, entry.support_period_id))
    entry.track = line.track = stay.track = track
    session.flush()


def fact_on(session, person, rule):
    statement = select(AlertFact.fact_on).where(AlertFact.beneficiary_id == person.id, AlertFact.rule == rule)
    return session.scalar(statement)


@pytest.mark.parametrize(
    ("code", "statements"), [("no_referent_days", 3), ("missed_count", 6), ("rhythm_social", 10)]
)
@pytest.mark.parametrize("people", [10, 400])
def test_a_change_costs_as_many_statements_whatever_the_size(
    connection, count_statements, people, code, statements
):
    fill(connection, people)
    viewer = meet(connection).viewers["coordinator"]
    with count_statements() as sent, write_session(viewer) as session:
        change_thresholds(session, viewer, read={}, typed={code: 9})
    assert len(sent) == statements
