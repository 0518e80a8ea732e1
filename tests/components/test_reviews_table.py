"""The list of « points de situation » in words, and as it leaves."""

from datetime import date

import pandas as pd
import pytest

from components.reviews.table import exported_reviews, late_words, writable_from

LINE = {
    "last_name": "Lefèvre",
    "first_names": "Zoé",
    "referent": "",
    "structure": "CCAS",
    "track": "Social",
    "last_review_on": None,
    "review_due_on": date(2026, 11, 1),
    "days_late": 21,
    "next_appointment_at": None,
}


def people(*may_review):
    return pd.DataFrame([LINE | {"beneficiary_id": n, "may_review": may} for n, may in enumerate(may_review)])


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1200, "En retard de 1\u202f200\u00a0jours"),
        (1, "En retard de 1\u00a0jour"),
        (0, "Aujourd’hui"),
        (-2, "Dans 2\u00a0jours"),
    ],
)
def test_how_late_is_said_in_words(days, words):
    assert late_words(days) == words


def test_the_next_person_is_one_whose_review_may_be_written():
    assert writable_from(people(True, False, True), 0) == [0, 2]
    assert writable_from(people(True, False, True), 2) == [2]


def test_what_leaves_has_real_dates_and_french_headings():
    (line,) = exported_reviews(people(True)).to_dict("records")
    assert (line["Nom"], line["Retard"]) == ("Lefèvre", "En retard de 21\u00a0jours")
    assert line["Attendu le"] == date(2026, 11, 1)
    assert "may_review" not in line
