"""Ma journée, for each role, full and empty, on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from components.identity import identify_with
from db.models.exchanges import Appointment, Contact
from domain.access import PEOPLE_ROLES, Role
from domain.day import SHOWN
from domain.exchange_drafts import AppointmentDraft, ContactDraft
from domain.follow_up import AppointmentStatus
from domain.people import Channel
from domain.reviews import ReviewsShown
from navigation import ACCOUNTS, CASELOAD, DAY, REVIEWS, home_for
from tests.factories import (
    NOW,
    TODAY,
    make_consortium,
    make_person,
    make_professional,
    share_with,
    viewer_for,
)
from tests.services.file_screen import add, count, field, labels, press, words
from tests.services.shared import PROJECT

LONG_AGO = date(2025, 1, 5)
REACHED = "J’ai eu la personne"


@pytest.fixture
def consortium(session):
    return make_consortium(session)


@pytest.fixture
def referent(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def viewer(session, referent):
    return viewer_for(session, referent)


@pytest.fixture
def person(session, referent):
    return make_person(session, referent, birth_name="Lefèvre", first_names="Zoé", entered_on=LONG_AGO)


def open_day(viewer):
    identify_with(lambda: viewer)
    home = AppTest.from_file(PROJECT / "app.py", default_timeout=30).run()
    return home if home_for(viewer.roles) == DAY else home.switch_page(DAY.path).run()


def meet(viewer, person, hours=2, purpose="Bilan *du* mois"):
    planned = AppointmentStatus.PLANNED
    when = NOW + timedelta(hours=hours)
    draft = AppointmentDraft(when, 45, "À domicile", purpose, viewer.professional_id, None, planned, False)
    return add(viewer, person, draft)


def headings(page):
    return [heading.value for heading in page.subheader]


def links(page):
    return [link.proto.label.replace("\\", "").replace("\u00a0", " ") for link in page.get("page_link")]


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_each_role_of_people_reads_her_day(session, referent, viewer, person, role):
    meet(viewer, person)
    page = open_day(viewer_for(session, referent, role))
    assert not page.exception
    assert headings(page) == [
        "Aujourd’hui :gray-badge[1]",
        "Les 7 prochains jours",
        "Points de situation à faire :gray-badge[1]",
        "Parcours à reprendre :gray-badge[1]",
        "Ce qui a changé sur mes dossiers",
    ]
    assert links(page) == ["**12 h 30** · Zoé Lefèvre", "Zoé Lefèvre", "Zoé Lefèvre"]
    assert "Bilan *du* mois · À domicile" in words(page)


@pytest.mark.parametrize("role", sorted(PEOPLE_ROLES))
def test_who_follows_nobody_is_told_what_will_come_and_where_to_go(session, referent, role):
    page = open_day(viewer_for(session, referent, role))
    assert not page.exception
    assert "Vous n’êtes référent·e de personne pour l’instant" in words(page)
    assert "Ouvrir la file active" in links(page)
    assert ("Personnes sans référent·e" in labels(page)) == (role is not Role.CASEWORKER)


def test_who_accompanies_people_arrives_here_and_the_others_where_they_did():
    assert home_for([Role.CASEWORKER, Role.COORDINATOR]) == DAY
    assert home_for([Role.COORDINATOR]) == home_for([Role.STRUCTURE_MANAGER]) == CASELOAD
    assert home_for([Role.ADMINISTRATOR, Role.COORDINATOR]) == CASELOAD
    assert home_for([Role.ADMINISTRATOR]) == ACCOUNTS


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("role", sorted(set(Role) - PEOPLE_ROLES))
def test_other_roles_are_refused(session, referent, role):
    identify_with(lambda: viewer_for(session, referent, role))
    page = AppTest.from_file(PROJECT / DAY.path, default_timeout=20).run()
    assert page.error
    assert "Zoé" not in words(page)


@pytest.mark.usefixtures("person")
def test_nobody_gets_nothing():
    page = AppTest.from_file(PROJECT / DAY.path, default_timeout=20).run()
    assert "Votre session est terminée" in words(page)
    assert "Zoé" not in words(page)


def test_a_quiet_day_says_so_in_plain_words(session, viewer, referent):
    make_person(session, referent, entered_on=TODAY)
    add(viewer, make_person(session, referent, entered_on=TODAY), ContactDraft(TODAY, Channel.CALL, True))
    page = open_day(viewer)
    for sentence in ("Aucun rendez-vous aujourd’hui.", "vous êtes à jour", "Rien de nouveau depuis"):
        assert sentence in words(page)


@pytest.mark.usefixtures("person")
def test_the_page_costs_six_statements_at_most_and_one_more_with_its_form(viewer, count_statements):
    page = open_day(viewer)
    with count_statements() as statements:
        page.run()
    assert 0 < len(statements) <= 6
    with count_statements() as statements:
        press(page, REACHED)
    assert len(statements) <= 7


def test_a_contact_and_the_next_appointment_in_one_go_take_the_person_out_of_the_list(
    session, viewer, person
):
    person.preferred_channel = Channel.SMS
    session.flush()
    page = press(open_day(viewer), REACHED)
    assert "Zoé Lefèvre" in words(page)
    field(page, "En une phrase").set_value("Viendra *jeudi*.")
    page.datetime_input[0].set_value((NOW + timedelta(days=3)).replace(tzinfo=None))
    page = press(page, "Enregistrer")
    contact = session.scalars(select(Contact)).one()
    assert (contact.channel, contact.is_reached, contact.sentence) == (Channel.SMS, True, "Viendra *jeudi*.")
    assert session.scalars(select(Appointment)).one().starts_at == NOW + timedelta(days=3, hours=-1)
    assert "Sans contact" not in " ".join(labels(page))
    assert "Les 7 prochains jours :gray-badge[1]" in headings(page)


@pytest.mark.usefixtures("person")
def test_a_refusal_stays_by_its_field_and_keeps_what_was_typed(session, viewer):
    page = press(open_day(viewer), REACHED)
    field(page, "En une phrase").set_value("Viendra jeudi.")
    page.datetime_input[0].set_value((NOW - timedelta(days=3)).replace(tzinfo=None))
    page = press(page, "Enregistrer")
    assert "Ce moment est déjà passé." in words(page)
    assert field(page, "En une phrase").value == "Viendra jeudi."
    assert count(session, Contact) == 0


def test_who_is_not_in_the_group_reads_the_appointment_but_is_not_asked_to_write(session, consortium, person):
    coordinator = viewer_for(session, make_professional(session, consortium), Role.COORDINATOR)
    member = make_professional(session, consortium)
    share_with(session, person, member)
    host = {"professional_id": member.id, "second_professional_id": coordinator.professional_id}
    planned = {"status": AppointmentStatus.PLANNED, "counts_as_review": False}
    draft = AppointmentDraft(NOW + timedelta(hours=1), 45, "", "", **host, **planned)
    add(viewer_for(session, member), person, draft)
    page = open_day(coordinator)
    assert links(page) == ["**11 h 30** · Zoé Lefèvre"]
    assert REACHED not in labels(page)


def test_the_rest_of_a_long_list_is_that_of_her_late_reviews(session, consortium, referent, viewer):
    make_person(session, make_professional(session, consortium), entered_on=LONG_AGO)
    for number in range(SHOWN + 2):
        make_person(session, referent, first_names=f"Alix {number}", entered_on=LONG_AGO)
    make_person(session, referent, first_names="Nouvelle", entered_on=TODAY)
    identify_with(lambda: viewer)
    page = open_day(viewer).switch_page(REVIEWS.path).run()  # its filters are already known
    page = press(page.switch_page(DAY.path).run(), "Voir tous mes points en retard")
    assert page.session_state["reviews_shown"] == ReviewsShown.LATE
    assert len(page.dataframe[0].value) == SHOWN + 2
