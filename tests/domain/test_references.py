"""Published national figures beside ours, and ours by their method."""

from datetime import date

from domain.caseload import CaseloadFilters
from domain.indicators.events import ENTRY, ORIENTATION
from domain.indicators.pairs import READY_PAIRS, Pair
from domain.indicators.references import (
    DAYS_TO_ORIENTATION,
    REFERENCES,
    SURVEY_FIELD,
    last_survey_year,
    reference_beside,
    survey_perimeter,
)
from domain.people import Public


def test_published_figures_say_their_year_their_method_and_their_source():
    values = {
        (one.code, published.year): published.value for one in REFERENCES for published in one.published
    }
    assert values["days_to_orientation", 2018] == 95
    assert values["under_contract", 2023] == 0.49
    assert len(values) == 9
    for reference in REFERENCES:
        assert SURVEY_FIELD in reference.method
        assert reference.ours.startswith("Même méthode")
        assert all("OARSA" in published.source for published in reference.published)


def test_a_published_delay_stands_beside_its_own_pair_only():
    assert reference_beside(Pair(ENTRY, ORIENTATION)) == DAYS_TO_ORIENTATION
    assert reference_beside(READY_PAIRS[4]) is None


def test_the_survey_counts_a_whole_year_as_known_on_its_last_day():
    perimeter = survey_perimeter(2025)
    assert (perimeter.starts_on, perimeter.ends_on) == (date(2025, 1, 1), date(2025, 12, 31))
    assert perimeter.reference_on == perimeter.ends_on
    assert perimeter.people == CaseloadFilters(publics=(Public.RSA,))
    assert last_survey_year(date(2026, 11, 22)) == 2025
