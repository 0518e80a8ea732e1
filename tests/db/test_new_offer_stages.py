"""New offers moved from stage to stage, opened as services, evaluated or dropped."""

import pytest

from db.engine import read_session
from db.models.audit import AuditEntry
from db.models.offer import OfferStructure, Service, ServiceTheme
from db.queries.indicators import kept
from db.queries.new_offer_choices import list_services_of_theme
from db.queries.services import get_service
from domain.audit import AuditEvent
from domain.errors import DomainError, ForbiddenError, InvalidInputError, NotFoundError
from domain.offer.new_services import Carrier
from domain.offer.words import NewOfferStage as Stage
from tests.db.new_offering import THEMES, change, create, move, sheet, to_test
from tests.factories import (
    TODAY,
    make_professional,
    make_service,
    make_structure,
    viewer_for,
)


@pytest.fixture(autouse=True)
def _nothing_kept():
    kept.forget()


@pytest.fixture
def viewer(session, consortium):
    return viewer_for(session, make_professional(session, consortium))


def test_a_stage_is_dated_with_what_was_decided_and_signed(session, viewer):
    offer_id = create(viewer, next_step="Réunir", next_step_on=TODAY)
    move(viewer, offer_id, Stage.DESIGN, words=" Le CIAS porte. ", next_step="Chiffrer")
    told = sheet(viewer, offer_id)
    assert [(turn.stage, turn.words) for turn in told.turns] == [
        (Stage.IDEA, ""), (Stage.DESIGN, "Le CIAS porte."),
    ]  # fmt: skip
    assert (told.draft.next_step, told.draft.next_step_on) == ("Chiffrer", None)
    assert {one.field: one.before for one in told.changes} == {
        "next_step": "Réunir", "next_step_on": f"{TODAY:%d/%m/%Y}",
    }  # fmt: skip
    signed = session.query(AuditEntry).filter_by(object_id=offer_id, event=AuditEvent.UPDATE).one()
    assert (signed.object_kind, signed.detail) == ("new_offer", "stage design")


def test_a_stage_reached_meanwhile_is_not_reached_twice(viewer):
    offer_id = create(viewer)
    move(viewer, offer_id, Stage.DESIGN)
    with pytest.raises(DomainError, match=r"maintenant à l’étape .*Conception"):
        move(viewer, offer_id, Stage.DESIGN)


def test_opened_it_becomes_a_service_that_its_structure_completes(coordinator):
    offer_id = to_test(coordinator, description="Deux jours par semaine.", target_public="Jeunes")
    carrier = Carrier(None, coordinator.structure_id)
    move(coordinator, offer_id, Stage.OPEN, carrier=carrier, themes=THEMES)
    told = sheet(coordinator, offer_id)
    with read_session(coordinator) as reading:
        service = get_service(reading, coordinator, told.service_id)
    values = service.draft.values
    assert (values.name, values.description) == (told.service_name, "Deux jours par semaine.")
    assert (values.themes, values.zones) == (THEMES, {"200049211"})
    assert (values.publics_details, service.carrier_id) == ("Jeunes", coordinator.structure_id)


def test_opened_it_may_be_a_service_of_the_catalogue(session, consortium, viewer):
    service = make_service(session, consortium, name="Garage")
    key = {"consortium_id": consortium.id, "service_id": service.id}
    session.add(ServiceTheme(**key, theme="mobilite--x", category="mobilite"))
    session.flush()
    with read_session(viewer) as reading:
        assert list(list_services_of_theme(reading, viewer, "mobilite")) == [service.id]
        assert list_services_of_theme(reading, viewer, "famille") == {}
    offer_id = to_test(viewer)
    move(viewer, offer_id, Stage.OPEN, service_id=service.id)
    assert sheet(viewer, offer_id).service_id == service.id
    assert session.query(Service).filter_by(consortium_id=consortium.id).count() == 1


def test_a_professional_opens_nothing_in_the_name_of_another_structure(session, consortium, viewer):
    offer_id = to_test(viewer)
    other = make_structure(session, consortium)
    with pytest.raises(ForbiddenError):
        move(viewer, offer_id, Stage.OPEN, carrier=Carrier(None, other.id), themes=THEMES)
    with pytest.raises(NotFoundError):
        move(viewer, offer_id, Stage.OPEN, service_id=1)
    assert session.query(OfferStructure).filter_by(consortium_id=consortium.id).count() == 0
    assert sheet(viewer, offer_id).stage == Stage.TEST


def test_evaluated_it_says_what_it_brought_and_expects_nothing(session, consortium, viewer):
    offer_id = to_test(viewer, next_step="Réunir", next_step_on=TODAY)
    move(viewer, offer_id, Stage.OPEN, service_id=make_service(session, consortium).id)
    with pytest.raises(InvalidInputError):
        move(viewer, offer_id, Stage.EVALUATED)
    move(viewer, offer_id, Stage.EVALUATED, evaluation="31 personnes reçues.")
    told = sheet(viewer, offer_id)
    assert (told.stage, told.draft.evaluation) == (Stage.EVALUATED, "31 personnes reçues.")
    with pytest.raises(InvalidInputError):
        change(viewer, told, evaluation=" ")


def test_dropped_it_says_why_and_may_be_taken_up_again(viewer):
    offer_id = create(viewer)
    with pytest.raises(InvalidInputError):
        move(viewer, offer_id, Stage.DROPPED)
    move(viewer, offer_id, Stage.DROPPED, words="Trop cher.")
    move(viewer, offer_id, Stage.IDEA)
    assert [turn.words for turn in sheet(viewer, offer_id).turns] == ["", "Trop cher.", ""]
