"""Referrals: who may do what next, what must be typed, when an answer is late, how it is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.follow_up import StepKind, StepOutcome
from domain.offer.referral_lists import ReferralState
from domain.offer.referral_states import Standing
from domain.offer.referrals import (
    Gesture,
    GestureDraft,
    ReferralDraft,
    Sides,
    service_problem,
    step_kind,
)
from domain.offer.words import ReferralStatus, RefusalReason, ServiceKind, ServiceState

TODAY = date(2026, 11, 22)
SENT = Standing(ReferralStatus.SENT, date(2026, 11, 3), date(2026, 12, 3))
SENDER, RECEIVER = Sides(True, False, False), Sides(False, True, False)
OUTSIDE, READER = Sides(True, False, True), Sides(False, False, False)
ANSWER = (Gesture.ACCEPT, Gesture.WAIT, Gesture.REFUSE)


@pytest.mark.parametrize(
    ("sides", "status", "gestures"),
    [
        (RECEIVER, ReferralStatus.SENT, ANSWER),
        (RECEIVER, ReferralStatus.WAITING, (Gesture.ACCEPT, Gesture.REFUSE)),
        (RECEIVER, ReferralStatus.ACCEPTED, (Gesture.START, Gesture.REFUSE)),
        (RECEIVER, ReferralStatus.STARTED, (Gesture.END,)),
        (SENDER, ReferralStatus.RECEIVED, (Gesture.REMIND, Gesture.WITHDRAW)),
        (SENDER, ReferralStatus.STARTED, ()),
        (OUTSIDE, ReferralStatus.SENT, (*ANSWER, Gesture.REMIND, Gesture.WITHDRAW)),
        (OUTSIDE, ReferralStatus.STARTED, (Gesture.END,)),
        (READER, ReferralStatus.SENT, ()),
    ],
)
def test_each_side_does_its_part(sides, status, gestures):
    assert sides.gestures(status) == gestures


@pytest.mark.parametrize("status", [status for status in ReferralStatus if not status.is_open])
def test_nothing_is_done_any_more_of_what_is_over(status):
    assert Sides(True, True, True).gestures(status) == ()


def test_every_status_is_in_one_state():
    assert sorted(one for state in ReferralState for one in state.statuses) == sorted(ReferralStatus)


def test_a_referral_leaves_with_a_reason_and_an_agreement():
    assert not ReferralDraft(1, None, "Une voiture", None, "", True).problems(TODAY)
    wrong = ReferralDraft(1, None, "  ", TODAY + timedelta(days=1), "", False)
    assert set(wrong.problems(TODAY)) == {"reason", "needed_since_on", "is_agreed"}


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (GestureDraft(Gesture.ACCEPT), {"day"}),
        (GestureDraft(Gesture.ACCEPT, day=date(2026, 11, 2)), {"day"}),
        (GestureDraft(Gesture.ACCEPT, day=date(2027, 1, 4)), set()),
        (GestureDraft(Gesture.REFUSE), {"refusal"}),
        (
            GestureDraft(Gesture.REFUSE, refusal=RefusalReason.FULL, answered_on=date(2026, 11, 2)),
            {"answered_on"},
        ),
        (GestureDraft(Gesture.WAIT, answered_on=TODAY + timedelta(days=1)), {"answered_on"}),
        (GestureDraft(Gesture.START, day=TODAY + timedelta(days=1)), {"day"}),
        (GestureDraft(Gesture.END, day=date(2026, 11, 9)), {"day", "outcome"}),
        (GestureDraft(Gesture.END, day=TODAY, outcome=StepOutcome.COMPLETED), set()),
        (GestureDraft(Gesture.REMIND), set()),
    ],
)
def test_a_gesture_asks_for_what_it_needs(draft, wrong):
    found = draft.problems(TODAY, sent_on=SENT.sent_on, started_on=date(2026, 11, 10))
    assert set(found) == wrong


def test_time_left_ends_with_its_last_day():
    assert not SENT.is_expired(SENT.expires_on)
    assert SENT.is_expired(SENT.expires_on + timedelta(days=1))
    assert SENT.is_to_remind(date(2026, 11, 13), 10)
    assert not SENT.is_to_remind(date(2026, 11, 12), 10)


DATES = {"answered_on": date(2026, 11, 5), "starts_on": date(2026, 11, 20), "started_on": date(2026, 11, 21)}


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (ReferralStatus.SENT, "Envoyée le 03/11/2026, sans réponse depuis 19\u00a0jours"),
        (ReferralStatus.WAITING, "Sur liste d’attente depuis le 05/11/2026"),
        (ReferralStatus.ACCEPTED, "Acceptée le 05/11/2026, devait commencer le 20/11/2026"),
        (ReferralStatus.STARTED, "Commencée le 21/11/2026"),
        (ReferralStatus.ENDED, "Commencée le 21/11/2026, terminée le 22/11/2026"),
        (ReferralStatus.REFUSED, "Refusée le 22/11/2026\u00a0: session complète"),
        (ReferralStatus.WITHDRAWN, "Retirée le 22/11/2026"),
    ],
)
def test_a_state_is_told_with_its_dates(status, words):
    over = {"closed_on": TODAY, "refusal": RefusalReason.FULL}
    assert Standing(status, SENT.sent_on, SENT.expires_on, **DATES, **over).words(TODAY) == words


def test_a_silence_that_lasts_is_told():
    words = SENT.words(date(2026, 12, 10))
    assert words == "Envoyée le 03/11/2026, échue sans réponse le 03/12/2026"
    assert SENT.words(SENT.sent_on) == "Envoyée le 03/11/2026"


def test_what_happened_is_told_in_its_order():
    late = replace(SENT, reminded_on=date(2026, 11, 20), received_on=date(2026, 12, 9))
    assert late.words(date(2026, 12, 10)) == (
        "Envoyée le 03/11/2026, relancée le 20/11/2026, échue sans réponse le 03/12/2026, lue le 09/12/2026"
    )


@pytest.mark.parametrize(
    ("state", "until", "prescribers", "is_refused"),
    [
        (ServiceState.OPEN, None, (), False),
        (ServiceState.OPEN, None, (7,), False),
        (ServiceState.OPEN, None, (8,), True),
        (ServiceState.CLOSED, None, (), True),
        (ServiceState.SUSPENDED, None, (), True),
        (ServiceState.SUSPENDED, TODAY, (), True),
        (ServiceState.SUSPENDED, TODAY - timedelta(days=1), (), False),
    ],
)
def test_a_service_says_whom_it_takes(state, until, prescribers, is_refused):
    problem = service_problem(state, until, prescribers, structure_id=7, today=TODAY)
    assert bool(problem) == is_refused


def test_a_training_is_a_training_and_the_rest_an_action_or_another_step():
    assert step_kind(ServiceKind.TRAINING) is StepKind.TRAINING
    assert step_kind(ServiceKind.MATERIAL_AID) is StepKind.SOCIAL_ACTION
    assert step_kind(None) is step_kind(ServiceKind.INFORMATION) is StepKind.OTHER
