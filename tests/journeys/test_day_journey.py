"""A référent's morning in Chromium: her day, a person reached in one go, her agenda, a slip."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from db.models.audit import AuditEntry
from db.models.beneficiaries import SupportPeriod
from db.models.exchanges import Appointment, Contact
from domain.audit import AuditEvent
from tests.factories import make_person, meeting_times
from tests.services.accounts import PASSWORD, make_account

LOGIN = "referente.journee"
SENTENCE = "Viendra *jeudi* <b>"


@pytest.fixture
def person_id(site):
    """Somebody nobody has called for long, who has an appointment tomorrow with the référent."""
    with Session(site[1], expire_on_commit=False) as session, session.begin():
        referent = make_account(session, login=LOGIN)
        person = make_person(session, referent, birth_name="Lefèvre", first_names="Zoé")
        period = session.scalars(select(SupportPeriod).where(SupportPeriod.beneficiary_id == person.id)).one()
        plan(session, period, referent.id)
        return person.id


def plan(session: Session, period: SupportPeriod, professional_id: int) -> None:
    """Tomorrow, at the town hall."""
    when = datetime.now(UTC) + timedelta(days=1)
    of_stay = {"support_period_id": period.id, "professional_id": professional_id}
    meeting = Appointment(**of_stay, **meeting_times(when))
    meeting.consortium_id, meeting.place, meeting.purpose = period.consortium_id, "Mairie", "Bilan de santé"
    session.add(meeting)


@pytest.fixture
def day(site, person_id, page):
    """What the référent sees as she arrives."""
    assert person_id
    page.goto(site[0].url)
    page.get_by_label("Identifiant").fill(LOGIN)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1, name="Ma journée")).to_be_visible()
    expect(page.get_by_role("heading", name="Parcours à reprendre")).to_contain_text("1")
    return page


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.path().read_bytes()


def contacts(engine: Engine, person_id: int) -> list[Contact]:
    with Session(engine) as session:
        of_person = select(SupportPeriod.id).where(SupportPeriod.beneficiary_id == person_id)
        return list(session.scalars(select(Contact).where(Contact.support_period_id.in_(of_person))))


def test_a_person_reached_in_one_go_leaves_the_list_and_is_written_once(site, day, person_id):
    day.get_by_role("button", name="J’ai eu la personne").last.click()
    drawer = day.get_by_role("dialog")
    expect(drawer.get_by_text("Zoé Lefèvre")).to_be_visible()
    drawer.get_by_label("En une phrase").fill(SENTENCE)
    drawer.get_by_role("button", name="Enregistrer").dblclick()
    expect(day.get_by_test_id("stToast")).to_contain_text("Contact noté.")
    expect(drawer).to_have_count(0)
    expect(day.get_by_role("button", name="Sans contact")).to_have_count(0)
    assert [(one.sentence, one.is_reached) for one in contacts(site[1], person_id)] == [(SENTENCE, True)]


def test_the_agenda_holds_the_appointment_and_names_nobody(site, day):
    content = downloaded(day, "Ajouter à mon agenda")
    (event,) = [one for one in Calendar.from_ical(content).events if one["summary"].startswith("Rendez")]
    assert (event["summary"], event["location"]) == ("Rendez-vous Z. L.", "Mairie")
    assert "Lefèvre" not in content.decode()
    assert "santé" not in content.decode()
    with Session(site[1]) as session:
        exports = select(AuditEntry.object_kind).where(AuditEntry.event == AuditEvent.EXPORT)
        assert "agenda" in session.scalars(exports).all()


def test_the_slip_and_the_file_are_one_click_away(day):
    assert downloaded(day, "Carton").startswith(b"%PDF")
    day.get_by_role("link", name="Zoé Lefèvre").first.click()
    expect(day.get_by_role("heading", level=1, name="Zoé Lefèvre")).to_be_visible()
    day.get_by_role("radio", name="Échanges").click()
    expect(day.get_by_role("button", name="Carton")).to_be_visible()
    (event,) = Calendar.from_ical(downloaded(day, "Agenda")).events
    assert event["summary"] == "Rendez-vous Z. L."
