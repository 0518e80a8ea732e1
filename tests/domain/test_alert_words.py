"""Words of an alert stay true as days pass."""

from datetime import date, timedelta

import pytest

from domain.alerts import Alert, AlertRule

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("ends_on", "words"),
    [
        (date(2025, 3, 13), "Contrat à renouveler : terminé le 13/03/2025"),
        (TODAY, "Contrat à renouveler : fin le 22/11/2026"),
        (date(2026, 12, 1), "Contrat à renouveler : fin le 01/12/2026"),
    ],
)
def test_a_contract_that_is_over_does_not_end_it_has_ended(ends_on, words):
    assert Alert(AlertRule.CONTRACT_ENDING, ends_on).words(TODAY).replace("\u00a0", " ") == words


def test_thousands_of_days_are_read_at_a_glance():
    alert = Alert(AlertRule.REVIEW, TODAY - timedelta(days=1094))
    assert alert.words(TODAY) == "Point de situation en retard de 1\u202f094\u00a0jours"
