"""What is told of all the themes together, beside those that are hidden."""

import pytest

from db.queries.indicators.offer_needs import _beside, _beside_parts
from domain.indicators.model import Figure
from domain.indicators.offer import ANY_UNMET
from domain.indicators.told import Told


@pytest.mark.parametrize(
    ("themes", "is_told"),
    [
        ([Figure(20, 40), Figure(20, 40)], True),
        ([Figure(20, 40), None], False),  # the hidden one would be what is left
        ([None, None], True),
        ([Figure(35, 70), None, None], False),  # too few are left
        ([Figure(20, 40), None, None], True),
    ],
)
def test_all_referrals_are_told_when_the_themes_told_leave_enough_of_them(themes, is_told):
    parts = {str(rank): Told(figure) for rank, figure in enumerate(themes)}
    whole = Told(Figure(40, 80), least=11)
    assert _beside_parts(whole, parts).is_hidden is not is_told


@pytest.mark.parametrize(("people", "is_hidden"), [(40, False), (41, True)])
def test_people_with_one_need_are_not_told_when_they_are_more_than_the_themes_told(people, is_hidden):
    themes = {"sante": Told(Figure(20, 30)), "famille": Told(Figure(20, 30)), "mobilite": Told(None)}
    found = _beside({ANY_UNMET: Told(Figure(people, people + 10))}, themes)
    assert found.is_hidden == is_hidden
