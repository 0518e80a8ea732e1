"""Whom a line of a file is about: certain, possible, or nobody whom the importer may know of."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.models.beneficiaries import Beneficiary, ExternalIdentifier
from domain.identifiers import new_id, written_id
from domain.imports.model import Decision, Verdict
from domain.people import IdentifierOrigin
from tests.db.importing import (
    confirm,
    counts,
    csv,
    decided,
    only_row,
    preview,
    rows,
    verdicts,
)
from tests.factories import make_person, make_professional

NAMED = "Nom;Prénom;Né le"
NUMBERED = "Nom;Prénom;Né le;N° CAF"
TOWN = "Nom;Prénom;Né le;Commune"
BORN = date(1990, 4, 3)


@pytest.fixture
def professional(session, consortium):
    return make_professional(session, consortium)


@pytest.fixture
def known(session, professional):
    """Somebody of the consortium, with a CAF number."""
    person = make_person(
        session, professional, birth_name="Lefèvre", usual_name="N’Diaye", first_names="Anne-Éloïse",
        birth_date=BORN, commune_code="66136",
    )  # fmt: skip
    number(session, person, IdentifierOrigin.CAF, "1234567")
    return person


def number(session, person, origin, value):
    session.add(
        ExternalIdentifier(
            consortium_id=person.consortium_id, beneficiary_id=person.id, origin=origin, value=value
        )
    )
    session.flush()


def how_many(session, viewer):
    mine = Beneficiary.consortium_id == viewer.consortium_id
    return session.scalar(select(func.count()).select_from(Beneficiary).where(mine))


def phone_of(session, person):
    return session.scalar(select(Beneficiary.phone).where(Beneficiary.id == person.id))


def test_the_same_number_of_the_same_origin_is_certain(coordinator, known):
    row = only_row(coordinator, csv(NUMBERED, "Lefebvre;Anne Eloise;04/04/1990;1234567"))
    assert (row.verdict, row.beneficiary_id) == (Verdict.UPDATE, known.id)
    assert row.reason == "Même numéro CAF"


def test_the_same_number_of_another_origin_says_nothing(coordinator, known):
    assert known
    assert verdicts(coordinator, csv("Nom;Prénom;N° MSA", "Puig;Zoé;1234567")) == ["new"]


def test_a_couple_that_shares_a_number_is_proposed_and_never_taken(coordinator, known):
    row = only_row(coordinator, csv(NUMBERED, "Lefèvre;Paul;01/02/1988;1234567"))
    assert (row.verdict, row.beneficiary_id) == (Verdict.TO_DECIDE, known.id)


@pytest.mark.parametrize(
    "line",
    [
        "LEFEVRE;anne éloïse;03/04/1990",
        "lefèvre;ANNE-ELOISE;1990-04-03",
        "N'DIAYE;Anne Éloïse;32966",  # the usual name, the birth date as a spreadsheet counts
        "Lefe\u0300vre;Anne\u2011Éloïse;1990-04-03 00:00:00.0",
    ],
)
def test_the_same_name_and_birth_date_are_matched_however_they_are_written(coordinator, known, line):
    row = only_row(coordinator, csv(NAMED, line))
    assert (row.verdict, row.beneficiary_id) == (Verdict.UNCHANGED, known.id)


def test_the_first_of_january_needs_the_commune_too(session, coordinator, professional):
    new_year = date(1985, 1, 1)
    make_person(
        session, professional, birth_name="Diallo", first_names="Awa", birth_date=new_year,
        commune_code="66136",
    )  # fmt: skip
    lines = csv(TOWN, "Diallo;Awa;01/01/1985;Perpignan")
    assert verdicts(coordinator, lines) == ["unchanged"]
    assert verdicts(coordinator, csv(NAMED, "Diallo;Awa;01/01/1985")) == ["to_decide"]
    assert verdicts(coordinator, csv(TOWN, "Diallo;Awa;01/01/1985;Céret")) == ["to_decide"]


@pytest.mark.parametrize(
    "line",
    [
        "N’Diaye;Anne-Eloise;13/04/1990",
        "N’Diaye;Anne-Eloise;04/03/1990",
        "Lefebvre;Anne-Eloise;03/04/1990",
        "Anne-Eloise;Lefevre;03/04/1990",
        "Lefevre;Anne;03/04/1990",
        "N’Diaye;Anne-Eloise;",
    ],
)
def test_somebody_near_is_proposed_and_left_without_a_decision(session, coordinator, known, line):
    run_id = preview(coordinator, csv(NAMED, line))
    assert counts(coordinator, run_id) == {"to_decide": 1}
    assert rows(coordinator, run_id)[2].beneficiary_id == known.id
    assert confirm(coordinator, run_id) == {"left": 1}
    assert how_many(session, coordinator) == 1


def test_two_numbers_that_contradict_each_other_block_the_match(coordinator, known):
    row = only_row(coordinator, csv(NUMBERED, "Lefèvre;Anne-Éloïse;03/04/1990;7654321"))
    assert (row.verdict, row.beneficiary_id) == (Verdict.TO_DECIDE, known.id)
    assert "autre numéro CAF" in row.reason


def test_two_people_who_both_match_are_for_somebody_to_decide(session, coordinator, professional, known):
    make_person(session, professional, birth_name="Lefèvre", first_names="Anne Éloïse", birth_date=BORN)
    row = only_row(coordinator, csv(NAMED, "Lefèvre;Anne-Éloïse;03/04/1990"))
    assert known
    assert (row.verdict, row.reason) == (Verdict.TO_DECIDE, "2 personnes correspondent")


def test_a_certain_match_can_be_refused_and_is_then_added(session, coordinator, known):
    run_id = preview(coordinator, csv(NAMED, "Lefèvre;Anne-Éloïse;03/04/1990"))
    decided(coordinator, run_id, Verdict.UNCHANGED, Decision.OTHER, 2)
    assert confirm(coordinator, run_id) == {"created": 1}
    assert how_many(session, coordinator) == 2
    assert rows(coordinator, run_id)[2].beneficiary_id != known.id


def test_a_possible_duplicate_said_to_be_the_same_is_completed(session, coordinator, known):
    run_id = preview(coordinator, csv(f"{NAMED};Portable", "Lefebvre;Anne-Éloïse;03/04/1990;0612345678"))
    decided(coordinator, run_id, Verdict.TO_DECIDE, Decision.SAME)
    assert confirm(coordinator, run_id) == {"updated": 1}
    assert phone_of(session, known) == "06 12 34 56 78"


def test_a_line_set_aside_is_left(session, coordinator):
    run_id = preview(coordinator, csv(NAMED, "Puig;Zoé;03/04/1990", "Roca;Inès;03/04/1991"))
    decided(coordinator, run_id, Verdict.NEW, Decision.SKIP, 3)
    assert confirm(coordinator, run_id) == {"created": 1, "left": 1}
    assert how_many(session, coordinator) == 1


def test_our_own_number_is_certain_as_we_write_it(coordinator, known):
    for number in (written_id(known.id), str(known.id)):
        row = only_row(coordinator, csv("N° Jalons;Nom;Prénom", f"{number};Lefèvre;Anne-Éloïse"))
        assert (row.verdict, row.beneficiary_id) == (Verdict.UNCHANGED, known.id)


def test_our_number_on_a_line_shifted_in_the_spreadsheet_is_for_somebody_to_decide(coordinator, known):
    line = f"{written_id(known.id)};Puig;Zoé;05/06/1971"
    row = only_row(coordinator, csv(f"N° Jalons;{NAMED}", line))
    assert row.verdict == Verdict.TO_DECIDE
    assert row.reason == "Même N° Jalons, autre nom et autre date de naissance"


def test_two_missing_birth_dates_do_not_make_a_shifted_line_agree(session, coordinator, professional):
    someone = make_person(session, professional, birth_name="Roca", first_names="Inès")
    row = only_row(coordinator, csv("N° Jalons;Nom;Prénom", f"{written_id(someone.id)};Puig;Zoé"))
    assert row.verdict == Verdict.TO_DECIDE


def test_a_number_of_ours_that_nobody_here_has_is_refused_whoever_the_line_names(coordinator, known):
    assert known
    row = only_row(coordinator, csv(f"N° Jalons;{NAMED}", f"J{new_id()};Lefèvre;Anne-Éloïse;03/04/1990"))
    assert (row.verdict, row.beneficiary_id) == (Verdict.ERROR, None)
    assert row.problems == {0: "Ce N° Jalons n’existe pas ou ne vous est pas accessible."}


def test_a_number_of_ours_alone_completes_and_an_unknown_person_needs_a_name(coordinator, known):
    row = only_row(coordinator, csv("N° Jalons;Portable", f"{written_id(known.id)};0612345678"))
    assert row.verdict == Verdict.UPDATE
    row = only_row(coordinator, csv("N° CAF;Portable", "7777777;0612345678"))
    assert (row.verdict, row.reason[:15]) == (Verdict.ERROR, "Personne inconn")


def test_a_known_person_refused_on_a_line_without_a_name_is_not_added_nameless(session, coordinator, known):
    run_id = preview(coordinator, csv("N° Jalons;Portable", f"{written_id(known.id)};0612345678"))
    decided(coordinator, run_id, Verdict.UPDATE, Decision.OTHER)
    assert confirm(coordinator, run_id) == {"left": 1}
    assert how_many(session, coordinator) == 1
