"""Referrals on screen: sent from a file, received and answered, reminded of, told in « Ma journée »."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from components.offer.referral_table import exported_referrals
from db.engine import read_session
from db.queries.offer_referrals import list_referrals
from domain.access import PEOPLE_ROLES, Role
from domain.file_parts import FileSection
from domain.offer.referral_lists import ReferralBox, ReferralFilters
from domain.offer.referrals import Gesture
from domain.offer.words import ReferralStatus, RefusalReason, ServiceState
from navigation import DAY, REFER, REFERRALS
from tests.db.referring import build_place
from tests.factories import TODAY, make_referral
from tests.services.file_screen import field, labels, open_file, press, words
from tests.services.shared import PROJECT


@pytest.fixture
def place(session):
    return build_place(session)


def open_page(viewer, entry, **asked):
    identify_with(lambda: viewer)
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    home.query_params.update(asked)
    page = home.switch_page(entry.path).run()
    assert not page.exception
    return page


def choices(page):
    return [[option.content for option in choice.proto.options] for choice in page.get("button_group")]


def refer(place, who="sender", **asked):
    return open_page(place.viewers[who], REFER, personne=str(place.person.id), **asked)


def open_line(page):
    """Click on the first name; a whole run forgets it, as it would the dialog."""
    page.session_state["referrals_open"] = {"row": 0, "label": ""}
    return page


def test_a_service_is_found_by_a_word_and_chosen(place):
    page = refer(place)
    field(page, "Quel service\u00a0?").set_value("zzz").run()
    assert "Aucun service ouvert ne correspond" in words(page)
    page = refer(place)
    field(page, "Quel service\u00a0?").set_value("atel").run()
    assert "Atelier" in words(page)
    assert "Choisir" in labels(page)


def test_who_will_read_is_said_before_anything_leaves(place):
    page = refer(place, service=str(place.service.id))
    assert "Garage lira le nom et le téléphone" in words(page)
    press(page, "Envoyer l’orientation")
    assert "L’orientation ne part qu’avec l’accord de la personne." in words(page)
    assert "Dites en une phrase" in words(page)


def test_once_sent_the_file_lists_it_with_what_can_be_done(place):
    page = refer(place, service=str(place.service.id))
    field(page, "Pourquoi").set_value("Sa voiture est en panne")
    next(box for box in page.checkbox if box.label == "La personne est d’accord").check()
    press(page, "Envoyer l’orientation")
    assert not page.exception
    page = open_file(place.viewers["sender"], place.person.id, FileSection.PATH)
    assert "Atelier — Envoyée le 20/11/2026" in words(page).replace("**", "")
    assert {"Ouvrir", "Orienter vers un service"} <= set(labels(page))


@pytest.mark.parametrize("state", [ServiceState.SUSPENDED, ServiceState.CLOSED])
def test_a_service_that_takes_nobody_has_no_form(session, place, state):
    place.service.state = state
    session.flush()
    page = refer(place, service=str(place.service.id))
    assert "suspendu ou fermé" in words(page)
    assert "Envoyer l’orientation" not in labels(page)


def test_somebody_else_s_file_is_not_referred(place):
    page = refer(place, "stranger")
    assert "n’existe pas ou ne vous est pas accessible" in words(page)


def test_a_received_one_is_opened_then_refused_with_its_reason(place):
    referral_id = place.send()
    page = open_page(place.viewers["receiver"], REFERRALS)
    assert choices(page)[0] == ["Orientations reçues", "Orientations envoyées"]
    assert choices(page)[1][0] == "Sans réponse (1)"
    open_line(page).run()
    assert place.read(referral_id).standing.status is ReferralStatus.RECEIVED
    assert "Réparer sa voiture" in words(page)
    page.get("button_group")[2].set_value(Gesture.REFUSE)
    open_line(page).run()
    press(open_line(page), "Enregistrer")
    assert "Choisissez le motif." in words(page)
    field(page, "Motif").set_value(RefusalReason.FULL)
    press(open_line(page), "Enregistrer")
    assert place.read(referral_id).standing.refusal is RefusalReason.FULL


def test_a_late_one_is_reminded_of_in_one_click(session, place):
    dates = {"sent_on": TODAY - timedelta(days=12), "expires_on": TODAY + timedelta(days=18)}
    structure_id = place.viewers["receiver"].structure_id
    sender = place.staff["sender"]
    sent = make_referral(session, place.person, place.service, sender, structure_id=structure_id, **dates)
    page = open_page(place.viewers["sender"], REFERRALS)
    page.get("button_group")[0].set_value(str(ReferralBox.SENT)).run()
    assert list(page.dataframe[0].value["Relance"]) == ["Relancer"]
    page.session_state["referrals_remind"] = {"row": 0, "label": ""}
    page.run()
    assert place.read(sent.id).standing.reminded_on == TODAY


def test_a_manager_who_lists_the_person_is_told_why_she_reads_no_more(place):
    place.send()
    page = open_page(place.viewers["manager"], REFERRALS)
    page.get("button_group")[0].set_value(str(ReferralBox.SENT)).run()
    next(one for one in page.toggle if one.label == "Celles de mes collègues aussi").set_value(True).run()
    open_line(page).run()
    assert "son groupe de suivi ne vous nomme pas" in words(page)


def test_my_day_counts_them_one_click_away(place):
    place.send()
    assert "1 orientation envoyée sans réponse" in labels(open_page(place.viewers["sender"], DAY))
    page = open_page(place.viewers["receiver"], DAY)
    press(page, "1 orientation reçue attend votre réponse")
    assert not page.exception
    assert "Orientations reçues et envoyées" in words(page)


def test_the_coordination_receives_none_and_sees_what_everybody_sent(place):
    page = open_page(place.viewers["coordinator"], REFERRALS)
    assert len(choices(page)) == 1
    assert "Une orientation part du dossier" in words(page)
    place.send()
    page = open_page(place.viewers["coordinator"], REFERRALS)
    assert choices(page)[0][0] == "Sans réponse (1)"
    assert len(page.dataframe[0].value) == 1


def test_who_only_sent_opens_on_what_she_sent(place):
    place.send()
    page = open_page(place.viewers["sender"], REFERRALS)
    assert "Structure du service" in page.dataframe[0].value.columns


def test_a_step_leads_to_the_referral_that_made_it(place):
    place.act(place.send(), Gesture.ACCEPT, day=TODAY + timedelta(days=7))
    page = open_file(place.viewers["sender"], place.person.id, FileSection.PATH)
    press(page, "Orientation")
    assert "Acceptée le 20/11/2026, commence le 27/11/2026" in words(page)


def test_the_export_holds_what_was_written_and_real_dates(place):
    place.send()
    viewer = place.viewers["receiver"]
    with read_session(viewer) as session:
        lines = list_referrals(session, viewer, ReferralFilters())
    [row] = exported_referrals(lines, TODAY).to_dict("records")
    assert (row["Nom"], row["Pourquoi"], row["Envoyée le"]) == ("Martin", "Réparer sa voiture", TODAY)
    assert exported_referrals([], TODAY).empty


def test_the_pages_are_for_those_who_accompany():
    assert REFERRALS.roles == REFER.roles == PEOPLE_ROLES
    assert Role.STEERING not in PEOPLE_ROLES
