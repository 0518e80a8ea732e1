"""What an import changed is put back exactly: dates, enums, nulls, in the reverse order."""

from datetime import date

import pytest
from sqlalchemy import select

from db.actions.imports.ledger import Ledger, put_back
from db.engine import write_session
from db.models.audit import ChangeHistory
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.paths import EngagementContract
from domain import clock
from domain.follow_up import ContractKind, Track
from domain.people import Civility
from tests.factories import make_person, make_professional

CHANGES = {
    "birth_date": (date(1990, 4, 3), date(1991, 5, 4)),
    "postal_code": (None, "66000"),
    "civility": (Civility.MADAM, Civility.SIR),
    "phone": ("", "06 12 34 56 78"),
}


@pytest.fixture
def person(session, consortium):
    before = {name: values[0] for name, values in CHANGES.items()}
    return make_person(session, make_professional(session, consortium), **before)


def loaded(session, viewer, person):
    return session.get_one(Beneficiary, (viewer.consortium_id, person.id), populate_existing=True)


def test_dates_enums_empty_texts_and_nulls_are_put_back(session, coordinator, person):
    with write_session(coordinator) as writing:
        record = loaded(writing, coordinator, person)
        ledger = Ledger(writing, coordinator, person.id, clock.now())
        ledger.change(record, **{name: values[1] for name, values in CHANGES.items()})
        ledger.change(record, phone="06 00 00 00 00")
    with write_session(coordinator) as writing:
        put_back(writing, coordinator, {person.id: ledger.lines})
        record = loaded(writing, coordinator, person)
        assert {name: getattr(record, name) for name in CHANGES} == {n: v[0] for n, v in CHANGES.items()}
    kept = session.scalars(select(ChangeHistory.field).filter_by(beneficiary_id=person.id)).all()
    assert sorted(kept) == sorted([*CHANGES, "phone"] * 2)


def test_what_is_already_so_is_not_written(coordinator, person):
    with write_session(coordinator) as writing:
        ledger = Ledger(writing, coordinator, person.id, clock.now())
        ledger.change(loaded(writing, coordinator, person), civility=Civility.MADAM, postal_code=None)
    assert ledger.lines == {"changed": [], "added": []}


def test_what_was_added_is_removed_and_the_stay_put_back(session, coordinator, person):
    period_id = session.scalars(select(SupportPeriod.id).filter_by(beneficiary_id=person.id)).one()
    dates = {"starts_on": date(2026, 10, 1), "ends_on": date(2027, 3, 31)}
    with write_session(coordinator) as writing:
        ledger = Ledger(writing, coordinator, person.id, clock.now())
        period = writing.get_one(SupportPeriod, (coordinator.consortium_id, period_id))
        ledger.change(period, track=Track.SOCIAL, entered_on=date(2026, 2, 1))
        ledger.add(EngagementContract, support_period_id=period_id, kind=ContractKind.CER, **dates)
    with write_session(coordinator) as writing:
        put_back(writing, coordinator, {person.id: ledger.lines})
        period = writing.get_one(SupportPeriod, (coordinator.consortium_id, period_id))
        assert (period.track, period.entered_on) == (None, date(2026, 1, 5))
    assert session.scalars(select(EngagementContract).filter_by(support_period_id=period_id)).all() == []
