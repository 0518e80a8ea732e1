"""An alert put off: until when, why, by whom; and taken up again."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.models.audit import AuditEntry
from db.models.indicators import AlertFact, AlertPutOff
from domain.access import Role
from domain.alert_lists import AlertFilters
from domain.alerts import AlertCode, AlertRule
from domain.errors import InvalidInputError, NotFoundError
from tests.db.alerting import (
    ENTERED,
    LATER,
    _nothing_kept,
    codes,
    consortium,
    listed,
    person,
    put,
    referent,
    structure,
    take_up,
    viewer,
)
from tests.factories import (
    TODAY,
    make_professional,
    viewer_for,
)

__all__ = ["_nothing_kept", "consortium", "person", "referent", "structure", "viewer"]  # fixtures


def test_an_alert_put_off_is_hidden_until_its_day_shown_by_the_filter_and_taken_up_again(viewer, person):
    put(viewer, person)
    assert AlertCode.NO_CONTACT not in codes(viewer)[person.id]
    (found,) = listed(viewer, AlertFilters(is_put_off=True)).people
    (alert,) = found.alerts
    told = (alert.code, alert.put_off_until, alert.put_off_reason, alert.put_off_by)
    assert told == (AlertCode.NO_CONTACT, LATER, "En cure *jusque-là*.", "Camille Exemple")
    take_up(viewer, person)
    take_up(viewer, person)
    assert AlertCode.NO_CONTACT in codes(viewer)[person.id]
    assert listed(viewer, AlertFilters(is_put_off=True)).count == 0


def test_putting_off_again_replaces_and_each_gesture_is_signed(session, viewer, person):
    put(viewer, person)
    put(viewer, person, until_on=LATER + timedelta(days=5))
    until = session.scalars(select(AlertPutOff.until_on).order_by(AlertPutOff.id)).all()
    assert until == [TODAY, LATER + timedelta(days=5)]
    take_up(viewer, person)
    signed = select(AuditEntry.detail).where(AuditEntry.object_kind == "alert_put_off")
    assert (
        session.scalars(signed).all() == ["no_contact"] * 4
    )  # added, ended by the next one, added, taken up


@pytest.mark.parametrize(
    ("until_on", "reason", "field"),
    [
        (None, "Oui.", "until_on"),
        (TODAY, "Oui.", "until_on"),
        (date(2027, 5, 21), "Oui.", "until_on"),
        (LATER, "  ", "reason"),
        (LATER, "x" * 301, "reason"),
    ],
)
def test_it_is_put_off_for_six_months_at_most_and_says_why(viewer, person, until_on, reason, field):
    with pytest.raises(InvalidInputError) as refused:
        put(viewer, person, until_on=until_on, reason=reason)
    assert list(refused.value.problems) == [field]


def test_a_manager_lists_and_reads_neither_what_a_step_says_nor_why_it_is_put_off(
    session, consortium, structure, viewer, person
):
    key = {"consortium_id": consortium.id, "beneficiary_id": person.id}
    session.add(AlertFact(**key, rule=AlertRule.NO_NEXT_STEP, fact_on=ENTERED, about="CAP cuisine"))
    session.flush()
    put(viewer, person)
    roles = (Role.STRUCTURE_MANAGER,)
    manager = viewer_for(session, make_professional(session, consortium, structure=structure, roles=roles))
    (found,) = listed(manager).people
    assert not found.may_open
    assert "CAP" not in " ".join(alert.words(TODAY) for alert in found.alerts)
    (found,) = listed(manager, AlertFilters(is_put_off=True)).people
    assert [alert.put_off_reason for alert in found.alerts] == [""]
    with pytest.raises(NotFoundError):
        put(manager, person)


def test_the_coordination_puts_off_and_another_structure_sees_nothing(session, consortium, person):
    coordinator, neighbour = (
        viewer_for(session, make_professional(session, consortium, roles=(role,)))
        for role in (Role.COORDINATOR, Role.CASEWORKER)
    )
    put(coordinator, person)
    assert AlertCode.NO_CONTACT not in codes(coordinator)[person.id]
    assert listed(neighbour).count == 0
    with pytest.raises(NotFoundError):
        put(neighbour, person)
