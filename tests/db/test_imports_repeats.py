"""The same person on several lines of one file."""

from datetime import date

import pytest
from sqlalchemy import func, select

from db.models.beneficiaries import Beneficiary
from domain.imports.model import Decision, Outcome, Verdict
from tests.db.importing import (
    confirm,
    counts,
    csv,
    decided,
    preview,
    rows,
    verdicts,
)
from tests.factories import make_person, make_professional

NAMED = "Nom;Prénom;Né le"
NUMBERED = "Nom;Prénom;Né le;N° CAF"


@pytest.fixture
def known(session, consortium):
    """Somebody of the consortium."""
    referent = make_professional(session, consortium)
    return make_person(
        session, referent, birth_name="Lefèvre", first_names="Anne-Éloïse", birth_date=date(1990, 4, 3)
    )


def how_many(session, viewer):
    mine = Beneficiary.consortium_id == viewer.consortium_id
    return session.scalar(select(func.count()).select_from(Beneficiary).where(mine))


def phone_of(session, person):
    return session.scalar(select(Beneficiary.phone).where(Beneficiary.id == person.id))


def test_the_same_person_twice_in_the_file_comes_in_once(session, coordinator):
    run_id = preview(coordinator, csv(NAMED, "Puig;Zoé;03/04/1990", "PUIG;zoe;1990-04-03"))
    assert counts(coordinator, run_id) == {"new": 1, "repeated": 1}
    assert confirm(coordinator, run_id) == {"created": 1, "left": 1}
    assert how_many(session, coordinator) == 1


@pytest.mark.parametrize("line", ["Puigh;Zoé;03/04/1990", "Zoé;Puig;03/04/1990", "Puig;Zoé;04/03/1990"])
def test_the_same_person_twice_with_a_typo_is_set_aside_then_proposed(session, coordinator, line):
    """T086."""
    content = csv(NAMED, "Puig;Zoé;03/04/1990", line)
    run_id = preview(coordinator, content)
    assert counts(coordinator, run_id) == {"new": 1, "repeated": 1}
    assert rows(coordinator, run_id)[3].reason.startswith("Ressemble à la ligne 2 : ")
    confirm(coordinator, run_id)
    assert verdicts(coordinator, content) == ["unchanged", "to_decide"]
    assert how_many(session, coordinator) == 1


def test_two_people_who_share_only_a_number_in_the_file_are_both_new(coordinator):
    lines = "Puig;Zoé;03/04/1990;1234567", "Puig;Marc;07/08/1988;1234567"
    assert verdicts(coordinator, csv(NUMBERED, *lines)) == ["new", "new"]


def test_two_lines_decided_to_be_one_known_person_complete_her_once(session, coordinator, known):
    lines = "Lefèvre;Anne-Éloïse;03/04/1990;RSA;", "Lefebvre;Anne-Éloïse;03/04/1990;RSA;0612345678"
    run_id = preview(coordinator, csv(f"{NAMED};Publics;Portable", *lines))
    decided(coordinator, run_id, Verdict.TO_DECIDE, Decision.SAME)
    assert confirm(coordinator, run_id) == {"updated": 1, "left": 1}
    left = rows(coordinator, run_id)[3]
    assert (left.outcome, left.reason) == (Outcome.LEFT, "Même personne qu’à la ligne 2")
    assert phone_of(session, known) == ""
