"""Animation: who opens it, what each state shows, what is typed and kept."""

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.queries.commissions.day import list_commitments, read_point
from domain.commissions.words import MeetingState
from domain.identifiers import new_id
from navigation import ANIMATION
from tests.db.meeting_days import make_day, read, seat_everybody, start, start_on_situation
from tests.services.file_screen import field, labels, press, words
from tests.services.shared import PROJECT

MISSING = "Cet élément n’existe pas ou ne vous est pas accessible."


@pytest.fixture
def held(session):
    return make_day(session)


def open_page(viewer, meeting_id):
    """Open this meeting as this viewer."""
    identify_with(lambda: viewer)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.query_params["seance"] = str(meeting_id)
    return page.switch_page(ANIMATION.path).run()


def test_nobody_sees_anything(held):
    page = AppTest.from_file(PROJECT / ANIMATION.path, default_timeout=30)
    page.query_params["seance"] = str(held.meeting.id)
    assert "Votre session est terminée" in words(page.run())


def test_only_who_runs_the_body_leads_its_meetings(session, held):
    other = make_day(session).secretary
    for asked in (held.meeting.id, new_id(), "", "abc"):
        assert MISSING in words(open_page(other, asked))


def test_before_the_opening_it_says_what_is_missing(held):
    page = open_page(held.secretary, held.meeting.id)
    assert not page.exception
    assert "2 réponses manquantes : notez qui est là" in words(page)
    assert "Ouvrir la séance" in labels(page)


def test_it_opens_once_everybody_is_noted(session, held):
    seat_everybody(held)
    page = press(open_page(held.secretary, held.meeting.id), "Ouvrir la séance")
    assert not page.exception
    session.refresh(held.meeting)
    assert held.meeting.state == MeetingState.OPEN
    assert "Engagements des séances précédentes" in words(page)


def test_a_situation_is_named_to_who_leads(held):
    start_on_situation(held)
    page = open_page(held.secretary, held.meeting.id)
    assert not page.exception
    assert "Martin Zoulikha" in words(page)
    assert "Que proposer pour le logement ?" in words(page)


def test_next_and_previous_go_from_a_situation_to_the_other(held):
    start(held)
    page = press(open_page(held.secretary, held.meeting.id), "Suivant")
    assert "Martin Zoulikha" in words(page)
    page = press(page, "Suivant")
    assert "Martin Barnabé" in words(page)
    assert "Martin Zoulikha" in words(press(page, "Précédent"))


def test_the_next_situation_costs_a_known_number_of_statements(held, count_statements):
    start_on_situation(held)
    page = open_page(held.secretary, held.meeting.id)
    with count_statements() as counted:
        press(page, "Suivant")
    assert len(counted) <= 30, "\n\n".join(counted)


def test_a_comment_is_kept_at_once(held):
    point = start_on_situation(held)
    page = open_page(held.secretary, held.meeting.id)
    field(page, "Commentaire").set_value("Voir avec le bailleur").run()
    assert read(held.secretary, read_point, point.id).comment == "Voir avec le bailleur"


def test_a_commitment_is_added_then_done(held):
    start_on_situation(held)
    page = open_page(held.secretary, held.meeting.id)
    field(page, "Quoi").set_value("Appeler le bailleur")
    page = press(page, "Ajouter l’engagement")
    assert not page.exception
    (taken,) = read(held.secretary, list_commitments, held.meeting.id)
    assert (taken.line.title, taken.line.owner) == ("Appeler le bailleur", "La personne")
    assert "Appeler le bailleur" in words(page)


def test_ending_says_everything_that_is_missing(held):
    start_on_situation(held)
    page = press(open_page(held.secretary, held.meeting.id), "Terminer")
    assert "situation 1 sans conclusion" in words(page)


def test_with_one_computer_the_room_reads_the_screen_there_and_no_name(held):
    start_on_situation(held)
    identify_with(lambda: held.secretary)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    page.query_params.update({"seance": str(held.meeting.id), "ecran": "oui"})
    page = page.switch_page(ANIMATION.path).run()
    assert not page.exception
    assert {"Précédent", "Suivant", "Revenir à l’animation"} <= set(labels(page))
    assert "Zoulikha" not in words(page)
    assert "Martin Zoulikha" in words(press(page, "Revenir à l’animation"))


def test_a_regulatory_body_votes_and_says_what_its_quorum_lacks(session):
    held = make_day(session, family="regulatory", quorum={"members": 5})
    start_on_situation(held)
    page = open_page(held.secretary, held.meeting.id)
    assert "Quorum non atteint : 2 sur 5 membres avec voix" in words(page)
    field(page, "Pour").set_value(2).run()
    assert read(held.secretary, read_point, held.points[0].id).votes_for == 2


def test_a_situation_is_withdrawn_with_a_reason_only(session, held):
    start_on_situation(held)
    page = press(open_page(held.secretary, held.meeting.id), "Retirer cette situation")
    assert "Dites pourquoi" in words(page)
    field(page, "Pourquoi la retirer").set_value("A trouvé un emploi")
    assert "Martin Barnabé" in words(press(page, "Retirer cette situation"))
    session.refresh(held.cases[0])
    assert held.cases[0].withdrawn_reason == "A trouvé un emploi"


def test_the_next_situation_costs_the_same_few_statements_each_time(held, count_statements):
    start(held)
    page = open_page(held.secretary, held.meeting.id)
    for _ in held.points:
        with count_statements() as statements:
            page = press(page, "Suivant")
        assert len(statements) <= 34
