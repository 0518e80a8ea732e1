"""Services kept up to date by hand: confirmed, corrected field by field, created; who may."""

from dataclasses import replace
from datetime import timedelta

import pytest

from db.actions.offer.new_services import create_service, link_structure
from db.actions.offer.services import confirm_service, correct_service
from db.engine import read_session, write_session
from db.models.consortia import Structure
from db.models.offer import OfferStructure, Service
from db.queries.service_choices import list_possible_carriers
from db.queries.services import get_service, list_service_changes
from domain.access import Role
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError
from domain.identifiers import new_id
from domain.offer.new_services import Carrier, NewService
from domain.offer.services import Place, ServiceValues
from domain.offer.sheets import LocalValues, ServiceDraft, with_fields
from domain.offer.words import Fee, ServiceState
from tests.factories import TODAY, make_professional, make_service, viewer_for

THEMES = frozenset({"mobilite--financer-ma-mobilite"})


@pytest.fixture
def keeper(session, consortium):
    """A caseworker of the structure that carries the service."""
    return viewer_for(session, make_professional(session, consortium))


@pytest.fixture
def service(session, consortium, keeper):
    structure = session.get_one(Structure, (consortium.id, keeper.structure_id))
    point = {"latitude": 42.7, "longitude": 2.9, "commune_code": "66136"}
    return make_service(session, consortium, name="Garage", structure=structure, **point)


def sheet(viewer, service):
    with read_session(viewer) as session:
        return get_service(session, viewer, service.id)


def correct(viewer, service, shown, **fields):
    draft = with_fields(shown.draft, fields)
    with write_session(viewer) as session:
        correct_service(session, viewer, service.id, version=shown.version, shown=shown.draft, draft=draft)


def test_one_click_says_that_it_is_up_to_date(keeper, service):
    with write_session(keeper) as session:
        confirm_service(session, keeper, service.id)
    told = sheet(keeper, service)
    assert (told.checked_on, told.checked_by) == (TODAY, "Camille Exemple")


def test_a_correction_is_kept_told_in_words_and_checked(keeper, service):
    correct(keeper, service, sheet(keeper, service), fee=Fee.FREE, themes=THEMES, phone=" 0468000000 ")
    told = sheet(keeper, service)
    assert (told.draft.values.fee, told.draft.values.place.phone) == (Fee.FREE, "0468000000")
    assert set(told.corrected) == {"frais", "thematiques", "telephone"}
    assert told.checked_on == TODAY
    with read_session(keeper) as session:
        changes = {one.field: one for one in list_service_changes(session, keeper, service.id)}
    assert (changes["fee"].before, changes["fee"].after) == ("", "Gratuit")
    assert "mobilité" in changes["themes"].after.lower()


def test_what_the_consortium_knows_is_written_beside(keeper, service):
    known = {"places": 0, "prescribers": frozenset({keeper.structure_id}), "internal_note": "Le lundi."}
    correct(keeper, service, sheet(keeper, service), **known)
    told = sheet(keeper, service)
    assert (told.draft.local.places, told.places_told_on, told.corrected) == (0, TODAY, ())
    assert told.prescriber_names == {keeper.structure_id: "Structure d’essai"}


def test_a_suspension_ends_with_its_date(keeper, service):
    until = TODAY + timedelta(days=9)
    correct(keeper, service, sheet(keeper, service), state=ServiceState.SUSPENDED, suspended_until_on=until)
    assert sheet(keeper, service).draft.local.suspended_until_on == until
    correct(keeper, service, sheet(keeper, service), state=ServiceState.OPEN)
    assert sheet(keeper, service).draft.local.suspended_until_on is None


def test_a_service_that_moves_loses_its_point(keeper, service):
    correct(keeper, service, sheet(keeper, service), commune_code="66149")
    place = sheet(keeper, service).draft.values.place
    assert (place.commune_code, place.latitude, place.longitude) == ("66149", None, None)


def test_two_people_on_two_fields_both_save_and_on_one_field_both_values_are_told(keeper, service):
    shown = sheet(keeper, service)
    correct(keeper, service, shown, places=3)
    correct(keeper, service, shown, local_contact="Poste 12")
    assert sheet(keeper, service).draft.local.places == 3
    with pytest.raises(EditConflictError) as refused:
        correct(keeper, service, shown, places=5)
    assert refused.value.differences == [("Places restantes", "3", "5")]
    now = replace(shown, version=refused.value.current_version)
    correct(keeper, service, now, places=5)
    assert sheet(keeper, service).draft.local.places == 5


