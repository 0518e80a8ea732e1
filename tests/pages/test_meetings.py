"""Séances: the list, one meeting prepared, as who runs it and who sits in it meet them."""

import pytest
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.actions.commissions import agenda, meetings
from db.models.cases import CommissionCase
from domain.access import COMMISSION_ROLES, Role
from domain.commissions.basket import PAGE_SIZE
from domain.commissions.words import CaseState, MeetingState, PointKind, Reply
from navigation import MEETING, MEETINGS
from tests.db.meeting_days import act, make_day
from tests.db.preparing import make_preparation
from tests.services.file_screen import labels, press, words
from tests.services.shared import PROJECT

MISSING = "Cet élément n’existe pas ou ne vous est pas accessible."


@pytest.fixture
def made(session):
    return make_preparation(session)


def open_page(viewer, entry=MEETINGS, **asked):
    identify_with(lambda: viewer)
    page = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    for name, value in asked.items():
        page.query_params[name] = str(value)
    page.switch_page(entry.path).run()
    assert not page.exception
    return page


def open_meeting(viewer, meeting_id):
    return open_page(viewer, MEETING, seance=meeting_id)


def click(page, key):
    return page.button(key).click().run()


@pytest.mark.parametrize("entry", [MEETINGS, MEETING])
def test_nobody_sees_anything(entry):
    assert "Votre session est terminée" in words(AppTest.from_file(PROJECT / entry.path).run(timeout=30))


def test_pages_are_in_the_menu_of_their_roles():
    assert MEETINGS.roles == MEETING.roles == COMMISSION_ROLES
    assert MEETING.is_hidden


def test_without_any_meeting_the_page_says_what_will_be_there(sign_in):
    page = open_page(sign_in(Role.CASEWORKER))
    assert "Aucune séance pour le moment" in words(page)
    assert "Nouvelle séance" not in labels(page)


def test_the_secretary_creates_a_meeting_of_her_body(made):
    page = press(open_page(made.secretary), "Nouvelle séance")
    page = press(page, "Créer la séance")
    assert not page.exception
    assert "Salle du conseil · aucune situation" in words(page)


def test_to_come_comes_before_past(made):
    made.create()
    given_up = made.create()
    act(made.secretary, meetings.give_up, given_up, to=MeetingState.CANCELLED, reason="Neige")
    page = open_page(made.secretary)
    assert [one.value for one in page.subheader] == ["À venir", "Passées"]
    page.multiselect[0].set_value([MeetingState.CREATED]).run()
    assert [one.value for one in page.subheader] == ["À venir"]


@pytest.mark.parametrize("asked", ["", "abc", 12])
def test_an_unknown_meeting_is_not_confirmed(made, asked):
    page = open_meeting(made.secretary, asked)
    assert MISSING in words(page)
    assert page.title[0].value == "Séance"


def test_a_meeting_of_another_consortium_is_not_confirmed(session, made):
    assert MISSING in words(open_meeting(make_day(session).secretary, made.create()))


def test_a_situation_goes_from_the_basket_to_the_agenda(session, made):
    meeting_id = made.create()
    page = click(open_meeting(made.secretary, meeting_id), f"add_{made.cases[0].id}")
    assert "1 situation, 30 minutes en tout" in words(page)
    session.expire_all()
    stored = session.get_one(CommissionCase, (made.body.consortium_id, made.cases[0].id))
    assert stored.state == CaseState.SCHEDULED


def test_a_long_basket_is_told_whole_and_shown_by_page(session):
    made = make_preparation(session, PAGE_SIZE + 2)
    page = open_meeting(made.secretary, made.create())
    assert "27 situations en attente" in words(page)
    assert sum(str(one.key).startswith("add_") for one in page.button) == PAGE_SIZE


def test_who_was_not_informed_cannot_be_added_and_the_reason_is_said(session, made):
    made.cases[0].informed_on = None
    session.flush()
    page = open_meeting(made.secretary, made.create())
    assert "Ne peut pas passer : la personne n’a pas été informée" in words(page)
    assert f"add_{made.cases[0].id}" not in {one.key for one in page.button}


