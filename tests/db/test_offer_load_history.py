"""What loads leave in the history of each service."""

import pytest
from sqlalchemy import select

from db.actions.offer.loads import close_missing_services
from db.engine import write_session
from db.models.offer import ServiceChange
from domain.offer.load_words import ADDED, BACK_AGAIN, CLOSED, DISAPPEARED, LOADED
from tests.db.offer_loading import V1, load, offer, sample, service

pytestmark = pytest.mark.usefixtures("session")


def history(session, viewer, name):
    """What each line says, the first one first."""
    key = service(session, viewer, name).id
    lines = session.scalars(select(ServiceChange).filter_by(service_id=key).order_by(ServiceChange.id)).all()
    assert {line.professional_id for line in lines} <= {viewer.professional_id}
    return [(line.field, line.new_value) for line in lines]


def test_a_service_added_then_changed_by_a_load_says_it(session, coordinator):
    load(coordinator, sample(V1))
    load(coordinator, offer(voiture={"frais": "gratuit", "frais_precisions": None}))
    changed = "Frais\u00a0: Payant → Gratuit\nPrécisions sur les frais\u00a0: 5 € par jour → (vide)"
    assert history(session, coordinator, "voiture") == [(LOADED, ADDED), (LOADED, changed)]
    assert history(session, coordinator, "permis") == [(LOADED, ADDED)]


def test_what_disappears_comes_back_or_is_closed_says_it(session, coordinator):
    load(coordinator, sample(V1))
    load(coordinator, offer(voiture={}, permis={}), is_complete=True)
    with write_session(coordinator) as writing:
        close_missing_services(writing, coordinator, [service(writing, coordinator, "permis").id])
    load(coordinator, sample(V1))
    assert history(session, coordinator, "voiture")[1:] == [(LOADED, DISAPPEARED), (LOADED, BACK_AGAIN)]
    assert history(session, coordinator, "permis")[1:3] == [(LOADED, DISAPPEARED), ("state", CLOSED)]
