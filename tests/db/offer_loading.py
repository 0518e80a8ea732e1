"""Loading services in tests: what a click on « Vérifier » then « Charger » does."""

import json
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.offer.loads import confirm_load
from db.actions.offer.previews import preview_load
from db.engine import read_session, write_session
from db.models.offer import OfferStructure, Service
from db.queries.offer_loads import get_load
from domain.access import Viewer

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "offer"
V1, FAULTY, V0 = "offre_v1.json", "services_defectueux.csv", "services_v0.json"


def sample(name: str) -> bytes:
    """A sample file."""
    return (SAMPLES / name).read_bytes()


def offer(**changes: dict[str, Any]) -> bytes:
    """The sample of v1 with other values (`voiture={"nom": "…"}`); {} takes the record out."""
    told = json.loads(sample(V1))
    for records in told.values():
        for record in list(records):
            change = changes.get(record["id"].removeprefix("essai--"))
            record.update(change or {})
            if change == {}:
                records.remove(record)
    return json.dumps(told).encode()


def many(count: int) -> bytes:
    """The sample, its last service repeated."""
    told = json.loads(offer())
    last = told["services"][-1]
    told["services"] += [last | {"id": f"essai--{number}"} for number in range(count)]
    return json.dumps(told).encode()


def preview(viewer: Viewer, content: bytes, name: str = V1, *, is_complete: bool = False) -> int:
    """The load of this file."""
    return preview_load(viewer, [(name, content)], lambda _share: None, is_complete=is_complete)


def load(viewer: Viewer, content: bytes, name: str = V1, *, is_complete: bool = False) -> int:
    """Preview then confirm; the load."""
    load_id = preview(viewer, content, name, is_complete=is_complete)
    with write_session(viewer) as session:
        confirm_load(session, viewer, load_id)
    return load_id


def counts(viewer: Viewer, load_id: int) -> dict[str, int]:
    """Lines by verdict, zeros aside."""
    with read_session(viewer) as session:
        told = get_load(session, viewer, load_id).counts
    return {name: count for name, count in told.items() if count}


def service(session: Session, viewer: Viewer, name: str) -> Service:
    """A stored service of the samples, by the end of its identifier."""
    session.expire_all()
    key = (Service.consortium_id == viewer.consortium_id, Service.external_id == f"essai--{name}")
    return session.scalars(select(Service).where(*key)).one()


def structure(session: Session, viewer: Viewer, name: str) -> OfferStructure:
    """A stored structure of the samples."""
    session.expire_all()
    key = (
        OfferStructure.consortium_id == viewer.consortium_id,
        OfferStructure.external_id == f"essai--{name}",
    )
    return session.scalars(select(OfferStructure).where(*key)).one()
