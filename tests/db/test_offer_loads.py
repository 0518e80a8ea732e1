"""Loading services: what a file brings, what a second one changes, what is kept, what has disappeared."""

import pytest
from sqlalchemy import func, select

from db.actions.offer.loads import confirm_load, drop_load
from db.actions.offer.rows import note_service_corrections, service_values, set_service_values
from db.engine import read_session, write_session
from db.models.offer import OfferStructure, Service, ServiceTheme, ServiceZone
from db.models.offer_loads import OfferLoadRow
from db.queries.offer_loads import list_load_rows, list_loads, list_rejected_rows
from domain.errors import ForbiddenError
from domain.imports.model import FileRefusedError
from domain.offer.comparing import KEPT
from domain.offer.loads import LoadStatus, LoadVerdict
from domain.offer.words import Fee
from tests.db.offer_loading import (
    FAULTY,
    V0,
    V1,
    counts,
    load,
    offer,
    preview,
    sample,
    service,
    structure,
)

pytestmark = pytest.mark.usefixtures("session")


def lines(viewer, load_id, verdict):
    with read_session(viewer) as session:
        return {row.external_id: row for row in list_load_rows(session, viewer, load_id, verdict=verdict)}


def correct(viewer, which, **values):
    """Change a service by hand, as the catalogue does."""
    with write_session(viewer) as session:
        held = service(session, viewer, which)
        carrier = session.get(OfferStructure, (viewer.consortium_id, held.offer_structure_id))
        before = service_values(held, carrier, themes=[], publics=[], zones=[])
        after = type(before)(**{**vars(before), **values})
        note_service_corrections(held, before, after)
        set_service_values(session, viewer, held, after)


def test_a_file_is_previewed_then_loaded_and_the_same_file_changes_nothing(session, coordinator):
    load_id = preview(coordinator, sample(V1))
    assert counts(coordinator, load_id) == {"new": 6}
    assert session.scalar(select(func.count()).select_from(Service)) == 0
    load(coordinator, sample(V1))
    car = service(session, coordinator, "voiture")
    assert (car.name, car.fee, car.is_on_site) == ("Location solidaire de voiture", Fee.PAID, True)
    assert "les roues de l agly" in car.search_text
    assert car.completeness == 100
    assert counts(coordinator, preview(coordinator, sample(V1))) == {"unchanged": 6}


def test_child_rows_follow_the_service(session, coordinator):
    load(coordinator, sample(V1))
    load(
        coordinator,
        offer(voiture={"thematiques": ["mobilite--financer-ma-mobilite"], "zone_eligibilite": None}),
    )
    key = service(session, coordinator, "voiture").id
    themes = session.execute(
        select(ServiceTheme.theme, ServiceTheme.category).filter_by(service_id=key)
    ).all()
    assert themes == [("mobilite--financer-ma-mobilite", "mobilite")]
    assert session.scalars(select(ServiceZone).filter_by(service_id=key)).all() == []


def test_what_changed_is_told_field_by_field_and_the_version_moves(session, coordinator):
    load(coordinator, sample(V1))
    before = service(session, coordinator, "voiture").version
    load_id = load(coordinator, offer(voiture={"frais": "gratuit", "frais_precisions": None}))
    changed = lines(coordinator, load_id, LoadVerdict.CHANGED)["essai--voiture"]
    assert changed.changes == [["frais", "payant", "gratuit"], ["frais_precisions", "5 € par jour", None]]
    assert service(session, coordinator, "voiture").version == before + 1
    assert counts(coordinator, load_id) == {"changed": 1, "unchanged": 5}


def test_a_correction_made_by_hand_is_kept_and_said(session, coordinator):
    load(coordinator, sample(V1))
    correct(coordinator, "ordinateur", name="Ordinateur : premiers pas")
    load_id = load(coordinator, offer(ordinateur={"nom": "Un autre nom", "frais": "payant"}))
    held = service(session, coordinator, "ordinateur")
    assert (held.name, held.fee) == ("Ordinateur : premiers pas", Fee.PAID)
    assert "nom" in held.corrected
    told = lines(coordinator, load_id, LoadVerdict.CHANGED)["essai--ordinateur"]
    assert told.warnings["nom"] == KEPT


