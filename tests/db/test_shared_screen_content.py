"""What the meeting day writes for the room: veiled, always up to date, one change a gesture."""

import json
from datetime import date

import pytest

from db.actions.commissions import commitments, day, outcomes, reveals
from db.actions.templates import published_template
from db.models.audit import AuditEntry
from db.models.beneficiaries import SupportPeriod
from db.models.consortia import Consortium
from db.models.offer import ServiceTheme
from db.queries.commissions.sheets import read_sheet
from db.queries.commissions.summaries import read_named_summary
from domain.audit import AuditEvent
from domain.commissions.commitments import CommitmentDraft
from domain.commissions.words import CaseState, PointKind
from domain.errors import ForbiddenError, NotFoundError
from domain.identifiers import new_id
from tests.db.diagnosed_people import Said, add_said
from tests.db.meeting_days import act, make_day, read, shown, start, start_on_situation, stored
from tests.factories import TODAY, make_service

SECRETS = ("Zoulikha", "Martin", "06 12 34 56 78", "1990", "rue des Lilas")


@pytest.fixture
def held(session):
    held = make_day(session)
    person, case = held.people[0], held.cases[0]
    person.birth_date, person.phone, person.address = date(1990, 5, 17), "0612345678", "3 rue des Lilas"
    case.question = "Que proposer à Zoulikha MARTIN, née le 17/05/1990 ?"
    case.tried = "Appelée au 06 12 34 56 78, vue au 3 rue des Lilas."
    case.hidden = ["tried", "delays"]
    session.flush()
    return held


def test_nothing_that_is_stored_names_her(session, held):
    point = start_on_situation(held)
    text = "Mme Martin (Zoulikha) rappelle au 06 12 34 56 78"
    act(held.secretary, outcomes.record_outcome, point.id, "comment", shown="", typed=text)
    draft = CommitmentDraft("Écrire à Zoulikha", deadline_on=TODAY)
    act(held.secretary, commitments.add_commitment, point.id, record_id=new_id(), draft=draft)
    content = json.dumps(stored(session, held).content, ensure_ascii=False)
    assert not [secret for secret in SECRETS if secret in content]
    assert str(held.people[0].id) not in content
    assert shown(session, held).commitments[0].title == "Écrire à la personne"


def test_the_sheet_comes_with_its_situation_and_leaves_with_it(session, held):
    start(held)
    assert shown(session, held).sheet is None
    act(held.secretary, day.go_to_point, held.points[0].id)
    first = shown(session, held)
    assert (first.kind, first.number, first.sheet.number) == (PointKind.SITUATION, 1, 1)
    act(held.secretary, day.go_to_point, held.points[1].id)
    assert shown(session, held).sheet.number == 2


def test_the_first_name_is_shown_when_asked_and_falls_back_by_itself(session, held):
    point = start_on_situation(held)
    act(held.secretary, reveals.reveal_first_name, point.id, is_revealed=True)
    assert shown(session, held).first_name == "Zoulikha"
    signed = session.query(AuditEntry).filter_by(event=AuditEvent.REVEAL).one()
    assert signed.beneficiary_id == held.people[0].id
    act(held.secretary, day.go_to_point, held.points[1].id)
    act(held.secretary, day.go_to_point, point.id)
    assert shown(session, held).first_name == ""


def test_only_the_situation_that_is_looked_at_is_revealed(held):
    start_on_situation(held)
    with pytest.raises(ForbiddenError, match="plus celle que l’on regarde"):
        act(held.secretary, reveals.reveal_first_name, held.points[1].id, is_revealed=True)


def test_while_she_is_there_the_room_does_not_read_what_she_refuses(session, held):
    point = start_on_situation(held)
    assert shown(session, held).sheet.tried
    act(held.secretary, reveals.note_person_present, point.id, is_present=True)
    assert (shown(session, held).sheet.tried, shown(session, held).sheet.delays) == ("", ())
    act(held.secretary, reveals.note_person_present, point.id, is_present=False)
    assert shown(session, held).sheet.tried


def test_each_gesture_adds_one_change(session, held):
    point = start_on_situation(held)
    before = stored(session, held).changes
    act(held.secretary, outcomes.record_outcome, point.id, "comment", shown="", typed="Un mot")
    assert stored(session, held).changes == before + 1
    act(held.secretary, outcomes.record_outcome, point.id, "comment", shown="Un mot", typed="Un mot")
    assert stored(session, held).changes == before + 1


def test_a_small_commune_is_not_named_anywhere(session, held):
    held.people[0].commune_code = "66005"  # Angoustrine: 600 inhabitants
    held.cases[0].question = "Quel transport depuis Angoustrine-Villeneuve-des-Escaldes ?"
    session.flush()
    sheet = read(held.secretary, read_sheet, held.cases[0].id)
    assert sheet.commune == "Petite commune"
    assert "Angoustrine" not in sheet.question


def test_the_sheet_and_the_summary_cost_at_most_eight_statements(held, count_statements):
    with count_statements() as statements:
        read(held.secretary, read_sheet, held.cases[0].id)
        read(held.secretary, read_named_summary, held.cases[0].id)
    assert len(statements) <= 8


def test_the_secretary_reads_needs_and_solutions_without_any_role_on_people(session, held):
    consortium = session.get_one(Consortium, held.secretary.consortium_id)
    stay = session.get_one(SupportPeriod, (consortium.id, held.cases[0].support_period_id))
    said = Said(TODAY, None, 3, 0, 0, False, frozenset({"mobilite"}))
    add_said(session, stay, published_template(session, held.referent).id, said)
    service = make_service(session, consortium, name="Garage solidaire")
    theme = {"theme": "mobilite--x", "category": "mobilite"}
    session.add(ServiceTheme(consortium_id=consortium.id, service_id=service.id, **theme))
    session.flush()
    sheet = read(held.secretary, read_sheet, held.cases[0].id)
    assert [one.code for one in sheet.needs] == ["mobilite"]
    assert [one.name for one in sheet.solutions] == ["Garage solidaire"]


def test_each_look_at_a_situation_is_in_the_journal_of_her_file(session, held):
    start_on_situation(held)
    about = {"event": AuditEvent.READ, "beneficiary_id": held.people[0].id}
    signed = session.query(AuditEntry).filter_by(**about).one()
    assert signed.professional_id == held.secretary.professional_id


def test_the_secretary_has_no_other_way_to_the_sheet_than_her_own_bodies(session, held):
    elsewhere = make_day(session)
    with pytest.raises(NotFoundError):
        read(elsewhere.secretary, read_sheet, held.cases[0].id)


def test_the_named_summary_tells_former_passages(session, held):
    held.cases[0].state, held.cases[0].passed_on = CaseState.EXAMINED, TODAY
    session.flush()
    summary = read(held.secretary, read_named_summary, held.cases[0].id)
    assert (summary.last_name, summary.first_names, summary.passages) == ("Martin", "Zoulikha", ())
