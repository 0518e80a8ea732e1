"""Rapprochements: noted in silence, shown to the coordination, decided once."""

import pytest
from sqlalchemy import select

from db.actions.reconciliations import keep_apart, link, note_reconciliation, undo_decision
from db.engine import read_session, write_session
from db.models.audit import AuditEntry
from db.queries.journal import list_file_accesses
from db.queries.reconciliations import count_reconciliations, list_reconciliations
from domain.errors import ForbiddenError, NotFoundError
from domain.reconciliations import ReconciliationStatus as Status
from tests.db.pairs import create_twin, decide, join, listed, new_side, new_twin, note, people_of, reserve
from tests.db.world import BIRTH
from tests.factories import make_person


@pytest.fixture
def side(session):
    return new_side(session)


@pytest.fixture
def twin(session, side):
    return new_twin(session, side)


@pytest.fixture
def pair(side, twin):
    return note(side, side.person, twin)


def test_someone_who_exists_elsewhere_is_noted_for_the_coordination_only(side):
    created = create_twin(side, "neighbour")
    [found] = listed(side)
    assert people_of(found) == {side.person.id, created}
    assert found.reason == "Même nom et même date de naissance"
    assert [listed(side, who=name) for name in side.viewers if name != "coordinator"] == [[]] * 10


def test_someone_of_my_own_list_is_not_noted(side):
    create_twin(side, "referent")
    assert listed(side) == []


def test_creating_leaves_no_trace_that_the_creator_may_read(session, side):
    created = create_twin(side, "neighbour")
    journal = select(AuditEntry.event).where(AuditEntry.beneficiary_id == created)
    assert session.scalars(journal).all() == ["create"]


def test_nor_does_deciding_that_they_are_two_people(side):
    created = create_twin(side, "neighbour")
    [found] = listed(side)
    read = {}
    with write_session(side.viewers["coordinator"]) as session:
        keep_apart(session, side.viewers["coordinator"], found.id, version=found.version)
    for name in ("neighbour", "coordinator"):
        with read_session(side.viewers[name]) as session:
            read[name] = [
                line.event_label for line in list_file_accesses(session, side.viewers[name], created)
            ]
    assert read == {"neighbour": ["Ajout"], "coordinator": ["Modification", "Ajout"]}


def test_a_pair_is_noted_once_in_either_order_whatever_was_decided(side, twin, pair):
    decide(side, keep_apart, pair)
    coordinator = side.viewers["coordinator"]
    with write_session(coordinator) as writing:
        note_reconciliation(writing, coordinator, twin.id, side.person.id, reason="Encore")
    assert listed(side) == []


def test_somebody_already_joined_is_refused_in_words_and_her_question_goes_on(session, side, twin, pair):
    third = make_person(session, side.professionals["colleague"])
    question = note(side, twin, third)
    join(side, pair, side.person)
    with pytest.raises(ForbiddenError, match="déjà été réuni"):
        join(side, question, third)
    [passed_on] = listed(side)
    assert people_of(passed_on) == {side.person.id, third.id}


def test_two_people_of_the_coordination_decide_once(side, pair):
    decide(side, keep_apart, pair)
    for action, values in ((keep_apart, {}), (link, {"kept_id": side.person.id})):
        with pytest.raises(ForbiddenError, match="quelqu’un d’autre"):
            decide(side, action, pair, **values)
    with pytest.raises(ForbiddenError):
        decide(side, undo_decision, pair)
    decide(side, undo_decision, pair, version=2)
    assert len(listed(side)) == 1


def test_the_file_that_remains_is_one_of_the_two(session, side, pair):
    stranger = make_person(session, side.professionals["colleague"])
    with pytest.raises(NotFoundError):
        join(side, pair, stranger)


def test_a_person_reserved_to_another_structure_is_shown_to_nobody_else(session, side, twin, pair):
    reserve(session, twin, twin.owner_structure_id)
    assert listed(side) == []
    for action, values in ((keep_apart, {}), (link, {"kept_id": twin.id})):
        with pytest.raises(NotFoundError):
            decide(side, action, pair, **values)


@pytest.mark.usefixtures("pair")
def test_a_page_reads_in_as_many_statements_whatever_the_pairs(session, side, count_statements):
    sent = []
    for _ in range(2):
        with count_statements() as statements, read_session(side.viewers["coordinator"]) as reading:
            list_reconciliations(reading, side.viewers["coordinator"], status=Status.OPEN)
            count_reconciliations(reading, side.viewers["coordinator"])
        sent.append(len(statements))
        for _ in range(5):
            note(side, side.person, make_person(session, side.professionals["neighbour"]))
    assert sent == [5, 5]


def test_each_side_says_what_is_known(side, pair):
    shown = next(s for s in (pair.first, pair.second) if s.beneficiary_id == side.person.id)
    assert (shown.full_name, shown.birth_date, shown.structure) == (
        "Éloïse Lefèvre",
        BIRTH,
        "Structure référente",
    )
    assert shown.identifiers == ("CAF 1234567A",)
    assert shown.counts["note"] == shown.counts["rendez-vous"] == 1
