"""Diagnostic: what is refused stays on screen, with its reason and the choice."""

from components.identity import identify_with
from db.actions.diagnoses.closing import conclude
from tests.db.diagnosing import act, fill_in, read, say, write
from tests.services.diagnosis_screen import open_page, open_theme
from tests.services.file_screen import field, labels, press, words


def test_a_conflict_shows_both_values_and_keeps_the_one_that_is_chosen(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    page = field(page, "Ce que je veux").set_value("Un CDI").run()
    assert "Une formation" in words(page)
    assert "Un CDI" in words(page)
    assert read(duo.social, draft).wants == "Une formation"
    page = press(page, "Mettre ma saisie")
    assert read(duo.social, draft).wants == "Un CDI"
    assert "Mettre ma saisie" not in labels(page)


def test_in_a_conflict_what_is_kept_already_may_be_preferred(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    page = press(field(page, "Ce que je veux").set_value("Un CDI").run(), "Garder ce qui est enregistré")
    assert field(page, "Ce que je veux").value == "Une formation"
    assert read(duo.social, draft).wants == "Une formation"


def test_a_value_brought_while_she_types_does_not_count_as_seen(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    page = field(page.run(), "Ce que je veux").set_value("Un CDI").run()
    assert "Mettre ma saisie" in labels(page)
    assert read(duo.social, draft).wants == "Une formation"


def test_a_value_that_the_browser_said_it_holds_counts_as_seen(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    page = field(page.run().run(), "Ce que je veux").set_value("Un CDI").run()
    assert "Mettre ma saisie" not in labels(page)
    assert read(duo.social, draft).wants == "Un CDI"


def test_what_goes_on_from_a_value_just_brought_is_kept_without_a_question(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    page = field(page.run(), "Ce que je veux").set_value("Une formation de soudeuse").run()
    assert "Mettre ma saisie" not in labels(page)
    assert read(duo.social, draft).wants == "Une formation de soudeuse"


def test_a_field_that_says_again_what_it_held_undoes_nothing_and_said_twice_it_is_asked(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    page = field(page.run(), "Ce que je veux").set_value("").run()
    assert "Mettre ma saisie" not in labels(page)
    assert field(page, "Ce que je veux").value == "Une formation"
    page = field(page, "Ce que je veux").set_value("").run()
    assert read(duo.social, draft).wants == "Une formation"
    press(page, "Mettre ma saisie")
    assert read(duo.social, draft).wants == ""


def test_the_choice_is_about_the_value_that_is_drawn_not_about_a_later_one(duo, draft):
    page = open_page(duo.social, draft)
    write(duo.professional, draft, "wants", "Une formation", "")
    page = field(page, "Ce que je veux").set_value("Un CDI").run()
    write(duo.professional, draft, "wants", "Un stage", "Une formation")
    page = press(page.run(), "Mettre ma saisie")
    assert "Un stage" in words(page)
    assert read(duo.social, draft).wants == "Un stage"
    press(page, "Mettre ma saisie")
    assert read(duo.social, draft).wants == "Un CDI"


def test_a_refused_value_stays_on_screen_with_its_reason(duo, draft):
    page = open_page(duo.social, draft)
    page = field(page, "Rayon de déplacement (km)").set_value(900).run()
    assert "Entre 0 et 500 km." in words(page)
    assert field(page, "Rayon de déplacement (km)").value == 900
    page = field(page, "Rayon de déplacement (km)").set_value(20).run()
    assert "Entre 0 et 500 km." not in words(page)
    assert read(duo.social, draft).project.mobility_radius_km == 20


def test_what_is_refused_in_a_theme_is_named_from_the_others(duo, draft):
    page = open_theme(duo.social, draft, "sante")
    say(duo.professional, draft, "person_words", "Ça va", "", theme="sante")
    page = field(page, "Ses mots").set_value("Je suis fatiguée").run()
    assert "Mettre ma saisie" in labels(page)
    page = page.radio[0].set_value("mobilite").run()
    assert "1 saisie à reprendre : Santé, ses mots" in words(page)
    page = page.radio[0].set_value("sante").run()
    assert field(page, "Ses mots").value == "Je suis fatiguée"


def test_once_the_session_is_over_nothing_is_written(duo, draft):
    page = open_page(duo.social, draft)
    identify_with(None)
    page = field(page, "Ce que je veux").set_value("Un CDI").run()
    assert "Votre session est terminée" in words(page)
    assert read(duo.social, draft).wants == ""


def test_what_is_typed_after_a_colleague_concluded_is_shown_and_not_lost(duo, draft):
    page = open_page(duo.professional, draft)
    fill_in(duo.social, draft)
    act(duo.social, conclude, draft)
    page = field(page, "Ce que je veux").set_value("Un CDI").run()
    assert "Ce diagnostic est conclu" in words(page)
    assert "Un CDI" in words(page)
    assert "Un CDI" not in words(press(page, "J’ai noté"))
