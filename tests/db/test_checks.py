"""The check of a database names each broken promise of the shared diagnostic and of the offer."""

import pytest
from sqlalchemy import text

from db.queries.checks import run_checks
from db.queries.diagnosis_checks import DIAGNOSIS_PROMISES
from db.queries.new_offer_checks import NEW_OFFER_PROMISES
from db.queries.referral_checks import REFERRAL_PROMISES
from tests.db.world import build_side

OPEN = "update diagnosis set {} where status = 'draft'"
VALIDATED = "update diagnosis set {} where status = 'validated'"
ANSWERED = "update referral set answered_on = sent_on, status = {}"
EVERY_PROMISE = DIAGNOSIS_PROMISES | REFERRAL_PROMISES | NEW_OFFER_PROMISES
FAULTS = {
    "date de clôture": [OPEN.format("closed_on = '2026-11-20'")],
    "qu’un diagnostic validé": [
        OPEN.format(
            "status = 'validated', validated_on = held_on, closed_on = held_on, track = 'social',"
            " next_review_on = '2026-12-01', agreement = 'agrees', explored_count = 1"
        ),
        "update diagnosis_interviewer set validated_at = joined_at",
    ],
    "tous ceux que l’on attendait": ["update diagnosis_interviewer set validated_at = null"],
    "est conjoint": [VALIDATED.format("is_joint = true")],
    "conclu a un parcours": [VALIDATED.format("agreement = null")],
    "se suivent": ["update diagnosis_theme set priority_rank = 2"],
    "a une date de réponse": ["update referral set answered_on = sent_on"],
    "une étape du même suivi": [ANSWERED.format("'accepted', starts_on = sent_on")],
    "dit depuis quand": [
        ANSWERED.format("'started', starts_on = sent_on"),
        "update referral set step_id = (select max(s.id) from step s"
        " where s.support_period_id = referral.support_period_id)",
    ],
    "a une date de fin": ["update referral set closed_on = sent_on"],
    "se termine avec le suivi": [
        "update support_period set exited_on = '2026-11-20', exit_reason = 'moved'"
        " where id in (select support_period_id from referral where status = 'sent')"
    ],
    "sa dernière décision": ["update new_offer_turn set stage = 'test'"],
    "est au catalogue": ["update new_offer set stage = 'open'", "update new_offer_turn set stage = 'open'"],
    "a apporté": [
        "update new_offer set stage = 'evaluated', service_id = (select max(s.id) from service s"
        " where s.consortium_id = new_offer.consortium_id)",
        "update new_offer_turn set stage = 'evaluated'",
    ],
    "sont comptés": [VALIDATED.format("explored_count = 3")],
}

# A fault may make what is written ahead wrong too.
DERIVED = ("Les lignes des tableaux de bord", "Les délais notés d’avance")


@pytest.fixture(autouse=True)
def furnished(session):
    build_side(session)


def test_a_furnished_consortium_keeps_its_promises(connection):
    assert run_checks(connection) == []


@pytest.mark.parametrize("words", FAULTS)
def test_what_breaks_a_promise_is_named_and_nothing_else(connection, words):
    for statement in FAULTS[words]:
        connection.execute(text(statement))
    [broken] = [one for one in run_checks(connection) if not one.startswith(DERIVED)]
    assert words in broken


def test_an_answer_to_a_local_theme_does_not_count(connection):
    connection.execute(text("update diagnosis_answer set theme = 'local-saisons'"))
    [broken] = run_checks(connection)
    assert "sont comptés" in broken


def test_every_promise_has_a_fault_here():
    assert [sum(words in promise for promise in EVERY_PROMISE) for words in FAULTS] == [1] * len(
        EVERY_PROMISE
    )
