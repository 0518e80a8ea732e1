"""Rows of the rights matrix for the catalogue, the service page and the checks.

The service aimed at (tests/db/furnished_offer.py) is carried by the structure of « partner ».
"""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.offer import campaigns, new_services, selections, services
from db.engine import write_session
from db.models.offer import Service
from db.queries import (
    catalogue,
    catalogue_map,
    handouts,
    service_checks,
    service_choices,
)
from db.queries import services as service_reads
from domain.access import Viewer
from domain.clock import set_clock
from domain.identifiers import new_id
from domain.offer.checks import CampaignDraft
from domain.offer.new_services import NewService
from domain.offer.search import CatalogueFilters
from domain.offer.services import ServiceValues
from domain.offer.sheets import LocalValues, ServiceDraft
from tests.db.rights import COORDINATION, LOCAL, Row
from tests.db.world import Side
from tests.factories import TODAY

READERS = LOCAL - {"nobody"}
KEEPERS = frozenset({"partner", "coordinator"})
_REFUSED = READERS - KEEPERS
_OTHERS = (LOCAL | {"national"}) - COORDINATION
_HELPER = "called by actions that have a row, once the service is found in scope"
_STATEMENT = "a statement or a condition, run only by reads that have a row"
_PUBLIC = "reads public references only: labels of official codes"
DRAFT = ServiceDraft(
    ServiceValues(
        "essai", "o", "s", "Garage solidaire", "Réparer.", TODAY, themes=frozenset({"mobilite--x"})
    ),
    LocalValues(places=3),
)
SHOWN = ServiceDraft(DRAFT.values)


def _listed(session: Session, viewer: Viewer, here: Side) -> bool:
    _, cards = catalogue.list_services(session, viewer, CatalogueFilters(search="garage"))
    return here.offer.service_id in {card.id for card in cards}


def _carrier_id(session: Session, here: Side) -> int:
    """Its structure of the offer; PostgreSQL hides it from a stranger."""
    service = session.get(Service, (here.consortium.id, here.offer.service_id))
    return service.offer_structure_id if service else 0


def _located(session: Session, viewer: Viewer, here: Side) -> bool:
    with write_session(here.viewers["coordinator"]) as writing:
        service = writing.get_one(Service, (here.consortium.id, here.offer.service_id))
        service.latitude, service.longitude = 42.7, 2.9
    found = catalogue_map.list_map_points(session, viewer, CatalogueFilters())
    return here.offer.service_id in {point.service_id for point in found}


def _structures(session: Session, viewer: Viewer, here: Side) -> bool:
    return _carrier_id(session, here) in catalogue.get_catalogue_options(session, viewer).structures


def _to_check(session: Session, viewer: Viewer, here: Side) -> bool:
    lines = service_checks.list_services_to_check(session, viewer, months=6)
    return here.offer.service_id in {line.id for line in lines}


