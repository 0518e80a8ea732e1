"""Delays month by month: a month without departure is a gap, never a line through it."""

from datetime import date

from components.formats import format_month
from components.indicators.bars import bars_frame, values_frame
from components.indicators.delay_bars import month_bars
from domain.indicators.model import Perimeter
from domain.indicators.pairs import READY_PAIRS
from domain.indicators.told_delays import Summary, ToldDelays

QUARTER = Perimeter(date(2026, 6, 15), date(2026, 9, 30), date(2026, 9, 30))
NONE, SOME = Summary(), Summary(completed=12, waiting=3, median=40)


def told(by_month):
    return ToldDelays(Summary(), by_month=by_month)


def test_every_month_of_the_period_has_its_place_in_the_chart_and_in_the_table():
    bars = month_bars(READY_PAIRS[0], told({date(2026, 6, 1): SOME, date(2026, 9, 1): SOME}), QUARTER)
    months = [format_month(date(2026, month, 1)) for month in (6, 7, 8, 9)]
    assert [bar.label for bar in bars.bars] == months
    assert list(values_frame(bars.bars, "jours")["Groupe"]) == months
    assert bars_frame(bars)["value"].isna().tolist() == [False, True, True, False]
    assert (bars.bars[1].words, bars.bars[1].code) == ("", "")
    assert "août 2026 aucun départ ce mois" in bars.summary.replace("\u00a0", " ")


def test_a_long_period_starts_with_its_first_departure():
    years = Perimeter(date(2000, 1, 1), date(2026, 9, 30), date(2026, 9, 30))
    bars = month_bars(READY_PAIRS[0], told({date(2026, 7, 1): SOME, date(2026, 9, 1): NONE}), years)
    assert [bar.label for bar in bars.bars] == [format_month(date(2026, month, 1)) for month in (7, 8, 9)]


def test_nothing_is_drawn_without_any_departure():
    assert not month_bars(READY_PAIRS[0], told({}), QUARTER).bars