def test_a_defect_that_a_file_brought_does_not_stop_the_rest(keeper, service):
    correct(keeper, service, sheet(keeper, service), places=1)  # it has neither description nor theme
    with pytest.raises(InvalidInputError) as refused:
        correct(keeper, service, sheet(keeper, service), email="nulle part", places=-1)
    assert refused.value.problems.keys() == {"email", "places"}


def test_who_does_not_carry_it_reads_it_and_is_told_why_she_may_not_change_it(session, consortium, service):
    other = viewer_for(session, make_professional(session, consortium))
    assert sheet(other, service).draft.values.name == "Garage"
    with (
        pytest.raises(ForbiddenError, match="portée par une autre structure"),
        write_session(other) as writing,
    ):
        confirm_service(writing, other, service.id)


@pytest.mark.parametrize(("role", "may"), [(Role.STRUCTURE_MANAGER, True), (Role.CASEWORKER, False)])
def test_what_nobody_carries_is_kept_by_any_manager(session, consortium, role, may):
    orphan = make_service(session, consortium)
    viewer = viewer_for(session, make_professional(session, consortium, roles=(role,)))
    if not may:
        with pytest.raises(ForbiddenError), write_session(viewer) as writing:
            confirm_service(writing, viewer, orphan.id)
        return
    with write_session(viewer) as writing:
        confirm_service(writing, viewer, orphan.id)
    assert sheet(viewer, orphan).checked_on == TODAY


def new(**fields):
    values = ServiceValues("", "", "", "Atelier vélo", "Réparer son vélo.", TODAY, themes=THEMES)
    return NewService(
        ServiceDraft(replace(values, place=Place(commune_code="66136")), LocalValues()), **fields
    )


def test_a_caseworker_creates_a_service_of_her_structure_once(session, keeper):
    record_id = new_id()
    for _ in range(2):
        with write_session(keeper) as writing:
            mine = new(carrier=Carrier(None, keeper.structure_id))
            create_service(writing, keeper, record_id=record_id, new=mine)
    stored = session.get_one(Service, (keeper.consortium_id, record_id))
    assert (stored.source, stored.external_id) == ("jalons", f"jalons--{record_id}")
    assert (stored.state, stored.checked_on) == (ServiceState.OPEN, TODAY)
    carrier = session.get_one(OfferStructure, (keeper.consortium_id, stored.offer_structure_id))
    assert carrier.structure_id == keeper.structure_id
    assert stored.search_text.startswith("atelier velo structure d essai")


def test_a_new_service_needs_one_structure_and_a_caseworker_names_none(keeper):
    for fields in ({}, {"carrier": Carrier(None, keeper.structure_id), "structure_name": "Autre"}):
        with pytest.raises(InvalidInputError), write_session(keeper) as session:
            create_service(session, keeper, record_id=new_id(), new=new(**fields))
    with pytest.raises(ForbiddenError), write_session(keeper) as session:
        create_service(session, keeper, record_id=new_id(), new=new(structure_name="Autre"))


def test_the_structures_offered_are_those_for_which_she_may_write(session, consortium, keeper, service):
    make_service(session, consortium)
    with read_session(keeper) as reading:
        found = list_possible_carriers(reading, keeper)
    assert found == {Carrier(service.offer_structure_id, keeper.structure_id): "Structure de l’offre"}
    coordinator = viewer_for(session, make_professional(session, consortium, roles=(Role.COORDINATOR,)))
    with read_session(coordinator) as reading:
        assert len(list_possible_carriers(reading, coordinator)) == 3


def test_the_coordination_says_which_member_a_structure_is(session, keeper, coordinator, service):
    carrier = session.get_one(OfferStructure, (keeper.consortium_id, service.offer_structure_id))
    with write_session(coordinator) as writing:
        link_structure(writing, coordinator, carrier.id, structure_id=None)
    assert sheet(keeper, service).carrier_id is None
    with pytest.raises(ForbiddenError), write_session(keeper) as writing:
        link_structure(writing, keeper, carrier.id, structure_id=keeper.structure_id)


def test_a_sheet_takes_three_statements_whatever_it_holds(keeper, service, count_statements):
    correct(keeper, service, sheet(keeper, service), themes=THEMES, zones=frozenset({"66", "66136"}))
    with read_session(keeper) as session, count_statements() as statements:
        told = get_service(session, keeper, service.id)
    assert len(statements) == 3
    assert told.names["66"] == "Pyrénées-Orientales"
