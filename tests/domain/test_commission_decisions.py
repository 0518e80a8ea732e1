"""After the opinion of a regulatory body: what is asked of a hearing, a decision, a notification."""

from datetime import date

from domain.commissions.decision_words import (
    USUAL_REMEDIES,
    corrected_note,
    decision_words,
    hearing_words,
    notification_words,
    remedies_words,
)
from domain.commissions.decisions import (
    DecisionDraft,
    Hearing,
    HearingDraft,
    NotificationDraft,
    NotificationMeans,
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


def test_a_notification_written_again_says_why():
    again = NotificationDraft(date(2026, 11, 6), NotificationMeans.LETTER)
    assert set(again.problems(MET, TODAY, is_again=True)) == {"reason"}
    told = NotificationDraft(date(2026, 11, 6), NotificationMeans.LETTER, "Avis de réception")
    assert not told.problems(MET, TODAY, is_again=True)
    note = corrected_note("", "Lettre simple, le 03/11/2026", "Avis de réception", TODAY)
    words = notification_words("registered", MET, note)
    assert words.startswith("Lettre recommandée, le 02/11/2026. Corrigée le 23/11/2026")
    assert words.endswith("(avant\u00a0: Lettre simple, le 03/11/2026)\u00a0: Avis de réception")


def test_remedies_are_those_of_the_body_else_the_usual_ones():
    assert remedies_words("Devant le maire.") == "Devant le maire."
    assert remedies_words(" ") == USUAL_REMEDIES
    assert "deux mois" in USUAL_REMEDIES


def test_a_hearing_says_when_and_written_observations_what():
    assert set(HearingDraft(Hearing.HEARD).problems(MET, TODAY)) == {"heard_on"}
    assert set(HearingDraft(Hearing.WRITTEN).problems(MET, TODAY)) == {"observations"}
    assert not HearingDraft(Hearing.NOT_WISHED).problems(MET, TODAY)
    assert not HearingDraft(Hearing.HEARD, MET).problems(MET, TODAY)
    assert set(HearingDraft(Hearing.HEARD, TODAY).problems(MET, TODAY)) == {"heard_on"}  # after the opinion


def test_too_short_an_information_is_said_in_words():
    assert information_obstacles(date(2026, 11, 1), date(2026, 11, 16), 15) == []
    words = information_obstacles(date(2026, 11, 1), date(2026, 11, 11), 15)
    assert words == ["la personne a été informée 10 jours avant la séance, il en faut 15"]


def test_words_of_the_minutes():
    assert hearing_words("heard", MET, "") == "A été entendue le 02/11/2026"
    words = decision_words("Suspension", "Présidence", MET, "faits")
    assert words == "Suspension (Présidence, le 02/11/2026). Motif\u00a0: faits"
