"""What each kind of cell accepts, repairs or refuses."""

from datetime import date, datetime

import pytest

from domain.follow_up import Track
from domain.imports.model import ImportField
from domain.people import Civility, Public
from tests.domain.imports_world import verdict

F = ImportField
NOT_A_DATE = "« {} » n’est pas une date : écrivez jour/mois/année, comme 31/01/1990."
EMPTY = (None, "", "")


NOTHING = ("", " ", "\u00a0", "NULL", "null", "#N/A", "n/a", "-", "Non renseigné", "Inconnu")


@pytest.mark.parametrize("field", [field for field in F if field not in (F.BIRTH_NAME, F.FIRST_NAMES)])
def test_nothing_is_nothing_however_it_is_written(field):
    assert {verdict(field, text) for text in NOTHING} == {EMPTY}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BEN ALI", "Ben Ali"),
        ("ben  ali ", "Ben Ali"),
        ("D’ŒUVRE", "D’Œuvre"),
        ("l'haÿ-les-roses", "L'Haÿ-Les-Roses"),
        ("N'GUESSAN", "N'Guessan"),
        ("\u00a0LE\u202fGOFF", "Le Goff"),
        ("McDonald", "McDonald"),
        ("de La Tour", "de La Tour"),
        ("ÇELİK", "Çelik"),
        ("DUPONT (MARTIN)", "Dupont (Martin)"),
        ("J.-P.", "J.-P."),
        ("'t Hooft", "'t Hooft"),
    ],
)
def test_a_name_is_written_the_french_way_unless_its_case_was_chosen(text, name):
    assert verdict(F.USUAL_NAME, text) == (name, "", "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Martin 2", "Un nom s’écrit sans chiffre."),
        ("=1+1", "Une formule à la place du nom."),
        ("'=1+1", "Une formule à la place du nom."),
        ("M" * 121, "120 signes au plus."),
        ("a@b.fr", "Un nom ne contient pas le signe « @ »."),
        ("http://x", "Un nom ne contient pas le signe « : »."),
    ],
)
def test_what_is_no_name_is_refused(text, problem):
    assert verdict(F.USUAL_NAME, text) == (None, problem, "")


@pytest.mark.parametrize(
    "text",
    [
        *("31/01/1990", "31-01-1990", "31.01.1990", "31 01 1990", "1990-01-31", "1990/01/31"),
        *("1990-01-31 00:00:00.0", "1990-01-31 00:00:00", "1990-01-31T00:00:00", "1990-01-31T00:00:00Z"),
        *("31/01/1990 00:00", "31 janvier 1990", " 31/01/1990 ", "31/1/1990"),
    ],
)
def test_a_date_is_read_however_it_is_written(text):
    assert verdict(F.BIRTH_DATE, text) == (date(1990, 1, 31), "", "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7/8/1991", date(1991, 8, 7)),
        ("03/04/1985", date(1985, 4, 3)),
        ("1er août 1985", date(1985, 8, 1)),
        ("29/02/1992", date(1992, 2, 29)),
    ],
)
def test_the_day_comes_first(text, day):
    assert verdict(F.BIRTH_DATE, text) == (day, "", "")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1/4/85", date(1985, 4, 1)),
        ("1.4.05", date(2005, 4, 1)),
        ("31105", date(1985, 2, 27)),
        ("31105.0", date(1985, 2, 27)),
        ("31011990", date(1990, 1, 31)),
        ("19900131", date(1990, 1, 31)),
    ],
)
def test_a_date_that_can_only_be_one_day_is_read_and_shown(text, day):
    assert verdict(F.BIRTH_DATE, text) == (day, "", f"{text} : lu {day:%d/%m/%Y}.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/02/1990", "31/02/1990 n’existe pas : vérifiez le jour et le mois."),
        ("04/25/1990", "04/25/1990 n’existe pas : vérifiez le jour et le mois."),
        ("1990-25-04", "1990-25-04 n’existe pas : vérifiez le jour et le mois."),
        ("29/02/23", "29/02/23 n’existe pas : vérifiez le jour et le mois."),
        ("1/4/20", "1/4/20 peut être 01/04/1920 ou 01/04/2020 : écrivez l’année en quatre chiffres."),
        ("20/11/2027", "Cette date est dans le futur. Vérifiez l’année."),
        ("01/01/1900", "Cette date est trop ancienne. Vérifiez l’année."),
        ("1990", NOT_A_DATE.format("1990")),
        ("mai 1990", NOT_A_DATE.format("mai 1990")),
        ("1990-01-30T23:00:00Z", "« 23:00:00Z » a un fuseau horaire : écrivez la date et l’heure d’ici."),
        ("31/01/1990 vers midi", "« vers midi » n’est pas une heure : écrivez par exemple 14:30."),
    ],
)
def test_a_date_that_is_none_or_two_is_refused(text, problem):
    assert verdict(F.BIRTH_DATE, text) == (None, problem, "")