def test_order_durations_and_breaks_are_arranged_with_buttons(session, made):
    meeting_id = made.create()
    made.add(meeting_id, *made.cases)
    last = made.points(session, meeting_id)[3].id
    page = click(open_meeting(made.secretary, meeting_id), f"move_-1_{last}")
    assert made.points(session, meeting_id)[2].id == last
    page = press(page, "Ajouter une pause")
    click(page, f"out_{last}")
    assert [one.kind for one in made.points(session, meeting_id)][-1] == PointKind.BREAK
    assert last not in {one.id for one in made.points(session, meeting_id)}


def test_a_duration_is_changed_in_a_drawer(session, made):
    meeting_id = made.create()
    first = made.points(session, meeting_id)[0].id
    page = click(open_meeting(made.secretary, meeting_id), f"time_{first}")
    page.number_input[0].set_value(25)
    press(page, "Enregistrer")
    assert made.points(session, meeting_id)[0].minutes == 25


def test_what_is_missing_is_listed_and_no_button_is_greyed(made):
    meeting_id = made.create()
    page = press(open_meeting(made.secretary, meeting_id), "Convoquer les membres")
    assert "Avant « Arrêter l’ordre du jour », il reste à régler" in words(page)
    assert "aucune situation à l’ordre du jour" in words(page)
    assert "Arrêter l’ordre du jour" not in labels(page)


def test_a_set_agenda_is_read_only_until_it_is_reopened(session, made):
    meeting_id = made.create()
    made.add(meeting_id, made.cases[0])
    made.convene(meeting_id)
    page = press(open_meeting(made.secretary, meeting_id), "Arrêter l’ordre du jour")
    assert {"Aller à l’animation", "Rouvrir l’ordre du jour"} <= {*labels(page)}
    assert "Ajouter une pause" not in labels(page)
    press(page, "Rouvrir l’ordre du jour")
    assert made.meeting(session, meeting_id).state == MeetingState.CONVENED


def test_putting_off_asks_why(session, made):
    meeting_id = made.create()
    page = press(open_meeting(made.secretary, meeting_id), "Reporter ou annuler")
    page.text_area[0].set_value("Grève des trains")
    press(page, "Enregistrer")
    meeting = made.meeting(session, meeting_id)
    assert (meeting.state, meeting.state_reason) == (MeetingState.POSTPONED, "Grève des trains")
    assert "Reportée : Grève des trains" in words(open_meeting(made.secretary, meeting_id))


def test_a_reply_is_noted_in_one_click(session, made):
    meeting_id = made.create()
    page = open_meeting(made.secretary, meeting_id)
    page.button_group(key=f"reply_{meeting_id}_{made.members[2].id}_reply").set_value(Reply.COMING).run()
    replies = {seat.member_id: seat.reply for seat in made.seats(session, meeting_id)}
    assert replies[made.members[2].id] == Reply.COMING


def test_a_member_answers_for_herself_and_arranges_nothing(session, made):
    meeting_id = made.create()
    made.add(meeting_id, made.cases[0])
    page = open_meeting(made.referent, meeting_id)
    page.button_group(key=f"reply_{meeting_id}_{made.members[1].id}_reply").set_value(Reply.EXCUSED).run()
    replies = {seat.member_id: seat.reply for seat in made.seats(session, meeting_id)}
    assert replies[made.members[1].id] == Reply.EXCUSED
    assert not {"Modifier", "Ajouter une pause", "Convoquer les membres"} & {*labels(page)}
    assert len(page.get("button_group")) == 1


def test_documents_are_for_who_runs_the_body_and_for_who_accompanies(made):
    meeting_id = made.create()
    made.add(meeting_id, made.cases[0])
    taken = [one.label for one in open_meeting(made.secretary, meeting_id).get("download_button")]
    assert taken == ["PDF", "DOCX", "PDF", "DOCX", "PDF", "Invitation", "Fiche anonyme"]
    taken = open_meeting(made.referent, meeting_id).get("download_button")
    assert [one.label for one in taken] == ["Invitation", "Fiche anonyme"]


def test_the_page_reads_no_more_for_more_situations(session, count_statements):
    counts = []
    for situations in (2, 5):
        made = make_preparation(session, situations)
        meeting_id = made.create()
        for case in made.cases[1:]:
            act(made.secretary, agenda.add_situation, meeting_id, case.id)
        with count_statements() as statements:
            open_meeting(made.secretary, meeting_id)
        counts.append(len(statements))
    assert counts[0] == counts[1]
