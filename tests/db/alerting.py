"""Somebody with alerts, and what tests ask and do about them."""

from datetime import timedelta

import pytest

from db.actions.alerts import put_off, take_up_again
from db.engine import read_session, write_session
from db.queries.alerts import list_alerted_people, list_file_alerts
from db.queries.indicators import kept
from domain.alert_lists import AlertFilters
from domain.alerts import AlertCode
from domain.identifiers import new_id
from domain.indicators.model import Perimeter
from tests.factories import (
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    make_structure,
    viewer_for,
)

ENTERED = TODAY - timedelta(days=100)
LATER = TODAY + timedelta(days=20)
USUAL = {AlertCode.NO_CONTACT, AlertCode.DIAGNOSIS_MISSING, AlertCode.ORIENTATION_LATE}
NOW_ON = Perimeter(TODAY, TODAY, TODAY)


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def structure(session, consortium):
    return make_structure(session, consortium)


@pytest.fixture
def referent(session, consortium, structure):
    return make_professional(session, consortium, structure=structure)


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


@pytest.fixture
def person(session, referent):
    return make_person(session, referent, entered_on=ENTERED)


def listed(viewer, filters=None, **values):
    with read_session(viewer) as reading:
        return list_alerted_people(reading, viewer, filters or AlertFilters(), **values)


def codes(viewer, filters=None):
    return {
        one.beneficiary_id: {alert.code for alert in one.alerts} for one in listed(viewer, filters).people
    }


def put(viewer, person, code=AlertCode.NO_CONTACT, until_on=LATER, reason="En cure *jusque-là*."):
    with write_session(viewer) as writing:
        about = {"record_id": new_id(), "code": code, "until_on": until_on, "reason": reason}
        put_off(writing, viewer, person.id, **about)


def take_up(viewer, person):
    with write_session(viewer) as writing:
        take_up_again(writing, viewer, person.id, code=AlertCode.NO_CONTACT)


def of_file(viewer, person):
    with read_session(viewer) as reading:
        return list_file_alerts(reading, viewer, person.id)
