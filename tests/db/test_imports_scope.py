"""Whom an importer may know of, and what happens when the caseload changes before she confirms."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from db.actions.caseload_entries import refresh_caseload_entry
from db.engine import read_session
from db.models.beneficiaries import Beneficiary
from db.models.consortia import Structure
from db.models.reconciliations import Reconciliation
from db.queries.imports import get_run, list_run_rows, list_runs, rejected_lines
from domain import clock
from domain.access import Role
from domain.clock import set_clock
from domain.errors import ForbiddenError, NotFoundError
from domain.imports.model import Decision, Outcome, Verdict
from tests.db.importing import confirm, csv, decided, import_file, only_row, preview, rows, verdicts
from tests.factories import make_person, make_professional, make_structure, share_with, viewer_for

NAMED = "Nom;Prénom;Né le"
LINE = "Lefèvre;Anne-Éloïse;03/04/1990"
BORN = date(1990, 4, 3)


@pytest.fixture
def professional(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def known(session, professional):
    """Somebody of the consortium, in a structure of her own."""
    return make_person(
        session, professional, birth_name="Lefèvre", first_names="Anne-Éloïse", birth_date=BORN
    )


def how_many(session, viewer):
    mine = Beneficiary.consortium_id == viewer.consortium_id
    return session.scalar(select(func.count()).select_from(Beneficiary).where(mine))


@pytest.fixture
def manager(session, consortium):
    """Of a structure that shares nobody."""
    return viewer_for(session, make_professional(session, consortium, roles=(Role.STRUCTURE_MANAGER,)))


def test_somebody_of_another_structure_shows_as_new_and_becomes_a_rapprochement(session, manager, known):
    run_id = preview(manager, csv(NAMED, LINE))
    row = rows(manager, run_id)[2]
    assert (row.verdict, row.beneficiary_id, row.reason, row.warnings) == (Verdict.NEW, None, "", {})
    assert confirm(manager, run_id) == {"created": 1}
    added = rows(manager, run_id)[2]
    (pair,) = session.scalars(select(Reconciliation).filter_by(consortium_id=manager.consortium_id))
    assert (pair.first_id, pair.second_id) == (known.id, added.beneficiary_id)
    assert (added.reason, added.changes, added.outcome) == ("", [], Outcome.CREATED)


def test_somebody_shared_with_the_structure_is_found(session, consortium, professional, known):
    role = Role.STRUCTURE_MANAGER
    manager = viewer_for(
        session, make_professional(session, consortium, structure=_home(session, known), roles=(role,))
    )
    assert professional
    assert verdicts(manager, csv(NAMED, LINE)) == ["unchanged"]


def _home(session, person):
    return session.get_one(Structure, (person.consortium_id, person.owner_structure_id))


def test_who_objected_to_sharing_is_found_by_her_own_structure_only(session, consortium, coordinator, known):
    known.sharing_objected_on, known.reserved_structure_id = date(2026, 3, 1), known.owner_structure_id
    session.flush()
    line = csv(NAMED, LINE)
    inside = make_professional(
        session, consortium, structure=_home(session, known), roles=(Role.STRUCTURE_MANAGER,)
    )
    refresh_caseload_entry(session, known.consortium_id, known.id)
    assert verdicts(coordinator, line) == ["new"]
    assert verdicts(viewer_for(session, inside), line) == ["unchanged"]


def test_the_same_file_previewed_twice_then_confirmed_twice_adds_nobody_twice(session, coordinator):
    content = csv(NAMED, "Puig;Zoé;03/04/1990", "Roca;Inès;03/04/1991")
    first, second = preview(coordinator, content), preview(coordinator, content)
    assert confirm(coordinator, first) == {"created": 2}
    assert confirm(coordinator, second) == {"left": 2}
    assert {row.reason[:7] for row in rows(coordinator, second).values()} == {"Arrivée"}
    assert how_many(session, coordinator) == 2


def test_a_person_refused_then_added_by_another_import_is_not_added_again(session, coordinator, known):
    assert known
    content = csv(NAMED, LINE)
    later = clock.now() + timedelta(minutes=5)
    runs = [preview(coordinator, content) for _ in range(2)]
    for run_id in runs:
        decided(coordinator, run_id, Verdict.UNCHANGED, Decision.OTHER)
    set_clock(lambda: later)
    assert [confirm(coordinator, run_id) for run_id in runs] == [{"created": 1}, {"left": 1}]
    assert how_many(session, coordinator) == 2


@pytest.mark.parametrize("birth_name", ["Puig", "Puigh"])
def test_somebody_typed_between_preview_and_confirmation_is_left(
    session, coordinator, professional, birth_name
):
    run_id = preview(coordinator, csv(NAMED, "Puig;Zoé;03/04/1990"))
    make_person(session, professional, birth_name=birth_name, first_names="Zoé", birth_date=BORN)
    assert confirm(coordinator, run_id) == {"left": 1}
    assert how_many(session, coordinator) == 1


def test_somebody_no_longer_in_reach_is_left(session, consortium, known):
    manager = make_professional(session, consortium, roles=(Role.STRUCTURE_MANAGER,))
    member = share_with(session, known, manager)
    viewer = viewer_for(session, manager)
    run_id = preview(viewer, csv(f"{NAMED};Portable", "Lefèvre;Anne-Éloïse;03/04/1990;0612345678"))
    member.ended_on = date(2026, 11, 1)
    session.flush()
    assert confirm(viewer, run_id) == {"left": 1}
    assert rows(viewer, run_id)[2].reason == "Cette personne ne vous est plus accessible."


def test_confirmed_twice_an_import_is_done_once(session, coordinator):
    """T083."""
    run_id = import_file(coordinator, csv(NAMED, "Puig;Zoé;03/04/1990"))
    assert confirm(coordinator, run_id) == {"created": 1}
    assert how_many(session, coordinator) == 1


def test_a_manager_names_neither_another_structure_nor_its_professionals(session, consortium, manager, known):
    make_structure(session, consortium, "Relais emploi")
    assert known
    line = csv(f"{NAMED};Structure", "Puig;Zoé;05/06/1991;Relais emploi")
    row = only_row(manager, line)
    assert (row.verdict, list(row.problems)) == (Verdict.ERROR, [3])
    assert row.problems[3] == "Vous importez pour votre structure : Relais emploi n’en fait pas partie."


def test_but_what_somebody_already_has_is_no_news(session, manager, professional, known):
    share_with(session, known, professional, structure_id=manager.structure_id, professional_id=None)
    professional.last_name = "Vidal"
    session.flush()
    assert verdicts(manager, csv(f"{NAMED};Référent", f"{LINE};Camille Vidal")) == ["unchanged"]
    assert verdicts(manager, csv(f"{NAMED};Référent", "Puig;Zoé;05/06/1991;Camille Vidal")) == ["error"]


def test_nor_by_refusing_a_match_that_had_it(session, manager, professional, known):
    share_with(session, known, professional, structure_id=manager.structure_id, professional_id=None)
    professional.last_name = "Vidal"
    session.flush()
    run_id = preview(manager, csv(f"{NAMED};Référent", f"{LINE};Camille Vidal"))
    decided(manager, run_id, Verdict.UNCHANGED, Decision.OTHER)
    assert confirm(manager, run_id) == {"left": 1}
    assert rows(manager, run_id)[2].reason.startswith("Vous importez pour votre structure")


def test_who_changed_structure_since_the_preview_confirms_nothing(session, consortium, manager):
    run_id = preview(manager, csv(NAMED, LINE))
    moved = replace(manager, structure_id=make_structure(session, consortium).id)
    with pytest.raises(NotFoundError):
        confirm(moved, run_id)
    assert how_many(session, manager) == 0


def test_the_coordination_reads_that_a_manager_imported_but_not_her_lines(coordinator, manager):
    run_id = preview(manager, csv(NAMED, LINE))
    with read_session(coordinator) as reading:
        assert [run.is_mine for run in list_runs(reading, coordinator)] == [False]
        assert not get_run(reading, coordinator, run_id).may_undo
        assert list_run_rows(reading, coordinator, run_id) == []
        assert rejected_lines(reading, coordinator, run_id) == []
    with pytest.raises(NotFoundError):
        confirm(coordinator, run_id)


def test_who_lost_her_role_since_the_preview_confirms_nothing(session, manager):
    run_id = preview(manager, csv(NAMED, LINE))
    with pytest.raises(ForbiddenError):
        confirm(replace(manager, roles=frozenset({Role.CASEWORKER})), run_id)
    assert how_many(session, manager) == 0
