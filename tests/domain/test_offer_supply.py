"""What an area reaches of the offer: zones around or inside it, at a distance, each service once."""

from domain.caseload import Area, AreaKind
from domain.offer.supply import OfferSupply, Pool, Supply

NORTH, SOUTH = Area(AreaKind.EPCI, "1"), Area(AreaKind.EPCI, "2")
VILLAGE = Area(AreaKind.COMMUNE, "66001")
REACHED_BY = {
    NORTH: frozenset({"1", "66", "66001", "france"}),
    SOUTH: frozenset({"2", "66", "66002", "france"}),
    VILLAGE: frozenset({"66001", "1", "66", "france"}),
}
HOUSING = frozenset({"logement"})
POOLS = [
    Pool(HOUSING, frozenset({"66"}), False, 2, told=1, places=5, stale=1),
    Pool(HOUSING | {"sante"}, frozenset({"1", "66001"}), False, 1),
    Pool(HOUSING, frozenset({"75"}), False, 4, told=4, places=40),
    Pool(frozenset({"numerique"}), frozenset({"75"}), True, 3, told=3, places=0, stale=3, full=3),
]
OFFER = OfferSupply(POOLS, REACHED_BY)


def test_an_area_reaches_what_covers_it_or_a_part_of_it():
    assert OFFER.of("logement", NORTH) == Supply(3, 5, 1)
    assert OFFER.of("logement", SOUTH) == Supply(2, 5, 1)
    assert OFFER.of("logement", VILLAGE) == Supply(3, 5, 1)


def test_what_is_at_a_distance_is_reached_from_everywhere():
    assert OFFER.of("numerique", SOUTH) == Supply(3, 0, 3, full=3)


def test_places_that_nobody_told_are_unknown_not_none():
    assert OFFER.of("sante", NORTH) == Supply(1, None, 0)
    assert OFFER.of("sante", SOUTH) == Supply()


def test_a_service_of_several_themes_and_zones_counts_once():
    assert OFFER.of("logement").services == 3
    assert OFFER.of() == Supply(6, 5, 4, full=3)
