"""Shares of a group and measures of delays: tile = list = export, as for the registry of figures."""

from dataclasses import replace

import pytest

from components.indicators.delay_words import measure_tiles
from components.indicators.delayed_people import exported
from components.indicators.people import exported_people
from components.indicators.publics import KINDS, share_tiles
from db.queries.indicators.delayed_people import list_delayed_people
from db.queries.indicators.delays import tell_delays
from domain.access import Role
from domain.indicators.delay_lists import DelayPart, part_of
from domain.indicators.delays import DelayRow, Delays, Measure
from domain.indicators.groups import narrowed, without_share
from domain.indicators.model import Scope
from domain.indicators.pairs import READY_PAIRS
from domain.indicators.team import CASELOAD
from domain.secrecy import Medium
from tests.db.test_registry import PERIMETER, listed, read, told_of, viewers

__all__ = ["viewers"]  # a fixture, shared with the walk of the registry


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.STEERING])
def test_the_share_of_a_group_is_its_list_for_who_has_one(viewers, role, medium):
    viewer = viewers[role]
    asked = replace(PERIMETER, scope=Scope.CONSORTIUM) if role is Role.STEERING else PERIMETER
    told = {by: told_of(viewer, CASELOAD, asked, medium=medium, by=by) for by in KINDS}
    for tile in share_tiles(told):
        is_hers = role is Role.COORDINATOR and medium is Medium.SCREEN
        assert bool(tile.code) is is_hers
        if is_hers:
            people = listed(viewer, CASELOAD, narrowed(asked, without_share(tile.code)), True)
            assert tile.detail.startswith(f"{people.count} sur ")
            assert len(exported_people(CASELOAD, people.people)) == people.count


@pytest.mark.parametrize("pair", READY_PAIRS, ids=lambda pair: pair.code)
def test_each_measure_of_a_delay_is_its_list_and_its_export(viewers, pair):
    viewer = viewers[Role.COORDINATOR]
    told = read(viewer, tell_delays, PERIMETER, pair)
    tiles = measure_tiles(pair, replace(told, target=30))
    assert len({tile.code for tile in tiles} - {""}) == len(Measure)
    for tile, measure in zip(tiles, TILES_OF_DELAYS, strict=True):
        part = part_of(tile.code.partition(".")[2])
        people = read(viewer, list_delayed_people, PERIMETER, pair, part=part, page=None).people
        assert measure(starts_of(people)) == measure(starts_of(everybody(viewer, pair)))
        assert list(exported(people)["En attente"]) == [not reached for reached in people["is_reached"]]
    assert starts_of(everybody(viewer, pair)).median == told.whole.median


TILES_OF_DELAYS = (
    lambda one: one.median,
    lambda one: one.nine_tenths,
    lambda one: one.share_within(30),
    lambda one: one.waiting,
    lambda one: one.completed,
    lambda one: one.mean_of_completed,
)


def everybody(viewer, pair):
    return read(viewer, list_delayed_people, PERIMETER, pair, part=DelayPart(), page=None).people


def starts_of(people):
    """Delays made again from the lines of a list."""
    return Delays(
        [DelayRow(one.days, one.is_reached, one.started_on, None, 1) for one in people.itertuples()]
    )
