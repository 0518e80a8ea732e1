"""Importing people: the sample files, what a second file brings, what is undone."""

import pytest
from sqlalchemy import func, select

from db.actions.imports.undo import undo_import
from db.engine import read_session, write_session
from db.models.beneficiaries import Beneficiary, BeneficiaryPublic, ExternalIdentifier
from db.queries.imports import get_run
from domain.errors import DomainError
from domain.imports.model import Verdict
from tests.db.importing import EXPECTED, confirm, counts, import_file, preview, rows, sample

ENTRANTS, FRANCE_TRAVAIL = "01_entrants_windows1252.csv", "02_france_travail.xlsx"
FAULTY, EMPTY, FALSE_WORKBOOK = "03_lignes_fautives.csv", "04_vide.csv", "05_faux_classeur.xlsx"


def people(session, viewer, table=Beneficiary):
    return session.scalar(
        select(func.count()).select_from(table).where(table.consortium_id == viewer.consortium_id)
    )


def test_the_sample_of_entrants_comes_in_whole_and_changes_nothing_the_second_time(session, coordinator):
    expected = EXPECTED[ENTRANTS]
    run_id = preview(coordinator, sample(ENTRANTS), ENTRANTS)
    assert counts(coordinator, run_id) == {"new": expected["new"]}
    assert people(session, coordinator) == 0
    assert confirm(coordinator, run_id) == {"created": expected["new"]}
    assert people(session, coordinator) == expected["new"]
    again = preview(coordinator, sample(ENTRANTS), ENTRANTS)
    assert counts(coordinator, again) == {"unchanged": expected["again"]["unchanged"]}
    assert confirm(coordinator, again) == {"unchanged": expected["again"]["unchanged"]}


def test_the_second_source_adds_its_number_and_a_public_to_the_twenty_it_shares(session, coordinator):
    import_file(coordinator, sample(ENTRANTS), ENTRANTS)
    publics = people(session, coordinator, BeneficiaryPublic)
    run_id = preview(coordinator, sample(FRANCE_TRAVAIL), FRANCE_TRAVAIL)
    expected = EXPECTED[f"{FRANCE_TRAVAIL} after 01"]
    assert counts(coordinator, run_id) == {"new": expected["new"], "update": expected["known"]}
    changed = [row.changes for row in rows(coordinator, run_id).values() if row.verdict == Verdict.UPDATE]
    assert {tuple(change.field for change in one) for one in changed} == {("publics", "id_france_travail")}
    confirm(coordinator, run_id)
    assert people(session, coordinator) == 75
    assert people(session, coordinator, BeneficiaryPublic) == publics + 35
    assert people(session, coordinator, ExternalIdentifier) == 60 + 35


def test_the_faulty_sample_is_judged_line_by_line_as_expected(coordinator):
    run_id = preview(coordinator, sample(FAULTY), FAULTY)
    expected = EXPECTED[FAULTY]
    found = counts(coordinator, run_id)
    assert found == {"error": expected["errors"], "repeated": expected["duplicates_in_file"], "new": 4}
    judged = rows(coordinator, run_id)
    wrong = {line for line, said in expected["lines"].items() if said.startswith("error")}
    assert {str(line) for line, row in judged.items() if row.verdict == Verdict.ERROR} == wrong
    assert judged[9].reason == "Même personne qu’à la ligne 8"
    warned = {str(line) for line, row in judged.items() if row.verdict == Verdict.NEW and row.warnings}
    assert warned == {line for line, said in expected["lines"].items() if "warning" in said}


@pytest.mark.parametrize("name", [EMPTY, FALSE_WORKBOOK])
def test_a_file_that_is_none_is_refused_in_words_and_leaves_nothing(session, coordinator, name):
    with pytest.raises(DomainError) as refusal:
        preview(coordinator, sample(name), name)
    said = EXPECTED[name]["refused"].replace("'", "’")
    assert said in str(refusal.value).lower().replace("excel", "Excel")
    assert people(session, coordinator) == 0


def test_an_undone_import_leaves_nobody_it_added(session, coordinator):
    run_id = import_file(coordinator, sample(ENTRANTS), ENTRANTS)
    second = import_file(coordinator, sample(FRANCE_TRAVAIL), FRANCE_TRAVAIL)
    with write_session(coordinator) as writing:
        assert undo_import(writing, coordinator, second) == 0
    assert people(session, coordinator) == 60
    with write_session(coordinator) as writing:
        assert undo_import(writing, coordinator, run_id) == 0
    assert people(session, coordinator) == people(session, coordinator, BeneficiaryPublic) == 0


def test_a_file_name_keeps_no_sign_that_turns_the_reading_order_or_breaks_the_line(coordinator):
    run_id = preview(coordinator, "Nom;Prénom\nPuig;Zoé\n", "a\u202evsc\n\x1b.csv")
    with read_session(coordinator) as session:
        assert get_run(session, coordinator, run_id).file_name == "avsc.csv"
