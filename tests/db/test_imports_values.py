"""What a file changes of somebody known: filled, followed, asked, added; and what it never touches."""

from datetime import date

import pytest

from db.models.beneficiaries import (
    Beneficiary,
    BeneficiaryPublic,
    ExternalIdentifier,
    GroupMember,
)
from domain.access import Role
from domain.errors import NotFoundError
from domain.imports.model import Verdict
from domain.people import IdentifierOrigin, Public
from tests.db.importing import confirm, csv, fresh, import_file, only_row, preview, replaced, rows, typed
from tests.factories import make_person, make_professional, share_with, viewer_for

BORN = date(1990, 4, 3)
WHO = "Roca;Inès;03/04/1990"
PHONE = "Nom;Prénom;Né le;Portable"
FIRST, SECOND, THIRD = (f"{WHO};06 12 34 56 7{n}" for n in range(3))
STORED = {line: line.rpartition(";")[2] for line in (FIRST, SECOND, THIRD)}
CAF, MSA = IdentifierOrigin.CAF, IdentifierOrigin.MSA


@pytest.fixture
def referent(session, consortium):
    """A caseworker, under a name of her own."""
    professional = make_professional(session, consortium)
    professional.first_name, professional.last_name = "Maud", "Vidal"
    session.flush()
    return professional


@pytest.fixture
def known(session, referent):
    """Somebody followed, without a phone."""
    return make_person(session, referent, birth_name="Roca", first_names="Inès", birth_date=BORN)


def stored(session, person):
    (found,) = fresh(session, Beneficiary, id=person.id)
    return found


def test_an_empty_value_is_filled(session, coordinator, known):
    row = only_row(coordinator, csv(PHONE, FIRST))
    assert [(c.field, c.stored, c.imported) for c in row.changes] == [("phone", "", STORED[FIRST])]
    import_file(coordinator, csv(PHONE, FIRST))
    assert stored(session, known).phone == STORED[FIRST]


def test_a_source_follows_its_own_value(session, coordinator, known):
    for line in (FIRST, SECOND):
        import_file(coordinator, csv(PHONE, line), origin=CAF)
        assert stored(session, known).phone == STORED[line]


def test_what_another_source_said_is_asked_and_kept(session, coordinator, known):
    import_file(coordinator, csv(PHONE, FIRST), origin=CAF)
    run_id = preview(coordinator, csv(PHONE, SECOND), origin=MSA)
    (conflict,) = rows(coordinator, run_id)[2].conflicts
    assert (conflict.stored, conflict.imported, conflict.is_locked) == (STORED[FIRST], STORED[SECOND], False)
    assert confirm(coordinator, run_id) == {"unchanged": 1}
    assert stored(session, known).phone == STORED[FIRST]


def test_what_was_typed_by_hand_is_replaced_when_chosen_only(session, coordinator, known):
    typed(session, known, phone=STORED[THIRD])
    run_id = replaced(coordinator, preview(coordinator, csv(PHONE, FIRST)), 2, "phone")
    assert confirm(coordinator, run_id) == {"updated": 1}
    assert stored(session, known).phone == STORED[FIRST]


def test_what_was_corrected_by_hand_after_an_import_is_asked_when_the_source_changes(
    session, coordinator, known
):
    import_file(coordinator, csv(PHONE, FIRST))
    typed(session, known, phone=STORED[THIRD])
    assert only_row(coordinator, csv(PHONE, FIRST)).verdict == Verdict.UNCHANGED
    assert only_row(coordinator, csv(PHONE, SECOND)).conflicts[0].stored == STORED[THIRD]


def test_a_value_emptied_by_hand_is_not_filled_again_by_the_same_file(session, coordinator, known):
    import_file(coordinator, csv(PHONE, FIRST))
    typed(session, known, phone="")
    import_file(coordinator, csv(PHONE, FIRST))
    assert stored(session, known).phone == ""


def test_a_conflict_refused_once_is_not_asked_again_by_the_same_file(session, coordinator, known):
    typed(session, known, phone=STORED[THIRD])
    import_file(coordinator, csv(PHONE, FIRST))
    again = only_row(coordinator, csv(PHONE, FIRST))
    assert (again.verdict, again.conflicts) == (Verdict.UNCHANGED, [])