@pytest.mark.parametrize(
    "text", ["24/11/2026 14:30", "24/11/2026 14h30", "2026-11-24T14:30:00", "24/11/2026 à 14 h 30"]
)
def test_an_appointment_has_an_hour(text):
    assert verdict(F.NEXT_APPOINTMENT, text) == (datetime(2026, 11, 24, 14, 30), "", "")  # noqa: DTZ001


@pytest.mark.parametrize("text", ["24/11/2026", "2026-11-24 00:00:00"])
def test_an_appointment_without_an_hour_is_at_noon_until_somebody_says(text):
    noon = datetime(2026, 11, 24, 12)  # noqa: DTZ001
    assert verdict(F.NEXT_APPOINTMENT, text) == (noon, "", "Heure absente : midi en attendant, à préciser.")


def test_an_appointment_may_be_a_day_number_of_a_spreadsheet():
    value, problem, warning = verdict(F.NEXT_APPOINTMENT, "46350.604166667")
    assert (str(value), problem, warning) == (
        "2026-11-24 14:30:00",
        "",
        "46350.604166667 : lu 24/11/2026 14:30.",
    )


@pytest.mark.parametrize("text", ["24/11/2026 24:00", "24/11/2026 14:60"])
def test_an_hour_that_does_not_exist_is_refused(text):
    """T073."""
    assert verdict(F.NEXT_APPOINTMENT, text)[1].endswith("n’est pas une heure : écrivez de 00:00 à 23:59.")


def test_a_moment_of_the_change_of_time_is_kept_as_written_since_the_zone_is_not_known_here():
    assert str(verdict(F.LAST_APPOINTMENT, "2026-03-29 02:30")[0]) == "2026-03-29 02:30:00"
    assert str(verdict(F.LAST_APPOINTMENT, "2026-10-25 02:30")[0]) == "2026-10-25 02:30:00"


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        (F.ENTERED_ON, "31/12/2099", "Cette date est dans le futur. Vérifiez l’année."),
        (F.LAST_APPOINTMENT, "24/11/2026 10:00", "Cette date est dans le futur. Vérifiez l’année."),
        (F.NEXT_APPOINTMENT, "24/11/2036 10:00", "Cette date est à plus de trois ans. Vérifiez l’année."),
        (F.ENTERED_ON, "01/04/1985", "Cette date est trop ancienne. Vérifiez l’année."),
    ],
)
def test_each_date_keeps_the_rule_of_its_form(field, text, problem):
    assert verdict(field, text) == (None, problem, "")


def test_a_next_appointment_that_is_over_is_left_aside():
    assert verdict(F.NEXT_APPOINTMENT, "19/11/2026 10:00")[::2] == (
        None,
        "Ce rendez-vous est passé : laissé de côté.",
    )


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (F.CIVILITY, "M.", Civility.SIR),
        (F.CIVILITY, "Mme", Civility.MADAM),
        (F.CIVILITY, "Non précisée", Civility.UNSPECIFIED),
        (F.TRACK, "Socio-pro.", Track.SOCIO_PROFESSIONAL),
        (F.TRACK, "Emploi", Track.PROFESSIONAL),
        (F.TRACK, "SOCIAL", Track.SOCIAL),
        (F.CONTRACT_KIND, "Contrat d’engagement", None),  # alone, it has no dates
        (F.PUBLICS, "RSA", frozenset({Public.RSA})),
        (F.PUBLICS, "rsa, RQTH ; QPV/TH", frozenset({Public.RSA, Public.DISABLED_WORKER, Public.QPV})),
        (F.PUBLICS, "Demandeur d'emploi", frozenset({Public.JOB_SEEKER})),
        (F.PUBLICS, ", ".join(public.label for public in Public), frozenset(Public)),
    ],
)
def test_words_of_the_field_are_chosen_in_our_lists(field, text, value):
    assert verdict(field, text)[0] == value
