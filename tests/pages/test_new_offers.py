"""Nouvelles offres: the board, one in full, its stages, as their readers meet them."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from components.offer.new_offer_board import exported_new_offers
from db.engine import read_session
from db.models.consortia import Structure
from db.models.referrals import NewOffer
from db.queries.new_offer_choices import list_new_offer_choices
from db.queries.new_offers import list_new_offers
from domain.access import INDICATOR_ROLES, Role
from domain.offer.words import NewOfferStage
from navigation import NEW_OFFER, NEW_OFFERS
from tests.db.new_offering import create, move, to_test
from tests.factories import TODAY, make_professional, viewer_for
from tests.services.file_screen import field, labels, press, words
from tests.services.shared import PROJECT


@pytest.fixture
def caseworker(session, consortium):
    viewer = viewer_for(session, make_professional(session, consortium))
    identify_with(lambda: viewer)
    return viewer


def open_page(entry, **asked):
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run().switch_page(entry.path)
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("caseworker")
def test_an_empty_board_says_what_it_is_for():
    page = open_page(NEW_OFFERS)
    assert "les partenaires peuvent la créer ensemble" in page.info[0].value
    assert "Noter une idée" in labels(page)


def test_a_card_says_where_it_is_and_that_its_next_step_is_late(caseworker, session):
    offer_id = create(caseworker, title="Bus [du] numérique", next_step="Réunir", next_step_on=TODAY)
    session.get_one(NewOffer, (caseworker.consortium_id, offer_id)).next_step_on -= timedelta(days=3)
    session.flush()
    told = words(open_page(NEW_OFFERS))
    for part in ("Bus [du] numérique", "Mobilité · CC Conflent", "En retard de 3 jours", "**Idée** (1)"):
        assert part in told
    assert "dont **1** avec une prochaine action en retard" in told


def test_filters_that_leave_nothing_say_so(caseworker):
    create(caseworker)
    page = open_page(NEW_OFFERS)
    next(one for one in page.toggle if one.label == "Les miennes").set_value(True).run()
    assert page.info[0].value == "Aucune nouvelle offre ne correspond à ces filtres."


@pytest.mark.parametrize("area", ["epci-200049211", "CC Conflent-Canigó"])
def test_a_link_from_the_needs_opens_the_form_with_them(session, caseworker, area):
    page = open_page(NEW_OFFERS, theme="mobilite", secteur=area)
    assert (field(page, "Besoin (thème)").value, field(page, "Secteur").value) == (
        "mobilite", "epci-200049211",
    )  # fmt: skip
    field(page, "Titre").input("Navette du lundi")
    press(page, "Créer l’idée")
    assert not page.exception
    offer = session.query(NewOffer).filter_by(consortium_id=caseworker.consortium_id).one()
    assert (offer.title, offer.theme, offer.area) == ("Navette du lundi", "mobilite", "epci-200049211")
    assert offer.owner_id == caseworker.professional_id


@pytest.mark.usefixtures("caseworker")
def test_a_link_with_unknown_words_opens_an_empty_form():
    page = open_page(NEW_OFFERS, theme="x", secteur="y")
    assert (field(page, "Besoin (thème)").value, field(page, "Secteur").value) == (None, None)


def test_the_next_stage_is_one_button(session, caseworker):
    offer_id = create(caseworker)
    page = open_page(NEW_OFFER, nouvelle=str(offer_id))
    assert {"Passer à l’étape « Conception »", "Abandonner", "Modifier la fiche"} <= {*labels(page)}
    press(page, "Passer à l’étape « Conception »")
    field(page, "Ce qui a été décidé").input("Le CIAS porte le projet.")
    press(page, "Enregistrer")
    assert session.get_one(NewOffer, (caseworker.consortium_id, offer_id)).stage == NewOfferStage.DESIGN
    assert "Le CIAS porte le projet." in words(open_page(NEW_OFFER, nouvelle=str(offer_id)))


def test_opening_creates_the_service(session, caseworker):
    offer_id = to_test(caseworker)
    mine = session.get_one(Structure, (caseworker.consortium_id, caseworker.structure_id))
    page = press(open_page(NEW_OFFER, nouvelle=str(offer_id)), "Passer à l’étape « Ouverte »")
    field(page, "Ou structure qui portera la nouvelle offre").set_value(f"0-{mine.id}")
    page.multiselect[0].set_value(["mobilite--preparer-un-permis"])
    press(page, "Enregistrer")
    assert not page.exception
    offer = session.get_one(NewOffer, (caseworker.consortium_id, offer_id))
    assert (offer.stage, offer.service_id is None) == (NewOfferStage.OPEN, False)


def test_dropping_without_a_reason_keeps_the_form(session, caseworker):
    offer_id = create(caseworker)
    page = press(open_page(NEW_OFFER, nouvelle=str(offer_id)), "Abandonner")
    press(page, "Enregistrer")
    assert "Dites pourquoi." in words(page)
    assert session.get_one(NewOffer, (caseworker.consortium_id, offer_id)).stage == NewOfferStage.IDEA


def test_the_pilotage_reads_without_any_gesture(sign_in, caseworker):
    offer_id = create(caseworker)
    move(caseworker, offer_id, NewOfferStage.DROPPED, words="Trop cher.")
    sign_in(Role.STEERING)
    told = open_page(NEW_OFFER, nouvelle=str(offer_id))
    assert "Trop cher." in words(told)
    assert not {"Revenir à l’étape « Idée »", "Modifier la fiche"} & {*labels(told)}
    assert "Noter une idée" not in labels(open_page(NEW_OFFERS))


def test_the_coordination_asks_for_the_figures_and_is_told_when_there_are_none(coordinator):
    page = press(open_page(NEW_OFFER, nouvelle=str(create(coordinator))), "Lire les chiffres du besoin")
    assert "Aucun chiffre ne peut être dit" in page.error[0].value


@pytest.mark.parametrize("asked", [{}, {"nouvelle": "1"}, {"nouvelle": "x"}])
@pytest.mark.usefixtures("caseworker")
def test_an_unknown_offer_is_not_confirmed(asked):
    assert "n’existe pas ou ne vous est pas accessible" in open_page(NEW_OFFER, **asked).error[0].value


def test_the_pages_are_in_the_menu_of_their_roles():
    assert NEW_OFFERS.roles == NEW_OFFER.roles == INDICATOR_ROLES
    assert NEW_OFFER.is_hidden
    assert Role.NATIONAL not in NEW_OFFERS.roles


def test_the_board_reads_no_more_for_more_offers(caseworker, count_statements):
    counts = []
    for _ in range(2):
        for _ in range(4):
            create(caseworker)
        with count_statements() as statements:
            open_page(NEW_OFFERS)
        counts.append(len(statements))
    assert counts[0] == counts[1]


def test_the_file_holds_every_field_in_words_with_real_dates(caseworker):
    create(caseworker, next_step="Réunir", next_step_on=TODAY, owner_id=caseworker.professional_id)
    with read_session(caseworker) as reading:
        cards = list_new_offers(reading, caseworker)
        choices = list_new_offer_choices(reading, caseworker)
    [line] = exported_new_offers(cards, choices, TODAY).to_dict("records")
    assert (line["Étape"], line["Besoin"], line["Secteur"]) == ("Idée", "Mobilité", "CC Conflent-Canigó")
    assert (line["Prévue pour le"].date(), line["Qui pilote"]) == (TODAY, "Camille Exemple")
    assert list(exported_new_offers([], choices, TODAY).columns) == ["Titre"]


def test_a_title_is_shown_as_it_was_typed(caseworker):
    page = open_page(NEW_OFFER, nouvelle=str(create(caseworker, title="Navette *de* l’essai")))
    assert page.title[0].value == r"Navette \*de\* l’essai"
