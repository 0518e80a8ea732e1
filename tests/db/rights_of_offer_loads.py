"""Rows of the rights matrix for loads of services, aimed at the load of tests/db/furnished_offer.py."""

from typing import Any

from sqlalchemy.orm import Session

from db.actions.offer import exports, loads, previews
from db.engine import write_session
from db.models.offer import Service
from db.queries import offer_loads, offer_records
from domain.access import Viewer
from domain.clock import set_clock
from domain.offer.loads import LoadVerdict
from tests.db.furniture import DAY
from tests.db.rights import LOCAL, Row
from tests.db.world import Side

_LOADERS = frozenset({"coordinator", "manager"})
_OTHERS = (LOCAL | {"national"}) - _LOADERS
_HELPER = "called by actions that have a row, once the service is found in scope"
_PURE = "touches no database"
_FILE = b'[{"id": "x--9", "structure_id": "x", "nom": "Service"}]'


def _listed(session: Session, viewer: Viewer, here: Side) -> bool:
    return here.offer.load_id in {load.id for load in offer_loads.list_loads(session, viewer)}


def _lines(session: Session, viewer: Viewer, here: Side) -> Any:
    return offer_loads.list_load_rows(session, viewer, here.offer.load_id, verdict=LoadVerdict.ERROR)


def _make_missing(session: Session, here: Side) -> None:
    session.get_one(Service, (here.consortium.id, here.offer.service_id)).missing_since_on = DAY
    session.flush()


def _missing(session: Session, viewer: Viewer, here: Side) -> bool:
    with write_session(here.viewers["coordinator"]) as writing:
        _make_missing(writing, here)
    found = offer_loads.list_missing_services(session, viewer)
    return here.offer.service_id in {one.id for one in found}


def _catalogue(session: Session, viewer: Viewer, here: Side) -> bool:
    found = offer_records.read_catalogue(session, viewer)
    return here.offer.service_id in {one.id for one in found.services.values()}


def _preview(_session: Session, viewer: Viewer, _here: Side) -> None:
    previews.preview_load(viewer, [("x.json", _FILE)], lambda _share: None, is_complete=False)


def _close(session: Session, viewer: Viewer, here: Side) -> None:
    loads.close_missing_services(session, viewer, [here.offer.service_id])


def _take(_session: Session, viewer: Viewer, here: Side) -> bool:
    set_clock(lambda: viewer.now)  # the session is asked again whether it is still open
    exports.take_offer(viewer, form="json", export_id=1)
    return viewer.consortium_id == here.consortium.id


def _take_rejected(_session: Session, viewer: Viewer, here: Side) -> Any:
    set_clock(lambda: viewer.now)
    return exports.take_rejected_rows(viewer, here.offer.load_id, export_id=1)


OFFER_LOAD_READS = {
    "offer_loads.list_loads": Row(_listed, _LOADERS),
    "offer_loads.get_load": Row(lambda s, v, here: offer_loads.get_load(s, v, here.offer.load_id), _LOADERS),
    "offer_loads.list_load_rows": Row(_lines, _LOADERS),
    "offer_loads.list_rejected_rows": Row(
        lambda s, v, here: offer_loads.list_rejected_rows(s, v, here.offer.load_id), _LOADERS
    ),
    "offer_loads.list_rejected_kinds": Row(
        lambda s, v, here: offer_loads.list_rejected_kinds(s, v, here.offer.load_id), _LOADERS
    ),
    "offer_loads.list_missing_services": Row(_missing, _LOADERS),
    "offer_records.read_catalogue": Row(_catalogue, LOCAL - {"nobody"}),
}
OFFER_LOAD_WRITES = {
    "offer.previews.preview_load": Row(_preview, _LOADERS, _OTHERS),
    "offer.loads.confirm_load": Row(
        lambda s, v, here: loads.confirm_load(s, v, here.offer.load_id), _LOADERS, _OTHERS
    ),
    "offer.loads.drop_load": Row(
        lambda s, v, here: loads.drop_load(s, v, here.offer.load_id), _LOADERS, _OTHERS
    ),
    # It is missing from no file: nobody closes it. tests/db/test_offer_loads.py says who closes what.
    "offer.loads.close_missing_services": Row(_close, frozenset(), _OTHERS),
    "offer.exports.take_offer": Row(_take, _LOADERS, _OTHERS | {"stranger"}),
    "offer.exports.take_rejected_rows": Row(_take_rejected, LOCAL),
}
UNSCOPED_OFFER_LOAD_QUERIES = {
    "offer_loads.visible_loads": "a statement, run only by reads that have a row",
    "offer_places.read_communes": "the official communes, public",
}
UNSCOPED_OFFER_LOAD_ACTIONS = {
    "offer.load_history.keep_load_history": _HELPER,
    "offer.rows.child_rows": _PURE,
    "offer.rows.note_service_corrections": _PURE,
    "offer.rows.note_structure_corrections": _PURE,
    "offer.rows.search_text": _PURE,
    "offer.rows.service_columns": _PURE,
    "offer.rows.service_values": _PURE,
    "offer.rows.set_service_values": _HELPER,
    "offer.rows.set_structure_values": _HELPER,
    "offer.rows.structure_columns": _PURE,
    "offer.rows.structure_values": _PURE,
}
