"""The offer as it leaves: valid for the official package, read back without a change."""

import io
import json

import openpyxl
import pandas as pd
import pytest
from data_inclusion.schema import v1

from components.offer.load_files import offer_csv, offer_json, offer_xlsx, rejected_frame
from db.engine import read_session, write_session
from db.queries.offer_loads import list_rejected_rows
from db.queries.offer_places import read_communes
from db.queries.offer_records import read_catalogue
from domain.offer.exporting import exported
from domain.offer.loads import LoadKind
from domain.offer.words import ServiceState
from tests.db.offer_loading import FAULTY, V0, V1, counts, load, preview, sample, service
from tests.factories import make_service

pytestmark = pytest.mark.usefixtures("session")


@pytest.fixture
def offer(coordinator):
    """The three samples loaded, defects and v0 included, as they are exported."""
    for name in (V1, FAULTY, V0):
        load(coordinator, sample(name), name)
    return read(coordinator)


def read(viewer):
    with read_session(viewer) as session:
        return exported(read_catalogue(session, viewer), read_communes(session).names)


def test_exported_services_pass_the_official_validator(offer):
    told = json.loads(offer_json(offer, ""))
    structures = [v1.Structure.model_validate(record) for record in told["structures"]]
    services = [v1.Service.model_validate(record) for record in told["services"]]
    assert (len(structures), len(services)) == (2, 8)
    assert {service.structure_id for service in services} <= {structure.id for structure in structures}
    assert {service.commune for service in services} >= {"Perpignan", "Prades"}


def test_what_is_exported_is_read_back_unchanged(coordinator, offer):
    """T092."""
    assert counts(coordinator, preview(coordinator, offer_json(offer, ""))) == {"unchanged": 10}
    for kind, count in ((LoadKind.STRUCTURE, 2), (LoadKind.SERVICE, 8)):
        content = offer_csv(kind)(offer, "Diffusion restreinte — essai")
        assert counts(coordinator, preview(coordinator, content, "x.csv")) == {"unchanged": count}


def test_the_workbook_speaks_french(offer):
    sheet = openpyxl.load_workbook(io.BytesIO(offer_xlsx(offer, "marque"))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    headings = rows[0]
    car = next(row for row in rows if "Location solidaire de voiture" in row)
    assert car[headings.index("Structure")] == "Les Roues de l’Agly"
    assert car[headings.index("Frais")] == "Payant"


def test_closed_services_stay_and_those_too_short_are_said(session, coordinator, consortium):
    load(coordinator, sample(V1))
    service(session, coordinator, "voiture").state = ServiceState.CLOSED
    make_service(session, consortium, name="Service sans description")
    offer = read(coordinator)
    assert "essai--voiture" not in {record["id"] for record in offer.services}
    assert offer.left_out == ["Service sans description"]


def test_rejected_lines_leave_as_they_came_with_their_reason(coordinator):
    load(coordinator, sample(V1))
    load_id = preview(coordinator, sample(FAULTY), FAULTY)
    with write_session(coordinator) as session:
        frame = rejected_frame(list_rejected_rows(session, coordinator, load_id))
    came = pd.read_csv(io.BytesIO(sample(FAULTY)), sep=";", encoding="cp1252", dtype=str)
    assert list(frame.columns) == [*came.columns, "motif"]
    assert frame["latitude"].iloc[0] == "12,5"
    assert frame["motif"].str.startswith("latitude").any()
