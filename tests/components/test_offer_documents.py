"""A service in plain words: on paper, on a card, on the map."""

from datetime import date

import pytest

from components.documents.layout import Letterhead
from components.documents.services import handout_frame, handout_pdf, opening_words, told
from components.indicators.contours import Plane
from components.offer.map import map_spec, map_summary
from components.offer.words import check_words, completeness_words, freshness_words, place_words, places_words
from domain.offer.handouts import Handout
from domain.offer.search import Box, MapPoint
from domain.offer.words import Fee, MobilisationMode, ServiceKind

TODAY = date(2026, 11, 20)
GARAGE = Handout(
    id=1,
    name="Garage solidaire",
    structure="Association <Mobile>",
    description="Réparer sa voiture.",
    kind=ServiceKind.WORKSHOP,
    address="3 rue Neuve",
    address_more="",
    postal_code="66000",
    commune="Perpignan",
    is_on_site=True,
    is_remote=False,
    opening_hours="Mo-Fr 09:00-12:00",
    phone="0468000000",
    email="",
    next_session_on=date(2026, 12, 1),
    fee=Fee.FREE,
    fee_details="",
    access_conditions="",
    modes=(MobilisationMode.CALL, MobilisationMode.EMAIL),
    mobilisation_details="",
    mobilisation_url="",
    may_ask_herself=True,
)


def test_a_service_is_told_under_plain_headings():
    assert told(GARAGE, TODAY) == {
        "À quoi ça sert": "Un atelier, en groupe.\nRéparer sa voiture.",
        "Où": "3 rue Neuve, 66000 Perpignan",
        "Quand": "Prochaine session le 01/12/2026\nlundi à vendredi 9 h à 12 h",
        "Comment demander": "Téléphonez au 0468000000",
        "Prix": "C’est gratuit.",
    }
    assert "Prochaine session" not in told(GARAGE, date(2027, 1, 1))["Quand"]


def test_the_paper_and_the_sheet_hold_every_service():
    content = handout_pdf([GARAGE] * 12, Letterhead("Consortium", "SPIE", TODAY))
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") > 1
    frame = handout_frame([GARAGE], TODAY)
    assert frame.iloc[0]["Service"] == "Garage solidaire"
    assert frame.iloc[0]["Conditions"] == ""


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ("Mo,We 08:30-12:00,13:30-17:00; PH off",
         "lundi et mercredi 8 h 30 à 12 h et 13 h 30 à 17 h ; fermé les jours fériés"),
        ("sur rendez-vous", "sur rendez-vous"),
        ("Xx 09:00-10:00", "Xx 09:00-10:00"),
        ("", ""),
    ],
)  # fmt: skip
def test_official_hours_are_read_aloud_and_others_stay(hours, words):
    assert opening_words(hours) == words


def test_words_of_a_card():
    assert check_words(date(2026, 11, 1), "Ana", TODAY, 6) == "Vérifié le 01/11/2026 par Ana"
    assert check_words(date(2026, 1, 1), "", TODAY, 6).startswith("À vérifier (dernière")
    assert places_words(0) == "complet"
    assert places_words(None) == "places non précisées"
    assert place_words("Prades", 11.6, is_remote=True) == "Prades, à 12\u00a0km ou à distance"
    assert completeness_words(40) == "fiche très incomplète (40\u202f%)"
    assert "plus d’un an" in freshness_words(date(2025, 11, 1), TODAY)


def point(count, latitude, longitude):
    box = Box(latitude, longitude, latitude, longitude)
    return MapPoint(count, 1, "Garage", latitude, longitude, box)


def test_the_map_puts_one_service_and_several_among_the_contours():
    square = {"type": "MultiPolygon", "coordinates": [[[[0, 0], [0, 9], [9, 9], [0, 0]]]]}
    plane = Plane(2.0, 42.0, 0.7, 0.1, {"66136": square}, {})
    spec = map_spec([point(1, 42.5, 2.5), point(12, 42.7, 2.9)], plane)
    one, several = spec["data"]["values"]
    assert (one["label"], one["words"], one["north"]) == ("", "Garage", 5.0)
    assert (several["label"], several["size"] > one["size"]) == ("12", True)
    assert [shape["geometry"] for shape in spec["layer"][0]["data"]["values"]] == [square]
    assert map_summary([point(2, 42.5, 2.5)], 3) == "Carte de 2\u00a0offres en 1\u00a0lieu, sur 3 trouvées."


def test_a_plain_plane_is_drawn_around_a_single_point():
    plane = Plane(2.0, 42.0, 0.7, 0.001, {}, {})
    [shape] = map_spec([point(1, 42.5, 2.5)], plane)["layer"][0]["data"]["values"]
    across = [x for x, _ in shape["geometry"]["coordinates"]]
    assert max(across) > min(across)