def test_an_unspecified_civility_is_no_value(coordinator, known):
    assert known
    assert only_row(coordinator, csv("Nom;Prénom;Né le;Civilité", f"{WHO};Autre")).changes == []


def test_a_value_changed_by_hand_since_the_preview_is_kept(session, coordinator, known):
    run_id = preview(coordinator, csv(PHONE, FIRST))
    typed(session, known, phone=STORED[THIRD])
    assert confirm(coordinator, run_id) == {"unchanged": 1}
    assert stored(session, known).phone == STORED[THIRD]


def manager_of(session, consortium, person):
    role = (Role.STRUCTURE_MANAGER,)
    manager = make_professional(session, consortium, roles=role)
    manager.structure_id = person.owner_structure_id
    session.add(
        GroupMember(
            consortium_id=consortium.id, beneficiary_id=person.id, structure_id=manager.structure_id,
            started_on=date(2026, 1, 5),
        )
    )  # fmt: skip
    session.flush()
    return viewer_for(session, manager)


def test_who_may_not_open_the_file_reads_no_stored_value_and_replaces_none(session, consortium, known):
    manager = manager_of(session, consortium, known)
    typed(session, known, phone=STORED[THIRD])
    run_id = preview(manager, csv(PHONE, FIRST))
    (conflict,) = rows(manager, run_id)[2].conflicts
    assert (conflict.stored, conflict.is_locked) == ("(déjà renseigné)", True)
    with pytest.raises(NotFoundError):
        replaced(manager, run_id, 2, "phone")
    assert confirm(manager, run_id) == {"unchanged": 1}


def test_nor_does_she_read_what_her_source_replaces(session, consortium, coordinator, known):
    import_file(coordinator, csv(PHONE, FIRST), origin=CAF)
    row = only_row(manager_of(session, consortium, known), csv(PHONE, SECOND), origin=CAF)
    assert [change.stored for change in row.changes] == ["(déjà renseigné)"]


def test_publics_and_numbers_are_added_and_never_taken_away(session, coordinator, known):
    heading = "Nom;Prénom;Né le;Publics;N° CAF"
    import_file(coordinator, csv(heading, f"{WHO};RSA, QPV;1234567"))
    assert only_row(coordinator, csv(heading, f"{WHO};;")).verdict == Verdict.UNCHANGED
    import_file(coordinator, csv("Nom;Prénom;Né le;Publics", f"{WHO};Senior"))
    publics = {row.public for row in fresh(session, BeneficiaryPublic, beneficiary_id=known.id)}
    assert publics == {Public.RSA, Public.QPV, Public.SENIOR}
    assert [row.value for row in fresh(session, ExternalIdentifier, beneficiary_id=known.id)] == ["1234567"]


def test_who_only_lists_her_neither_renames_her_nor_changes_her_birth(
    session, consortium, coordinator, known
):
    heading = f"{PHONE};N° CAF"
    import_file(coordinator, csv(heading, f"{FIRST};1234567"), origin=CAF)
    manager = manager_of(session, consortium, known)
    run_id = import_file(manager, csv(heading, "Puig;Inès;05/05/1991;0612345671;1234567"), origin=CAF)
    locked = [conflict.field for conflict in rows(manager, run_id)[2].conflicts if conflict.is_locked]
    assert locked == ["birth_name", "birth_date"]
    person = stored(session, known)
    assert (person.birth_name, person.birth_date, person.phone) == ("Roca", BORN, STORED[SECOND])


def test_a_group_member_who_is_not_the_referent_does_not_correct_an_identity(session, consortium, known):
    manager = make_professional(session, consortium, roles=(Role.STRUCTURE_MANAGER,))
    share_with(session, known, manager)
    viewer = viewer_for(session, manager)
    run_id = preview(viewer, csv("N° Jalons;Nom;Prénom;Né le", f"{known.id};Puig;Inès;03/04/1990"))
    (conflict,) = rows(viewer, run_id)[2].conflicts
    assert (conflict.stored, conflict.is_locked) == ("Roca", True)
    with pytest.raises(NotFoundError):
        replaced(viewer, run_id, 2, "birth_name")