def test_a_correction_that_the_producer_made_its_own_is_one_no_longer(session, coordinator):
    load(coordinator, sample(V1))
    correct(coordinator, "ordinateur", name="Premiers pas")
    load(coordinator, offer(ordinateur={"nom": "Premiers pas"}))
    assert "nom" not in service(session, coordinator, "ordinateur").corrected


def test_a_renamed_structure_is_found_by_its_new_name(session, coordinator):
    load(coordinator, sample(V1))
    load(coordinator, offer(mobilite={"nom": "Les Roues du Conflent"}))
    assert "conflent" in service(session, coordinator, "permis").search_text


def test_rejected_lines_come_in_once_corrected(session, coordinator):
    load(coordinator, sample(V1))
    load_id = load(coordinator, sample(FAULTY), FAULTY)
    assert counts(coordinator, load_id) == {"new": 3, "error": 4}
    with read_session(coordinator) as reading:
        rejected = {
            row.external_id: row.problems for row in list_rejected_rows(reading, coordinator, load_id)
        }
    assert {key: list(problems) for key, problems in rejected.items()} == {
        "essai--ailleurs": ["latitude"],
        "essai--futur": ["date_maj"],
        "essai--orphelin": ["structure_id"],
        "essai--virgule": ["id"],
    }
    assert service(session, coordinator, "signe").latitude == 42.617
    assert service(session, coordinator, "virgule").commune_code == "66136"


def test_a_file_of_version_0_is_translated_and_says_what_is_lost(session, coordinator):
    load(coordinator, sample(V1))
    load_id = load(coordinator, sample(V0), V0)
    told = lines(coordinator, load_id, LoadVerdict.NEW)["essai--garage"].warnings
    assert told["publics"] == "Sans équivalent sûr en version 1\u00a0: locataires."
    held = service(session, coordinator, "garage")
    assert held.fee_details == "Gratuit sous conditions. Selon le quotient familial"
    zones = session.scalars(select(ServiceZone.code).filter_by(service_id=held.id)).all()
    assert {"66", "11", "34"} <= set(zones)


def test_confirming_twice_loads_once_and_a_dropped_load_is_over(session, coordinator):
    load_id = load(coordinator, sample(V1))
    with write_session(coordinator) as writing:
        confirm_load(writing, coordinator, load_id)
    assert session.scalar(select(func.count()).select_from(Service)) == 4
    other = preview(coordinator, sample(V1))
    with write_session(coordinator) as writing:
        drop_load(writing, coordinator, other)
    assert session.scalars(select(OfferLoadRow).filter_by(load_id=other)).all() == []
    with pytest.raises(ForbiddenError), write_session(coordinator) as writing:
        confirm_load(writing, coordinator, other)
    with read_session(coordinator) as reading:
        assert {one.status for one in list_loads(reading, coordinator)} == {
            LoadStatus.DONE,
            LoadStatus.DROPPED,
        }


def test_a_refused_file_leaves_nothing_behind(session, coordinator):
    with pytest.raises(FileRefusedError):
        preview(coordinator, b'{"structures": [', "abime.json")
    assert session.scalars(select(OfferLoadRow)).all() == []


def test_a_structure_carried_here_keeps_its_member(session, coordinator):
    load(coordinator, sample(V1))
    held = structure(session, coordinator, "mobilite")
    held.structure_id = coordinator.structure_id
    session.flush()
    load(coordinator, offer(mobilite={"nom": "Autre nom"}))
    assert structure(session, coordinator, "mobilite").structure_id == coordinator.structure_id


def interrupt(viewer, load_id):
    with write_session(viewer) as session:
        confirm_load(session, viewer, load_id)
        raise ZeroDivisionError


def test_a_load_interrupted_before_its_end_writes_nothing(session, coordinator):
    load_id = preview(coordinator, sample(V1))
    with pytest.raises(ZeroDivisionError):
        interrupt(coordinator, load_id)
    assert session.scalar(select(func.count()).select_from(OfferStructure)) == 0
    assert counts(coordinator, load_id) == {"new": 6}
