"""Undoing an import within a day: everything as before, but for what people wrote since."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.actions.beneficiaries import change_identity
from db.engine import write_session
from db.models.beneficiaries import Beneficiary
from db.models.reconciliations import Reconciliation
from domain.access import Role
from domain.beneficiaries import IdentityDraft
from domain.errors import ForbiddenError, NotFoundError
from domain.people import Civility, IdentifierOrigin
from tests.db.importing import (
    confirm,
    counts,
    csv,
    import_file,
    preview,
    replaced,
    rows,
    undo,
)
from tests.db.snapshot import TENANT_TABLES, key_of
from tests.factories import make_person, make_professional, viewer_for

HEADINGS = (
    "Nom;Prénom;Né le;Portable;Publics;N° CAF;Parcours;Commune;Type de contrat;Début contrat;Fin contrat"
)
INES = "Roca;Inès;03/04/1990;{phone};RSA;1234567;Social;Perpignan;CER;01/10/2026;{end}"
ZOE = "Puig;Zoé;05/06/1991;{phone};QPV;;Pro;Céret;;;"
FIRST = csv(HEADINGS, INES.format(phone="0612345678", end="31/03/2027"), ZOE.format(phone="0612345679"))
SECOND = csv(HEADINGS, INES.format(phone="0699999999", end="30/04/2027"), ZOE.format(phone="0699999998"))
_JOURNALS = {"import_run", "import_row", "import_heading", "audit_entry", "audit_head", "change_history"}
_TRACES = {"version", "created_at", "created_by", "updated_at", "updated_by", "refreshed_at"}


@pytest.fixture
def known(session, consortium):
    """Somebody followed, without a phone."""
    referent = make_professional(session, consortium)
    return make_person(
        session, referent, birth_name="Roca", first_names="Inès", birth_date=date(1990, 4, 3), phone=""
    )


def state(session, viewer):
    """All that the consortium holds, but for journals, versions and traces."""
    found = {}
    for table in TENANT_TABLES:
        if table not in _JOURNALS:
            where = f"where consortium_id = {viewer.consortium_id} order by {key_of(table)}"
            lines = session.connection().exec_driver_sql(f"select * from {table} {where}").mappings()
            found[table] = [
                {name: value for name, value in line.items() if name not in _TRACES} for line in lines
            ]
    return found


def test_everything_is_as_it_was_before(session, coordinator, known):
    """T087."""
    assert known
    before = state(session, coordinator)
    run_id = import_file(coordinator, FIRST)
    assert state(session, coordinator) != before
    assert undo(coordinator, run_id) == 0
    assert state(session, coordinator) == before


def test_a_chain_is_undone_in_reverse(session, coordinator, known):
    assert known
    states, runs = [], []
    for content in (FIRST, SECOND):
        states.append(state(session, coordinator))
        runs.append(import_file(coordinator, content))
    assert state(session, coordinator) != states[1]
    for run_id, before in zip(reversed(runs), reversed(states), strict=True):
        assert undo(coordinator, run_id) == 0
        assert state(session, coordinator) == before


def test_what_was_chosen_over_a_value_typed_by_hand_is_given_back(session, coordinator, known):
    known.phone, known.civility = "06 11 11 11 11", Civility.MADAM
    session.flush()
    before = state(session, coordinator)
    heading = "Nom;Prénom;Né le;Portable;Civilité"
    run_id = preview(coordinator, csv(heading, "Roca;Inès;03/04/1990;0612345678;M."))
    for field in ("phone", "civility"):
        replaced(coordinator, run_id, 2, field)
    confirm(coordinator, run_id)
    assert undo(coordinator, run_id) == 0
    assert state(session, coordinator) == before


def test_the_source_is_forgotten_too(coordinator, known):
    assert known
    undo(coordinator, import_file(coordinator, FIRST))
    assert counts(coordinator, preview(coordinator, FIRST)) == {"update": 1, "new": 1}


def test_an_earlier_import_undone_first_keeps_whom_the_later_one_wrote_about(session, coordinator):
    first = import_file(coordinator, FIRST, origin=IdentifierOrigin.CAF)
    second = import_file(coordinator, SECOND, origin=IdentifierOrigin.CAF)
    before = state(session, coordinator)
    assert undo(coordinator, first) == 2
    assert state(session, coordinator) == before
    assert undo(coordinator, second) == 0


def test_people_whose_file_changed_since_are_kept_and_counted(session, coordinator):
    run_id = import_file(coordinator, FIRST)
    ines, zoe = (row.beneficiary_id for row in rows(coordinator, run_id).values())
    draft = IdentityDraft(Civility.MADAM, "Roca", "", "Inès", date(1990, 4, 3))
    with write_session(coordinator) as writing:
        change_identity(writing, coordinator, ines, version=1, draft=draft)
    assert undo(coordinator, run_id) == 1
    assert session.scalars(select(Beneficiary.id).where(Beneficiary.id.in_((ines, zoe)))).all() == [ines]


def test_a_rapprochement_goes_with_the_person_it_was_about(session, consortium, known):
    manager = viewer_for(session, make_professional(session, consortium, roles=(Role.STRUCTURE_MANAGER,)))
    assert known
    run_id = import_file(manager, csv("Nom;Prénom;Né le", "Roca;Inès;03/04/1990"))
    assert undo(manager, run_id) == 0
    assert session.scalars(select(Reconciliation).filter_by(consortium_id=consortium.id)).all() == []


def test_a_day_later_it_is_refused(coordinator):
    """T087."""
    run_id = import_file(coordinator, FIRST)
    late = replace(coordinator, now=coordinator.now + timedelta(days=400))
    with pytest.raises(ForbiddenError, match="24 heures"):
        undo(late, run_id)


def test_twice_is_harmless(session, coordinator):
    run_id = import_file(coordinator, FIRST)
    assert undo(coordinator, run_id) == 0
    before = state(session, coordinator)
    assert undo(coordinator, run_id) == 0
    assert state(session, coordinator) == before


def test_what_is_not_confirmed_is_not_undone_and_what_is_undone_not_confirmed(coordinator):
    run_id = preview(coordinator, FIRST)
    with pytest.raises(ForbiddenError):
        undo(coordinator, run_id)
    confirm(coordinator, run_id)
    undo(coordinator, run_id)
    with pytest.raises(ForbiddenError):
        confirm(coordinator, run_id)


def test_somebody_else_s_import_is_not_found(session, consortium, coordinator):
    run_id = import_file(coordinator, FIRST)
    colleague = make_professional(session, consortium, roles=(Role.COORDINATOR,))
    with pytest.raises(NotFoundError):
        undo(viewer_for(session, colleague), run_id)
