"""After the opinion of a regulatory body: what is asked of a hearing, a decision, a notification."""

from datetime import date

from domain.commissions.decisions import (
    DecisionDraft,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
    decision_words,
    hearing_words,
    information_obstacles,
)

MET, TODAY = date(2026, 11, 2), date(2026, 11, 23)


def test_a_decision_that_is_not_the_opinion_says_why():
    draft = DecisionDraft("Suspension", "Présidence", date(2026, 11, 5))
    assert set(draft.problems("Avis défavorable", MET, TODAY)) == {"decision_reason"}
    assert not DecisionDraft("Avis défavorable", "Présidence", MET).problems("Avis défavorable", MET, TODAY)


def test_a_decision_neither_precedes_the_opinion_nor_is_to_come():
    for day in (date(2026, 11, 1), date(2026, 11, 24), None):
        draft = DecisionDraft("Avis favorable", "Présidence", day)
        assert set(draft.problems("Avis favorable", MET, TODAY)) == {"decided_on"}


def test_a_notification_follows_a_decision_and_says_its_means():
    draft = NotificationDraft(date(2026, 11, 4), None)
    assert set(draft.problems(date(2026, 11, 5), TODAY)) == {"notified_on", "means"}
    told = NotificationDraft(date(2026, 11, 6), NotificationMeans.REGISTERED)
    assert not told.problems(date(2026, 11, 5), TODAY)
    assert set(told.problems(None, TODAY)) == {"notified_on"}


def test_a_hearing_says_when_and_written_observations_what():
    assert set(HearingDraft(Hearing.HEARD).problems(TODAY)) == {"heard_on"}
    assert set(HearingDraft(Hearing.WRITTEN).problems(TODAY)) == {"observations"}
    assert not HearingDraft(Hearing.NOT_WISHED).problems(TODAY)


def test_too_short_an_information_is_said_in_words():
    assert information_obstacles(date(2026, 11, 1), date(2026, 11, 16), 15) == []
    words = information_obstacles(date(2026, 11, 1), date(2026, 11, 11), 15)
    assert words == ["la personne a été informée 10 jours avant la séance, il en faut 15"]


def test_words_of_the_minutes():
    assert hearing_words("heard", MET, "") == "A été entendue le 02/11/2026"
    words = decision_words("Suspension", "Présidence", MET, "faits")
    assert words == "Suspension (Présidence, le 02/11/2026). Différente de l’avis parce que\u00a0: faits"
