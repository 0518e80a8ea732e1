"""Who left the caseload: what a file still brings her, and how she comes back."""

from datetime import date

import pytest

from db.actions.caseload_entries import refresh_caseload_entry
from db.models.beneficiaries import (
    ReferentAssignment,
    SupportPeriod,
)
from db.models.caseload import CaseloadEntry
from db.models.exchanges import Appointment
from domain.follow_up import ExitReason, Track
from domain.imports.model import Verdict
from domain.people import IdentifierOrigin
from tests.db.importing import (
    confirm,
    csv,
    everything,
    fresh,
    import_file,
    only_row,
    path_of,
    preview,
    replaced,
    typed,
    undo,
)
from tests.factories import make_person, make_professional, make_structure

BORN = date(1990, 4, 3)
WHO = "Roca;Inès;03/04/1990"
PHONE = "Nom;Prénom;Né le;Portable"
CAF = IdentifierOrigin.CAF
PATH = "Nom;Prénom;Né le;Parcours;Référent;Structure;Type de contrat;Début contrat;Fin contrat"


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


@pytest.fixture
def gone(session, known):
    """The same person, whose support ended."""
    (period,) = fresh(session, SupportPeriod, beneficiary_id=known.id)
    typed(session, period, exited_on=date(2026, 6, 30), exit_reason=ExitReason.MOVED)
    (assignment,) = fresh(session, ReferentAssignment, support_period_id=period.id)
    typed(session, assignment, ended_on=date(2026, 6, 30))
    refresh_caseload_entry(session, known.consortium_id, known.id)
    return known


def test_who_left_gets_her_phone_and_numbers_but_nothing_of_a_path(session, consortium, coordinator, gone):
    make_structure(session, consortium, "Relais emploi")
    heading = f"{PATH};Portable;N° CAF;Prochain rendez-vous"
    line = f"{WHO};Social;Maud Vidal;Relais emploi;CER;01/10/2026;31/03/2027;0612345678;1234567;01/12/2026"
    before = path_of(session, gone)
    row = only_row(coordinator, csv(heading, line))
    assert {change.field for change in row.changes} == {"phone", "id_caf"}
    import_file(coordinator, csv(heading, line))
    assert path_of(session, gone) == before
    assert fresh(session, Appointment, consortium_id=consortium.id) == []


def test_who_left_comes_back_with_a_later_entry_and_her_path(session, referent, coordinator, gone):
    line = f"{WHO};Social;Maud Vidal;;CER;01/10/2026;31/03/2027;01/10/2026"
    before = everything(session, coordinator)["support_period"]
    run_id = import_file(coordinator, csv(f"{PATH};Date d’entrée", line))
    (entry,) = fresh(session, CaseloadEntry, beneficiary_id=gone.id)
    assert (entry.entered_on, entry.exited_on, entry.track) == (date(2026, 10, 1), None, Track.SOCIAL)
    assert path_of(session, gone)[1] == [referent.id]
    assert only_row(coordinator, csv(f"{PATH};Date d’entrée", line)).verdict == Verdict.UNCHANGED
    assert undo(coordinator, run_id) == 0
    assert everything(session, coordinator)["support_period"] == before
    (entry,) = fresh(session, CaseloadEntry, beneficiary_id=gone.id)
    assert entry.exited_on == date(2026, 6, 30)


@pytest.mark.parametrize("day", ["30/06/2026", "01/01/2024"])
def test_the_entry_of_a_stay_that_ended_is_no_return(coordinator, gone, day):
    assert gone
    row = only_row(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};{day}"))
    assert (row.verdict, row.conflicts) == (Verdict.UNCHANGED, [])


def test_the_entry_of_an_earlier_stay_is_no_news_of_this_one(coordinator, gone):
    assert gone
    import_file(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};01/10/2026"))
    row = only_row(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};05/01/2026"), origin=CAF)
    assert (row.verdict, row.conflicts) == (Verdict.UNCHANGED, [])
    row = only_row(coordinator, csv("Nom;Prénom;Né le;Date d’entrée", f"{WHO};01/09/2026"), origin=CAF)
    assert [conflict.field for conflict in row.conflicts] == ["entered_on"]


def test_a_referent_without_a_structure_joins_the_group_through_the_owner(
    session, consortium, coordinator, known
):
    alone = make_professional(session, consortium)
    alone.structure_id, alone.last_name = None, "Sanz"
    session.flush()
    run_id = preview(coordinator, csv("Nom;Prénom;Né le;Référent", f"{WHO};Camille Sanz"))
    confirm(coordinator, replaced(coordinator, run_id, 2, "referent"))
    assert path_of(session, known)[1:3] == ([alone.id], {known.owner_structure_id})


def test_the_same_file_twice_changes_nothing_at_all(session, coordinator, gone):
    """T085."""
    assert gone
    lines = (
        f"{WHO};0612345678;Pro;Maud Vidal;;;;;RSA;1234567;",
        "Puig;Zoé;05/06/1991;0612345679;Social;Maud Vidal;;CER;01/10/2026;31/03/2027;QPV;2234567;01/12/2026",
        "Diallo;Awa;01/01/1985;;;;;;;;RSA,QPV;3234567;28/03/2027 02:30",
    )
    content = csv(f"{PHONE};{PATH.partition('Né le;')[2]};Publics;N° CAF;Prochain rendez-vous", *lines)
    import_file(coordinator, content)
    before = everything(session, coordinator)
    run_id = import_file(coordinator, content)
    assert confirm(coordinator, run_id) == {"unchanged": 3}
    assert everything(session, coordinator) == before
