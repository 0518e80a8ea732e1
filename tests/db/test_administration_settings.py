"""Structures and settings of a consortium."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.actions.caseload_bulk import refresh_review_due_dates
from db.actions.caseload_entries import refresh_caseload_entries
from db.actions.settings import change_settings
from db.actions.structures import add_structure, change_structure
from db.engine import write_session
from db.models.beneficiaries import SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.consortia import Consortium
from db.models.exchanges import Review
from db.queries.settings import get_settings_draft
from db.queries.structures import list_structure_lines
from domain.consortium_settings import SettingsDraft
from domain.errors import EditConflictError, InvalidInputError
from domain.follow_up import Presence
from domain.identifiers import new_id
from domain.organisations import StructureKind
from domain.structures import StructureDraft
from tests.db.crowd import fill, meet
from tests.db.world import HERE, build_side
from tests.factories import TODAY, make_person

CCAS = StructureDraft("CCAS d’essai", StructureKind.CCAS, phone="04 68 00 00 00")
READ = SettingsDraft("SPIE", 90)


@pytest.fixture
def side(session):
    return build_side(session, HERE)


@pytest.fixture
def act(side):
    """Do this as the administrator, or as somebody else."""

    def do(action, *arguments, by="administrator", **values):
        viewer = side.viewers[by]
        with write_session(viewer) as session:
            return action(session, viewer, *arguments, **values)

    return do


def test_a_structure_is_added_once_and_corrected(side, act):
    record_id = new_id()
    for _ in range(2):
        act(add_structure, record_id=record_id, draft=CCAS)
    act(change_structure, record_id, version=1, draft=replace(CCAS, phone="04 68 11 11 11"))
    (line,) = [line for line in act(list_structure_lines) if line.id == record_id]
    assert (line.draft.phone, line.professionals) == ("04 68 11 11 11", 0)
    own = next(line for line in act(list_structure_lines) if line.id == side.structure.id)
    assert own.professionals == 8


def test_two_structures_do_not_bear_the_same_name(act):
    with pytest.raises(InvalidInputError) as refusal:
        act(add_structure, record_id=new_id(), draft=replace(CCAS, name="STRUCTURE REFERENTE"))
    assert list(refusal.value.problems) == ["name"]


def test_two_corrections_of_a_structure_show_both_versions(act):
    act(add_structure, record_id=(record_id := new_id()), draft=CCAS)
    act(change_structure, record_id, version=1, draft=replace(CCAS, phone="04 68 11 11 11"))
    with pytest.raises(EditConflictError) as conflict:
        act(change_structure, record_id, version=1, draft=replace(CCAS, phone="04 68 22 22 22"))
    assert conflict.value.differences == [("Téléphone", "04 68 11 11 11", "04 68 22 22 22")]


def test_a_new_rhythm_moves_the_dates_that_it_decides(session, side, act):
    someone = make_person(session, side.professionals["referent"], birth_name="Sans bilan")
    act(change_settings, read=READ, draft=SettingsDraft("Réseau pour l’emploi", 30))
    assert act(get_settings_draft) == SettingsDraft("Réseau pour l’emploi", 30)
    assert due_on(session, side, someone) == date(2026, 2, 4)
    assert due_on(session, side, side.person) == date(2026, 12, 1)  # agreed at the last review


def due_on(session, side, person):
    entry = session.get_one(CaseloadEntry, (side.consortium.id, person.id), populate_existing=True)
    return entry.review_due_on


def test_the_bulk_rule_of_due_dates_is_the_rule_of_each_line(session, side):
    referent = side.professionals["referent"]
    people = [make_person(session, referent, birth_name=f"Personne {n}") for n in range(5)]
    periods = session.scalars(select(SupportPeriod).order_by(SupportPeriod.id)).all()[-5:]
    periods[0].review_rhythm_days = 14
    days = [(1, 8, TODAY), (2, 8, None), (3, 8, None), (3, 8, TODAY), (4, 8, TODAY), (4, 8, None)]
    for rank, day, agreed_on in days:
        review = Review(consortium_id=side.consortium.id, id=new_id(), support_period_id=periods[rank].id)
        review.professional_id, review.presence = referent.id, Presence.PERSON
        review.held_on, review.next_review_on = date(2026, 9, day), agreed_on
        session.add(review)
    side.consortium.review_rhythm_days = 45
    session.flush()
    refresh_caseload_entries(session, side.consortium.id, [person.id for person in people])
    expected = [due_on(session, side, person) for person in people]
    for days in (200, 45):
        side.consortium.review_rhythm_days = days
        refresh_review_due_dates(session, side.consortium.id)
    assert [due_on(session, side, person) for person in people] == expected


def test_a_new_rhythm_is_a_handful_of_statements_whatever_the_size(connection, count_statements):
    fill(connection, 400)
    viewer = meet(connection).viewers["coordinator"]
    with count_statements() as statements, write_session(viewer) as session:
        refresh_review_due_dates(session, viewer.consortium_id)
    assert len(statements) == 7  # the caseload's lines, then dashboards' lines, lapses and alerts


def test_settings_changed_by_somebody_else_meanwhile_are_a_conflict(session, side, act):
    act(change_settings, read=READ, draft=SettingsDraft("SPIE", 30))
    with pytest.raises(EditConflictError) as conflict:
        act(change_settings, read=READ, draft=SettingsDraft("Réseau pour l’emploi", 60))
    assert [found.stored for found in conflict.value.differences] == ["30"]
    act(change_settings, read=READ, draft=SettingsDraft("Réseau pour l’emploi", 90))  # another field
    stored = session.get_one(Consortium, side.consortium.id, populate_existing=True)
    assert (stored.scheme_name, stored.review_rhythm_days) == ("Réseau pour l’emploi", 30)
