"""The same person out of the viewer's list: found whatever the size, never inside the list."""

from datetime import date

import pytest

from db.engine import read_session
from db.models.beneficiaries import ExternalIdentifier
from db.models.consortia import Consortium
from db.queries.outside_matches import outside_matches
from domain.access import Role
from domain.identifiers import new_id
from domain.matching import match_key
from domain.people import IdentifierOrigin
from tests.factories import make_consortium, make_person, make_professional, viewer_for

BIRTH, NEW_YEAR = date(1990, 5, 17), date(1985, 1, 1)
CAF = (IdentifierOrigin.CAF, "1234567")


@pytest.fixture
def viewer(session):
    return viewer_for(session, make_professional(session, make_consortium(session)))


@pytest.fixture
def elsewhere(session, viewer):
    """Followed by another structure of the consortium."""
    colleague = make_professional(session, session.get_one(Consortium, viewer.consortium_id))
    return make_person(session, colleague, birth_name="Lefèvre", first_names="Zoé", birth_date=BIRTH)


def found(viewer, *keys):
    with read_session(viewer) as session:
        return [match[1:] for match in outside_matches(session, viewer, dict(enumerate(keys)))]


def number(session, person):
    key = {"consortium_id": person.consortium_id, "id": new_id(), "beneficiary_id": person.id}
    session.add(ExternalIdentifier(**key, origin=CAF[0], value=CAF[1]))
    session.flush()


def test_by_name_and_birth_date_whatever_the_spelling(viewer, elsewhere):
    key = match_key("LEFEVRE", "", "zoe", BIRTH)
    assert found(viewer, key) == [(elsewhere.id, "Même nom et même date de naissance")]


def test_by_birth_name_when_the_file_is_sorted_by_the_usual_one(session, viewer, elsewhere):
    elsewhere.usual_name, elsewhere.sort_name = "Costa", "costa zoe"
    session.flush()
    assert len(found(viewer, match_key("Lefèvre", "", "Zoé", BIRTH))) == 1


def test_by_the_number_of_the_same_origin(session, viewer, elsewhere):
    number(session, elsewhere)
    assert found(viewer, match_key("Roux", "", "Zoé", None, identifiers=[CAF])) == [
        (elsewhere.id, "Même numéro CAF")
    ]
    other = (IdentifierOrigin.MSA, CAF[1])
    assert found(viewer, match_key("Roux", "", "Zoé", None, identifiers=[other])) == []


def test_a_birth_on_1_january_needs_the_commune_too(session, viewer, elsewhere):
    elsewhere.birth_date, elsewhere.commune_code = NEW_YEAR, "66136"
    session.flush()
    assert found(viewer, match_key("Lefèvre", "", "Zoé", NEW_YEAR)) == []
    assert found(viewer, match_key("Lefèvre", "", "Zoé", NEW_YEAR, commune_code="66136"))


@pytest.mark.usefixtures("elsewhere")
def test_neither_in_another_consortium_nor_in_my_list(session, viewer):
    key = match_key("Lefèvre", "", "Zoé", BIRTH)
    stranger = viewer_for(session, make_professional(session, make_consortium(session)))
    coordinator = make_professional(
        session, session.get_one(Consortium, viewer.consortium_id), roles=(Role.COORDINATOR,)
    )
    assert found(stranger, key) == found(viewer_for(session, coordinator), key) == []


def test_not_somebody_whose_file_was_replaced(session, viewer, elsewhere):
    kept = make_person(session, make_professional(session, session.get_one(Consortium, viewer.consortium_id)))
    elsewhere.merged_into_id = kept.id
    session.flush()
    assert found(viewer, match_key("Lefèvre", "", "Zoé", BIRTH)) == []


def test_two_statements_for_each_500_people(viewer, elsewhere, count_statements):
    keys = [match_key("Martin", "", f"Alix {n}", BIRTH, identifiers=[CAF]) for n in range(1000)]
    with count_statements() as statements:
        assert found(viewer, *keys, match_key("Lefèvre", "", "Zoé", BIRTH))[0][0] == elsewhere.id
    assert len(statements) == 2 * 3