def _choices(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.structure.id in service_choices.list_service_choices(session, viewer).structures


def _carriers(session: Session, viewer: Viewer, here: Side) -> bool:
    found = service_choices.list_possible_carriers(session, viewer)
    return here.professionals["partner"].structure_id in {one.structure_id for one in found}


def _held(session: Session, viewer: Viewer, here: Side) -> bool:
    mine = here.professionals["partner"].structure_id
    return mine in {one.id for one in service_checks.list_holders(session, viewer)}


def _shared(session: Session, viewer: Viewer, here: Side) -> bool:
    mine = here.professionals["partner"].structure_id
    return mine in {one.holder for one in service_checks.list_check_shares(session, viewer, months=6)}


def _counted(session: Session, viewer: Viewer, here: Side) -> int:
    holder = here.professionals["partner"].structure_id
    return service_checks.count_services_to_check(session, viewer, months=6, holder=holder)


def _correct(session: Session, viewer: Viewer, here: Side) -> None:
    services.correct_service(session, viewer, here.offer.service_id, version=1, shown=SHOWN, draft=DRAFT)


def _create(session: Session, viewer: Viewer, _here: Side) -> None:
    new = NewService(DRAFT, structure_name="Nouvelle association")
    new_services.create_service(session, viewer, record_id=new_id(), new=new)


def _link(session: Session, viewer: Viewer, here: Side) -> None:
    new_services.link_structure(session, viewer, _carrier_id(session, here), structure_id=None)


def _open(session: Session, viewer: Viewer, here: Side) -> None:
    campaign = service_checks.get_open_campaign(session, viewer)
    if campaign and viewer.has(*here.viewers["coordinator"].roles):
        campaigns.end_campaign(session, viewer, campaign.id)
    campaigns.open_campaign(session, viewer, record_id=new_id(), draft=CampaignDraft(TODAY))


def _take(_session: Session, viewer: Viewer, here: Side) -> Any:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    return selections.take_handouts(viewer, [here.offer.service_id])


def _take_checks(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)
    taken = selections.take_services_to_check(viewer, months=6, holder=None)
    return here.offer.service_id in {line.id for line in taken}


_PEOPLE = frozenset({"referent", "colleague", "partner", "neighbour", "manager", "coordinator"})
_NO_PEOPLE = LOCAL - _PEOPLE
SERVICE_READS = {
    "catalogue.get_catalogue_options": Row(_structures, READERS),
    "catalogue.list_services": Row(_listed, READERS),
    "catalogue_map.list_map_points": Row(_located, READERS),
    "handouts.list_handouts": Row(
        lambda s, v, here: handouts.list_handouts(s, v, [here.offer.service_id]), READERS
    ),
    "services.get_service": Row(
        lambda s, v, here: service_reads.get_service(s, v, here.offer.service_id), READERS
    ),
    "services.list_service_changes": Row(
        lambda s, v, here: service_reads.list_service_changes(s, v, here.offer.service_id), READERS
    ),
    "service_choices.list_service_choices": Row(_choices, LOCAL),
    "service_choices.list_possible_carriers": Row(_carriers, KEEPERS),
    "service_checks.count_services_to_check": Row(_counted, READERS),
    "service_checks.list_services_to_check": Row(_to_check, READERS),
    "service_checks.list_check_shares": Row(_shared, READERS),
    "service_checks.list_holders": Row(_held, READERS),
}
SERVICE_WRITES = {
    "offer.services.confirm_service": Row(
        lambda s, v, here: services.confirm_service(s, v, here.offer.service_id), KEEPERS, _REFUSED
    ),
    "offer.services.correct_service": Row(_correct, KEEPERS, _REFUSED),
    "offer.new_services.create_service": Row(
        _create, frozenset({"coordinator", "manager"}), (LOCAL | {"national"}) - {"coordinator", "manager"}
    ),
    "offer.new_services.link_structure": Row(_link, COORDINATION, _OTHERS),
    "offer.campaigns.open_campaign": Row(_open, COORDINATION, _OTHERS),
    "offer.campaigns.end_campaign": Row(
        lambda s, v, here: campaigns.end_campaign(s, v, here.offer.campaign_id), COORDINATION, _OTHERS
    ),
    "offer.selections.take_handouts": Row(_take, READERS),
    "offer.selections.take_services_to_check": Row(_take_checks, _PEOPLE, _NO_PEOPLE | {"national"}),
    "offer.selections.sign_selection": Row(lambda _, v, __: selections.sign_selection(v, 1, "pdf"), LOCAL),
    "offer.selections.sign_services_to_check": Row(
        lambda _, v, __: selections.sign_services_to_check(v, 1, "xlsx"), LOCAL
    ),
}
UNSCOPED_SERVICE_QUERIES = {
    "catalogue.codes_of": "touches no database",
    "catalogue.of_structure": _STATEMENT,
    "catalogue_filters.narrowed": _STATEMENT,
    "catalogue_filters.order_of": _STATEMENT,
    "catalogue_filters.squared_km": _STATEMENT,
    "catalogue_filters.words_of": "touches no database",
    "offer_scopes.visible_offer_structures": _STATEMENT,
    "offer_scopes.visible_services": _STATEMENT,
    "services.list_names": _PUBLIC,
    "service_checks.get_open_campaign": "a call to structures; tests/db/test_service_checks.py",
}
UNSCOPED_SERVICE_ACTIONS = {
    f"offer.service_writing.{name}": _HELPER
    for name in ("cleaned_draft", "mark_checked", "write_draft", "keep_history", "differences_told")
}
