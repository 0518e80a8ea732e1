"""data·inclusion v0: what is certain is translated, what is not is left out and said."""

from datetime import date

import pytest

from domain.offer.loads import LoadKind
from domain.offer.places import Communes
from domain.offer.reading import OfferLine
from domain.offer.repairs import read_line
from domain.offer.validation import official_codes
from domain.offer.version0_words import FEES, NETWORKS, PUBLICS, THEMES, TYPES

OLD = {
    "source": "essai",
    "id": "7",
    "structure_id": "3",
    "nom": "Garage",
    "presentation_resume": "Réparer sa voiture.",
    "date_maj": "2026-04-03",
}


def read(kind=LoadKind.SERVICE, **cells):
    communes = Communes(of_region={"76": ["66", "11"]})
    return read_line(OfferLine(1, kind, OLD | cells), communes, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("thematiques", THEMES),
        ("publics", PUBLICS),
        ("type", TYPES),
        ("frais", FEES),
        ("reseaux_porteurs", NETWORKS),
    ],
)
def test_every_translation_gives_a_code_of_v1(field, words):
    assert set(words.values()) <= official_codes(field)


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({}, "id", "essai--7"),
        ({}, "structure_id", "essai--3"),
        ({"presentation_detail": "Un atelier de mécanique."}, "description", "Un atelier de mécanique."),
        ({"types": ["accueil"]}, "type", "information"),
        ({"frais": ["adhesion"]}, "frais", "payant"),
        ({"frais": "{gratuit-sous-conditions}"}, "frais_precisions", "Gratuit sous conditions"),
        (
            {"profils": ["surdite", "seniors-65"]},
            "publics",
            ["personnes-en-situation-de-handicap", "seniors"],
        ),
        ({"zone_diffusion_type": "pays"}, "zone_eligibilite", ["france"]),
        ({"zone_diffusion_type": "region", "zone_diffusion_code": "76"}, "zone_eligibilite", ["11", "66"]),
        ({"zone_diffusion_type": "departement", "zone_diffusion_code": "66"}, "zone_eligibilite", ["66"]),
        ({"modes_orientation_beneficiaire": ["telephoner", "autre"]}, "modes_mobilisation", ["telephoner"]),
        ({"modes_orientation_beneficiaire": ["telephoner"]}, "mobilisable_par", ["usagers"]),
        ({"formulaire_en_ligne": "https://x.exemple.fr"}, "lien_mobilisation", "https://x.exemple.fr"),
        ({"justificatifs": ["Carte grise", "RIB"]}, "conditions_acces", "Carte grise RIB"),
    ],
)
def test_a_field_of_v0_is_told_in_v1(cells, field, value):
    line = read(**cells)
    assert line.problems == {}
    assert line.record[field] == value


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"types": ["accompagnement", "formation"]}, "type"),
        ({"thematiques": ["handicap"]}, "thematiques"),
        ({"profils": ["locataires"]}, "publics"),
        ({"frais": ["gratuit", "payant"]}, "frais"),
        ({"cumulable": True}, "version"),
        ({"zone_diffusion_type": "region", "zone_diffusion_code": "00"}, "zone_eligibilite"),
    ],
)
def test_what_is_not_certain_is_left_out_and_said(cells, field):
    line = read(**cells)
    assert field not in line.record
    assert field in line.warnings


def test_a_structure_of_v0_keeps_its_network():
    line = read(LoadKind.STRUCTURE, typologie="ML", labels_nationaux=["france-service"])
    assert line.record["reseaux_porteurs"] == ["france-service", "mission-locale"]
