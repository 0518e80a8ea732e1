"""Real-life defects of files of services: each one repaired and said, or rejected with its reason."""

from datetime import date

import pytest

from domain.offer.loads import LoadKind
from domain.offer.places import Communes
from domain.offer.reading import OfferLine
from domain.offer.repairs import read_line

TODAY = date(2026, 11, 20)
COMMUNES = Communes(
    names={"66136": "Perpignan", "66172": "Saint-Estève", "01004": "Ambérieu-en-Bugey"},
    by_postal_code={("66240", "saint esteve"): "66172"},
    by_departement={("66", "perpignan"): "66136"},
)
GOOD = {
    "source": "essai",
    "id": "essai--1",
    "structure_id": "essai--s",
    "nom": "Atelier vélo",
    "description": "Apprendre à réparer son vélo.",
    "date_maj": "2026-10-01",
    "frais": "gratuit",
    "publics": ["jeunes"],
}


def read(**cells):
    return read_line(OfferLine(1, LoadKind.SERVICE, GOOD | cells), COMMUNES, TODAY)


def test_a_good_line_is_neither_repaired_nor_rejected():
    line = read()
    assert (line.record, line.problems, line.warnings) == (GOOD, {}, {})


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"volume_horaire_hebdomadaire": "2,5"}, "volume_horaire_hebdomadaire", 2.5),
        ({"date_maj": "12/05/2026"}, "date_maj", "2026-05-12"),
        ({"code_postal": "1500"}, "code_postal", "01500"),
        ({"lien_mobilisation": "www.exemple.fr"}, "lien_mobilisation", "https://www.exemple.fr"),
        ({"publics": "tous-publics|jeunes"}, "publics", ["tous-publics"]),
        ({"thematiques": ["mobilite--preparer-un-permis", "inconnue"]}, "thematiques",
         ["mobilite--preparer-un-permis"]),
        ({"source": ""}, "source", "essai"),
        ({"code_insee": "99999", "commune": "Perpignan", "code_postal": "66020"}, "code_insee", "66136"),
    ],
)  # fmt: skip
def test_what_is_certain_is_repaired_and_said(cells, field, value):
    line = read(**cells)
    assert line.problems == {}
    assert line.record[field] == value
    assert field in line.warnings


@pytest.mark.parametrize(
    "written",
    ["{jeunes,femmes}", "jeunes|femmes", '["jeunes", "femmes"]', "jeunes, femmes", ["jeunes", "femmes"]],
)
def test_a_set_is_read_however_it_is_written(written):
    line = read(publics=written)
    assert line.record["publics"] == ["femmes", "jeunes"]
    assert line.warnings == {}


@pytest.mark.parametrize("spelling", ["St Estève", "SAINT-ESTEVE", "saint estève cedex"])
def test_spellings_of_one_commune_are_one(spelling):
    line = read(commune=spelling, code_postal="66240")
    assert line.record["code_insee"] == "66172"
    assert "commune" not in line.record


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("courriel", "pas une adresse"),
        ("siret", "123"),
        ("frais", "selon revenus"),
        ("commune", "Nulle-Part"),
    ],
)
def test_what_cannot_be_read_and_is_not_required_is_left_out_and_said(field, cell):
    line = read(**{field: cell})
    assert line.problems == {}
    assert line.record.get(field) is None
    assert (field in line.warnings) is (field != "siret")


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("id", ""),
        ("nom", "A"),
        ("nom", "n" * 151),
        ("description", None),
        ("structure_id", " "),
        ("date_maj", "hier"),
        ("date_maj", "2027-01-01"),
        ("id", "x" * 201),
    ],
)
def test_a_line_without_what_is_required_is_rejected_with_the_field(field, cell):
    assert list(read(**{field: cell}).problems) == [field]


@pytest.mark.parametrize(
    ("point", "place", "repaired"),
    [
        (("42,69", "2,89"), "66136", (42.69, 2.89)),
        ((-42.69, 2.89), "66136", (42.69, 2.89)),
        ((42.69, -2.89), "66136", (42.69, 2.89)),
        ((2.89, 42.69), "66136", (42.69, 2.89)),
        ((48.1, 1.68), "35238", (48.1, -1.68)),
        ((21.1, 55.5), "97411", (-21.1, 55.5)),
        ((44.8, 0.5), "33063", (44.8, 0.5)),
    ],
)
def test_the_sign_of_a_point_is_repaired_when_the_departement_makes_it_certain(point, place, repaired):
    communes = Communes(names={place: "Commune"})
    cells = GOOD | {"latitude": point[0], "longitude": point[1], "code_insee": place}
    line = read_line(OfferLine(1, LoadKind.SERVICE, cells), communes, TODAY)
    assert (line.record["latitude"], line.record["longitude"]) == repaired
    assert line.problems == {}


@pytest.mark.parametrize(("latitude", "longitude"), [(12.5, 88.1), (-42.69, 2.89)])
def test_a_point_that_nothing_makes_certain_rejects_the_line(latitude, longitude):
    assert "latitude" in read(latitude=latitude, longitude=longitude).problems


def test_half_a_point_and_a_null_point_are_left_out():
    assert "longitude" not in read(longitude=2.8, latitude="").record
    assert "latitude" not in read(longitude=0, latitude=0).record


def test_an_old_date_a_missing_fee_and_a_missing_public_are_kept_and_said():
    line = read(date_maj="2025-01-10", frais="", publics=None)
    assert line.record["date_maj"] == "2025-01-10"
    assert sorted(line.warnings) == ["date_maj", "frais", "publics"]


def test_identifiers_lose_the_blanks_around_them():
    line = read(id=" essai--1\u00a0", structure_id="essai--s ")
    assert (line.record["id"], line.record["structure_id"]) == ("essai--1", "essai--s")
