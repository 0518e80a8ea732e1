"""The text that is pasted into another tool."""

from datetime import UTC, date, datetime

import pytest

from domain.exchange_drafts import ReviewDraft
from domain.follow_up import ContractKind, Presence
from domain.path_drafts import ContractDraft
from domain.people import IdentifierOrigin
from domain.plain_text import MAX_LENGTH, file_text, review_text
from tests.services.logbook_values import action, logbook_with, saved

REVIEW = ReviewDraft(date(2026, 3, 12), Presence.PERSON, "Le permis avance.\n\nReste le logement.", None)
LATE = date(2026, 1, 1)


def test_a_file_is_told_in_plain_words():
    contract = ContractDraft(ContractKind.CER, date(2026, 1, 5), date(2026, 7, 5), None, None, None, None)
    header = {
        "identifiers": ((IdentifierOrigin.CAF, "1234567"),),
        "next_appointment_at": datetime(2026, 11, 24, 13, 30, tzinfo=UTC),
    }
    actions = saved(action("Passer le code", 1, owner_id=7))
    text = file_text(logbook_with(header=header, contracts=saved(contract), actions=actions))
    for line in (
        "Personne : Madame Alix Durand",
        "Numéros : CAF 1234567",
        "Prochain rendez-vous : 24/11/2026 14:30",
        "- CER, du 05/01/2026 au 05/07/2026",
        "- Passer le code, Camille Exemple",
    ):
        assert line in text.splitlines()


def test_what_is_not_known_takes_no_line():
    assert "Étapes" not in file_text(logbook_with())
    assert "Sortie" not in file_text(logbook_with())


def test_neither_alert_nor_way_of_reaching_her_is_in_it():
    header = {"review_due_on": LATE, "phone": "0601020304", "address": "3 rue du Port", "email": "a@b.fr"}
    text = file_text(logbook_with(header=header, reviews=saved(REVIEW)))
    for never in ("retard", "01/01/2026", "0601020304", "rue du Port", "@"):
        assert never not in text


def test_a_review_keeps_its_lines_under_the_name_of_its_person():
    reviews = saved(REVIEW)
    text = review_text(logbook_with(reviews=reviews), reviews[0].id)
    assert text.startswith("Personne : Madame Alix Durand\n")
    assert "Point de situation du : 12/03/2026" in text
    assert "Rédigé par : Camille Exemple" in text
    assert text.endswith("Le permis avance.\n\nReste le logement.")


@pytest.mark.parametrize("summary", ["mot " * 3000, "x" * 12_000])
def test_a_long_text_is_cut_and_says_so(summary):
    reviews = saved(ReviewDraft(date(2026, 3, 12), Presence.PERSON, summary, None))
    for text in (
        review_text(logbook_with(reviews=reviews), reviews[0].id),
        file_text(logbook_with(reviews=reviews)),
    ):
        assert MAX_LENGTH / 2 < len(text) <= MAX_LENGTH
        assert text.endswith(" […]")
