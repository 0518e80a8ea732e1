"""What goes into a professional's calendar, read back by the library that calendars use."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from components.calendar_files import calendar_file
from domain.day import Agenda, DayJobCheck
from tests.factories import NOW, TODAY
from tests.services.day_values import appointment, person


def events(appointments=(), reviews=(), job_checks=()):
    content = calendar_file(Agenda(appointments, reviews, job_checks), now=NOW, today=TODAY)
    return Calendar.from_ical(content).events, content.decode()


def test_an_appointment_tells_its_hour_and_place_but_neither_its_purpose_nor_a_name():
    (event,), text = events([appointment()])
    assert (event.start, event.end) == (NOW + timedelta(days=4), NOW + timedelta(days=4, minutes=45))
    assert (event["summary"], event["location"]) == ("Rendez-vous É. L.", "Maison des solidarités")
    assert event["dtstamp"].dt == NOW
    assert event["class"] == "PRIVATE"
    for secret in ("Lefèvre", "Élise", "traitement", "06 39"):
        assert secret not in text


@pytest.mark.parametrize(
    ("due_on", "shown_on"), [(date(2026, 11, 24), date(2026, 11, 24)), (date(2026, 3, 1), TODAY)]
)
def test_a_review_takes_a_whole_day_and_a_late_one_stands_today(due_on, shown_on):
    (event,), _ = events(reviews=[person(review_due_on=due_on)])
    assert (event.start, event.end) == (shown_on, shown_on + timedelta(days=1))
    assert (event["summary"], event["transp"]) == ("Point de situation É. L.", "TRANSPARENT")


def test_a_contact_about_a_job_says_neither_the_job_nor_a_name():
    check = DayJobCheck(7, "Élise", "Lefèvre", 3, TODAY + timedelta(days=6))
    (event,), text = events(job_checks=[check])
    assert (event.start, event["summary"]) == (check.due_on, "Contact à 3\u00a0mois É. L.")
    assert not any(word in text for word in ("Lefèvre", "emploi"))


def test_the_same_appointment_moved_keeps_its_identifier():
    (before,), _ = events([appointment()])
    (after,), _ = events([appointment(starts_at=NOW + timedelta(days=9), place="")])
    assert before["uid"] == after["uid"]
    assert "location" not in after


def test_what_was_typed_cannot_add_a_line_to_the_file():
    (event,), text = events([appointment(place="Salle\r\nSUMMARY:autre, 2; \\n")])
    assert event["summary"] == "Rendez-vous É. L."
    assert "\nSUMMARY:autre" not in text
