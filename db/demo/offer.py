"""The fictional offer of the main territory (offer_66.toml): who carries what, where, how many places."""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from db.actions.offer.rows import CHILDREN, child_rows, service_columns
from db.demo.batch import Batch
from db.demo.carriers import SOURCE, Carrier, OfferDesk, add_carriers, days_ago, slug
from db.demo.coordinates import Places
from db.demo.network import Network
from db.models.offer import Service
from domain.offer.official import service_record
from domain.offer.services import ServiceValues, category_of
from domain.offer.words import Fee, MobilisationMode, MobilisedBy, ServiceKind, ServiceState, WelcomeMode

_FILE = Path(__file__).with_name("offer_66.toml")
_WHOLE_DEPARTEMENT_SHARE, _UNSAID_SHARE, _NEVER_CHECKED_SHARE = 0.35, 0.08, 0.12
_CHECKED_DAYS_AGO = (5, 60), (61, 170), (185, 420)
_SUSPENDED, _CLOSED = frozenset({17, 58, 99}), frozenset({140})  # ranks of services


class DemoService(NamedTuple):
    """What a referral needs to know of a service; `area` is the inter-communal body where it stands."""

    id: int
    member_id: int | None
    kind: ServiceKind
    title: str
    provider: str
    area: str | None
    has_room: bool


Offer = Mapping[str, Sequence[DemoService]]


def load_offer(batch: Batch, rng: Random, places: Places, network: Network, today: date) -> Offer:
    """Queue structures and services; return those that take people, by category."""
    told = tomllib.loads(_FILE.read_text())
    desk = OfferDesk(batch, rng, places, network, today, told["points"], told["gaps"])
    carriers = add_carriers(desk, told)
    offer: dict[str, list[DemoService]] = defaultdict(list)
    for one in told["offers"]:
        left = one.get("places", [None] * len(one["at"]))
        for key, count in zip(one["at"], left, strict=True):
            service, state = _add_service(desk, carriers[key], one, count)
            for category in sorted({category_of(theme) for theme in one["themes"]}):
                if state == ServiceState.OPEN:
                    offer[category].append(service)
    return offer


def _add_service(
    desk: OfferDesk, carrier: Carrier, told: Mapping[str, Any], places: int | None
) -> tuple[DemoService, ServiceState]:
    desk.rank += 1
    values, state = _values(desk, carrier, told), _state(desk.rank)
    identifier = desk.batch.add(
        Service,
        desk.batch.opened_on,
        None,
        offer_structure_id=carrier.id,
        state=state,
        **_known_here(desk, carrier, told, places, state),
        **service_columns(values, carrier.values.name),
        loaded=service_record(values),
        corrected=[],
    )
    for model in CHILDREN:
        for row in child_rows(model, desk.batch.consortium_id, identifier, values):
            desk.batch.add_plain(model, **row)
    return _told(desk, identifier, carrier, values, places), state


def _told(
    desk: OfferDesk, identifier: int, carrier: Carrier, values: ServiceValues, places: int | None
) -> DemoService:
    area = desk.places.by_code[values.place.commune_code or ""].area
    names = values.name, carrier.values.name
    kind = values.kind or ServiceKind.SUPPORT
    return DemoService(identifier, carrier.member_id, kind, *names, area, places != 0)


def _values(desk: OfferDesk, carrier: Carrier, told: Mapping[str, Any]) -> ServiceValues:
    """As its producer tells it; a few leave out the price or the publics, as real files do."""
    rng = desk.rng
    place = carrier.values.place
    area = desk.places.by_code[place.commune_code or ""].area
    is_whole = carrier.member_id is None or rng.random() < _WHOLE_DEPARTEMENT_SHARE or area is None
    says_fee, says_publics = (rng.random() >= _UNSAID_SHARE for _ in range(2))
    return ServiceValues(
        SOURCE,
        f"{SOURCE}--{slug(told['name'])}-{desk.rank}",
        carrier.values.external_id,
        told["name"],
        told["text"],
        days_ago(desk, 5, 500),
        place,
        kind=ServiceKind(told["kind"]),
        themes=frozenset(told["themes"]),
        publics=frozenset(told["publics"]) if says_publics else frozenset(),
        zones=_zones(desk, told) if is_whole else frozenset({str(area)}),
        fee=Fee(told["fee"]) if says_fee else None,
        fee_details=told.get("fee_details", ""),
        welcome_modes=frozenset({WelcomeMode.ON_SITE}),
        mobilisation_modes=frozenset({MobilisationMode.CALL, MobilisationMode.EMAIL}),
        mobilised_by=frozenset(MobilisedBy),
        weekly_hours=told.get("weekly_hours"),
        weeks=told.get("weeks"),
    )


def _zones(desk: OfferDesk, told: Mapping[str, Any]) -> frozenset[str]:
    """The whole département; or its inter-communal bodies but those where the category is missing."""
    categories = {category_of(theme) for theme in told["themes"]}
    communes = [code for category in categories for code in desk.gaps.get(category, ())]
    if not communes:
        return frozenset({"66"})
    missing = {desk.places.by_code[code].area for code in communes}
    return frozenset(area for area in desk.places.population_of_area if area and area not in missing)


def _known_here(
    desk: OfferDesk, carrier: Carrier, told: Mapping[str, Any], places: int | None, state: ServiceState
) -> dict[str, Any]:
    """What the consortium knows: places, next session, last check."""
    rng, network = desk.rng, desk.network
    team = network.team[carrier.member_id or network.sites[-1].id]  # outside, by the project team
    is_checked = rng.random() >= _NEVER_CHECKED_SHARE
    checked_on = days_ago(desk, *rng.choice(_CHECKED_DAYS_AGO)) if is_checked else None
    session_on = desk.today + timedelta(days=rng.randint(4, 60))
    back_on = desk.today + timedelta(days=rng.randint(20, 70))
    return {
        "places": places,
        "places_told_on": checked_on if places is not None else None,
        "next_session_on": session_on if "weeks" in told else None,
        "checked_on": checked_on,
        "checked_by_id": rng.choice(team).id if checked_on else None,
        "suspended_until_on": back_on if state == ServiceState.SUSPENDED else None,
    }


def _state(rank: int) -> ServiceState:
    if rank in _SUSPENDED:
        return ServiceState.SUSPENDED
    return ServiceState.CLOSED if rank in _CLOSED else ServiceState.OPEN
