"""The words of a slip, from the appointment."""

from components.appointment_downloads import slip_words
from tests.services.day_values import appointment


def test_a_slip_says_when_in_full_words():
    slip = slip_words(appointment(), "Europe/Paris")
    assert slip.day.replace("\u00a0", " ") == "mardi 24 novembre 2026"
    assert slip.time.replace("\u00a0", " ") == "10 h 30"
    assert (slip.person_name, slip.purpose) == ("Élise Lefèvre", "Suivi du traitement")


def test_the_address_goes_with_the_office_only():
    assert slip_words(appointment(place=""), "Europe/Paris").place == "Maison des solidarités"
    assert slip_words(appointment(), "Europe/Paris").address.endswith("Perpignan")
    assert slip_words(appointment(place="Mairie de Prades"), "Europe/Paris").address == ""


def test_an_interpreter_is_announced_when_one_is_needed():
    slip = slip_words(appointment(interpreter_language="arabe"), "Europe/Paris")
    assert "arabe" in slip.interpreter_note
    assert slip_words(appointment(), "Europe/Paris").interpreter_note == ""
