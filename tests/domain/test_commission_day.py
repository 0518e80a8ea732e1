"""Rules of the meeting day, and words of the case sheet."""

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.commissions.commitments import CommitmentDraft
from domain.commissions.day import differs, elapsed_minutes, state_when_left
from domain.commissions.sheet_words import (
    age_words,
    duration,
    need_lines,
    shortened,
    shown_events,
    shown_publics,
    since_words,
    solution_lines,
    strengths,
    told_event,
)
from domain.commissions.sheets import PathEvent
from domain.commissions.words import Conclusion, PointKind, PointState
from domain.diagnosis.evolution import Stage
from domain.diagnosis.words import Moment, ThemeState
from domain.errors import EditConflictError
from domain.offer.suggestions import Suggestion

TODAY = date(2026, 11, 22)
LABELS = {"mobilite": "Mobilité", "sante": "Santé", "logement": "Logement"}


def stage(held_on, **states):
    return Stage(
        1, Moment.ENTRY, held_on, False, LABELS, {code: ThemeState(one) for code, one in states.items()}
    )


def service(service_id, theme, **values):
    usual = {"structure": "Un garage", "commune": "Elne", "reach": None, "is_remote": False, "places": None}
    usual |= {"publics": (), "is_for_everybody": True, "next_session_on": None, "checked_on": None}
    return Suggestion(service_id, theme, f"Service {service_id}", **(usual | values))


@pytest.mark.parametrize(
    ("kind", "conclusion", "state"),
    [
        (PointKind.BREAK, None, PointState.TREATED),
        (PointKind.COMMITMENTS, None, PointState.TREATED),
        (PointKind.SITUATION, None, PointState.PLANNED),
        (PointKind.SITUATION, Conclusion.FOUND, PointState.TREATED),
        (PointKind.SITUATION, Conclusion.OPINION, PointState.TREATED),
        (PointKind.SITUATION, Conclusion.POSTPONED, PointState.POSTPONED),
    ],
)
def test_what_becomes_of_a_point_that_is_left(kind, conclusion, state):
    assert state_when_left(kind, conclusion) == state


def test_a_value_changed_meanwhile_is_told_beside_the_typed_one():
    assert not differs("comment", "a", shown="b", typed="a")
    assert differs("comment", "a", shown="a", typed="b")
    with pytest.raises(EditConflictError):
        differs("comment", "c", shown="a", typed="b")


def test_minutes_add_up_over_several_passages():
    now = datetime(2026, 11, 22, 10, tzinfo=UTC)
    assert elapsed_minutes(now - timedelta(minutes=4), now, 130) == 6
    assert elapsed_minutes(None, now, 130) == 2


def test_a_promise_is_kept_from_today_on():
    assert CommitmentDraft("A", deadline_on=TODAY).problems(TODAY) == {}
    assert set(CommitmentDraft("", deadline_on=TODAY - timedelta(days=1)).problems(TODAY)) == {
        "title", "deadline_on",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("birth_date", "words"),
    [(None, ""), (date(2001, 1, 1), "Moins de 26 ans"), (date(2000, 11, 22), "26 à 34 ans"),
     (date(1950, 1, 1), "55 ans et plus")],
)  # fmt: skip
def test_an_age_is_told_by_its_bracket(birth_date, words):
    assert age_words(birth_date, TODAY) == words


def test_needs_come_first_then_what_is_lifted_since():
    stages = [
        stage(date(2026, 1, 1), mobilite="need", sante="strength", logement="need"),
        stage(date(2026, 9, 1), mobilite="strength", sante="constraint", logement="not_explored"),
    ]
    lines = need_lines(stages)
    assert [(one.theme, one.former, one.state, one.is_to_lift) for one in lines] == [
        ("Santé", "point d’appui", "contrainte", True), ("Mobilité", "besoin", "point d’appui", False),
    ]  # fmt: skip
    assert strengths(stages) == ("Mobilité",)
    assert (need_lines([]), strengths([])) == ((), ())


def test_delays_are_told_in_the_unit_that_is_pictured():
    facts = [("Saisine", TODAY - timedelta(days=20)), ("Entrée", TODAY - timedelta(days=420)), ("Rien", None)]
    assert since_words(facts, TODAY) == (
        "Saisine\u00a0: il y a 2\u00a0semaines", "Entrée\u00a0: il y a 14\u00a0mois",
    )  # fmt: skip
    assert [duration(days) for days in (1, 800)] == ["1\u00a0jour", "2\u00a0ans"]


def test_the_room_reads_the_latest_events_and_the_first_that_are_planned():
    past = [PathEvent(date(2026, 1, day), f"{day}") for day in range(1, 12)]
    planned = [PathEvent(date(2027, 1, day), f"{day}", is_planned=True) for day in range(1, 6)]
    shown = [event.words for event in shown_events([*past, *planned])]
    assert shown == ["4", "5", "6", "7", "8", "9", "10", "11", "1", "2", "3"]


@pytest.mark.parametrize(
    ("lane", "label", "detail", "words"),
    [
        ("Contact", "Appel", "Va mal", ""),
        ("Rendez-vous", "Rendez-vous : honoré", "Bilan", ""),
        ("Pause", "Suivi en pause : Santé", "", "Suivi en pause"),
        ("Étape", "Formation", "CAP cuisine", "Formation\u00a0: CAP cuisine"),
        ("Étape", "Action sociale (logement, santé, droits…)", "Consultation", "Action sociale"),
        ("Étape d’avis", "Décision après l’avis d’une commission", "Suspension", ""),
        ("Point de situation", "Avec la personne", "Elle hésite", "Point de situation"),
    ],
)
def test_an_event_says_no_illness_nor_what_was_noted(lane, label, detail, words):
    assert told_event(lane, label, detail) == words


def test_publics_leave_out_what_the_room_must_not_read():
    assert shown_publics({"rsa", "young", "single_parent", "to_be_met"}) == ("Parent isolé",)


def test_each_need_gets_its_first_service_before_a_second_one():
    needs = need_lines([stage(TODAY, mobilite="need", sante="need")])
    proposed = {
        "mobilite": [service(1, "mobilite", places=2), service(2, "mobilite", is_remote=True)],
        "sante": [service(1, "sante"), service(3, "sante", next_session_on=TODAY)],
    }
    lines = solution_lines(needs, proposed, TODAY)
    assert [(one.service_id, one.where, one.room) for one in lines] == [
        (1, "Elne", "2\u00a0places"), (2, "à distance", ""), (3, "Elne", f"session le {TODAY:%d/%m/%Y}"),
    ]  # fmt: skip


def test_what_is_too_long_for_a_screen_is_cut():
    assert shortened("a" * 600) == "a" * 600
    assert len(shortened("a" * 700)) == 600
