"""Alerts on both databases: who is listed and why, what is put off, as many statements whatever the size."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.follow_up import close_follow_up, orient
from db.actions.pauses import pause
from db.engine import read_session, write_session
from db.models.settings import ConsortiumSetting
from db.queries.alert_counts import count_alerts
from db.queries.alerts import list_alerted_people, list_file_alerts
from db.queries.indicators.people import list_people_behind
from db.queries.indicators.told import tell_figures
from domain.access import Role
from domain.alert_lists import COUNTED_AT_MOST, AlertFilters, is_beyond_count
from domain.alerts import AlertCode
from domain.caseload import CaseloadFilters
from domain.follow_up import ExitReason, PauseReason, Track
from domain.identifiers import new_id
from domain.indicators.alerts import EVERY_ALERT, alert_of
from domain.indicators.model import Scope
from tests.db.alerting import (
    ENTERED,
    NOW_ON,
    USUAL,
    _nothing_kept,
    codes,
    consortium,
    listed,
    of_file,
    person,
    referent,
    structure,
    viewer,
)
from tests.db.crowd import fill, meet
from tests.factories import (
    TODAY,
    make_person,
    make_professional,
    share_with,
    viewer_for,
)

__all__ = ["_nothing_kept", "consortium", "person", "referent", "structure", "viewer"]  # fixtures


def test_a_person_is_listed_once_with_each_alert_in_words(viewer, person):
    (found,) = listed(viewer).people
    words = {alert.words(TODAY).replace("\u00a0", " ") for alert in found.alerts}
    assert words == {
        "Aucun contact depuis l’entrée, le 12/08/2026 (100 jours)",
        "Diagnostic à faire : entrée le 12/08/2026",
        "Pas encore orientée depuis 100 jours",
        "Point de situation en retard de 10 jours",
    }
    assert set(of_file(viewer, person)) == set(found.alerts)


def test_the_oldest_breach_comes_first(session, referent, viewer):
    newer = make_person(session, referent, birth_name="Abadie", entered_on=ENTERED)
    older = make_person(session, referent, birth_name="Zola", entered_on=ENTERED - timedelta(days=50))
    assert list(codes(viewer)) == [older.id, newer.id]


def test_a_pause_or_an_exit_takes_every_other_alert_away(session, referent, viewer, person):
    gone = make_person(session, referent, entered_on=ENTERED)
    dates = {"started_on": ENTERED, "expected_end_on": TODAY - timedelta(days=1)}
    with write_session(viewer) as writing:
        pause(writing, viewer, person.id, record_id=new_id(), reason=PauseReason.HEALTH, **dates)
        close_follow_up(writing, viewer, gone.id, exited_on=TODAY, reason=ExitReason.RETIRED)
    assert codes(viewer) == {person.id: {AlertCode.PAUSE_ENDED}}


def test_a_consortium_s_own_thresholds_move_its_alerts(session, viewer, person):
    assert AlertCode.NO_CONTACT in codes(viewer)[person.id]
    setting = ConsortiumSetting(id=new_id(), code="no_contact_days", value=101)
    setting.consortium_id = viewer.consortium_id
    session.add(setting)
    session.flush()
    assert AlertCode.NO_CONTACT not in codes(viewer)[person.id]
    assert AlertCode.NO_CONTACT not in {alert.code for alert in of_file(viewer, person)}


def test_filters_choose_alerts_and_people(session, consortium, referent, viewer, person):
    other = make_person(session, make_professional(session, consortium), entered_on=ENTERED)
    share_with(session, other, referent)
    mine = AlertFilters(people=CaseloadFilters(referent_id=referent.id))
    assert set(codes(viewer)) == {person.id, other.id}
    assert set(codes(viewer, mine)) == {person.id}
    assert codes(viewer, AlertFilters((AlertCode.NO_REFERENT,))) == {}
    assert codes(viewer, AlertFilters((AlertCode.NO_CONTACT,)))[person.id] >= USUAL


@pytest.mark.parametrize(("is_vulnerable", "days", "is_raised"), [(False, 190, True), (True, 190, False)])
def test_a_vulnerability_noted_moves_the_review_of_a_social_track(
    session, referent, viewer, is_vulnerable, days, is_raised
):
    someone = make_person(session, referent, entered_on=TODAY - timedelta(days=days))
    values = {"track": Track.SOCIAL, "structure_id": referent.structure_id}
    values |= {"decided_on": TODAY - timedelta(days=days), "is_vulnerable": is_vulnerable}
    with write_session(viewer) as writing:
        orient(writing, viewer, someone.id, record_id=new_id(), **values)
    assert (AlertCode.SOCIAL_TRACK_REVIEW in codes(viewer)[someone.id]) is is_raised


def test_counts_are_those_of_the_list_and_of_the_list_behind(session, referent, viewer):
    for days in (100, 70, 50, 20, 3):
        make_person(session, referent, entered_on=TODAY - timedelta(days=days))
    with read_session(viewer) as reading:
        told = tell_figures(reading, viewer, NOW_ON, EVERY_ALERT)
        counts = count_alerts(reading, viewer, CaseloadFilters())
        for indicator, one in told.items():
            code = AlertCode(indicator.variant)
            behind = list_people_behind(reading, viewer, NOW_ON, indicator, is_counted=True)
            counted = one.figure.numerator
            assert counted == behind.count == listed(viewer, AlertFilters((code,))).count == counts[code], (
                code
            )
    assert counts[AlertCode.NO_CONTACT] == 2
    assert told[alert_of(AlertCode.ORIENTATION_LATE)].by_group[referent.structure_id].numerator == 3


@pytest.mark.usefixtures("person")
def test_steering_is_told_no_small_figure(session, consortium):
    steering = viewer_for(session, make_professional(session, consortium, roles=(Role.STEERING,)))
    asked = replace(NOW_ON, scope=Scope.CONSORTIUM)
    with read_session(steering) as reading:
        no_contact = alert_of(AlertCode.NO_CONTACT)
        assert tell_figures(reading, steering, asked, [no_contact])[no_contact].is_hidden
    assert listed(steering).count == 0


@pytest.mark.parametrize("people", [10, 600])
def test_the_list_costs_two_statements_and_a_file_one(connection, count_statements, people):
    fill(connection, people)
    crowd = meet(connection)
    for name in ("coordinator", "caseworker", "manager"):
        asking = crowd.viewers[name]
        with count_statements() as statements, read_session(asking) as reading:
            list_alerted_people(reading, asking, AlertFilters())
        assert len(statements) == 2
        with count_statements() as statements, read_session(asking) as reading:
            list_file_alerts(reading, asking, crowd.person_id)
        assert len(statements) == 1


def test_beyond_what_is_counted_the_page_looks_for_its_own_people_only(session, consortium, referent):
    for days in (100, 70, 50):
        make_person(session, referent, entered_on=TODAY - timedelta(days=days))
    coordinator = viewer_for(session, make_professional(session, consortium), Role.COORDINATOR)
    with read_session(coordinator) as reading:
        asked = (reading, coordinator, AlertFilters())
        usual, beyond = list_alerted_people(*asked), list_alerted_people(*asked, is_beyond_count=True)
    assert beyond.people == usual.people
    assert (usual.count, beyond.count) == (3, COUNTED_AT_MOST + 1)


@pytest.mark.parametrize(("count", "is_beyond"), [(COUNTED_AT_MOST, False), (COUNTED_AT_MOST + 1, True)])
def test_one_alert_asked_of_too_many_people_says_that_all_are_not_counted(count, is_beyond):
    counts = {AlertCode.NO_CONTACT: count, AlertCode.NO_REFERENT: 1}
    assert is_beyond_count(AlertFilters((AlertCode.NO_CONTACT,)), counts) is is_beyond
    assert not is_beyond_count(AlertFilters((AlertCode.NO_REFERENT,)), counts)
