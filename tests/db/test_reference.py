"""The reference data, as `migrate` loads them."""

from collections import Counter

import pytest
from data_inclusion.schema import v1
from sqlalchemy import delete, func, insert, select, update

from db.models.reference import (
    Commune,
    CommunePostalCode,
    Departement,
    Epci,
    Territory,
    TerritoryDepartement,
    VocabularyTerm,
)
from db.reference.loader import load_reference


def departements_of(session, territory_id):
    return set(
        session.scalars(
            select(TerritoryDepartement.departement_code).where(
                TerritoryDepartement.territory_id == territory_id
            )
        )
    )


def test_the_79_territories_are_there_in_three_waves(session):
    waves = Counter(session.scalars(select(Territory.wave)))
    assert waves == {1: 14, 2: 31, 3: 34}


def test_dates_are_those_that_are_known(session):
    dates = session.execute(select(Territory.wave, Territory.selected_label, Territory.call_on).distinct())
    known = {wave: (label, day and day.isoformat()) for wave, label, day in dates}
    assert known == {
        1: ("mars 2020", None),
        2: ("avril 2021", "2020-12-16"),
        3: ("début 2022", "2021-07-15"),
    }


@pytest.mark.parametrize(
    ("territory_id", "code", "departements"),
    [
        ("1-14", "69M", {"69"}),
        ("1-13", "BRE", {"22", "29", "35", "56"}),
        ("2-31", "6AE", {"67", "68"}),
        ("1-04", "67", {"67"}),
        ("3-03", "2A-CAPA", {"2A"}),
        ("3-04", "2B-CAB", {"2B"}),
        ("3-05", "2B-CCIRB", {"2B"}),
        ("3-24", "66", {"66"}),
    ],
)
def test_a_departement_is_not_a_key(session, territory_id, code, departements):
    assert session.get_one(Territory, territory_id).official_code == code
    assert departements_of(session, territory_id) == departements


def test_20_departements_are_in_no_wave_and_two_are_in_several(session):
    metropolitan_and_overseas = set(
        session.scalars(select(Departement.code).where(Departement.zone != "com"))
    )
    covered = Counter(session.scalars(select(TerritoryDepartement.departement_code)))
    assert len(metropolitan_and_overseas) == 101
    assert len(metropolitan_and_overseas - covered.keys()) == 20
    assert {code for code, count in covered.items() if count > 1} == {"67", "2B"}


def test_a_commune_has_its_postal_codes_and_its_epci(session):
    perpignan = session.get_one(Commune, "66136")
    codes = session.scalars(
        select(CommunePostalCode.postal_code).where(CommunePostalCode.commune_code == "66136")
    )
    assert set(codes) == {"66000", "66100"}
    assert "Perpignan" in session.get_one(Epci, perpignan.epci_siren).name
    assert session.get_one(Commune, "76540").search_name == "rouen"


def test_districts_are_not_counted_twice(session):
    districts = Counter(session.scalars(select(Commune.parent_code).where(Commune.parent_code.is_not(None))))
    assert districts == {"75056": 20, "13055": 16, "69123": 9}


def test_the_vocabulary_is_the_one_of_the_package(session):
    terms = Counter(session.scalars(select(VocabularyTerm.vocabulary)))
    assert len(terms) == 9
    assert terms["Thematique"] == len(v1.Thematique)
    health = session.get_one(VocabularyTerm, ("Public", v1.Public.JEUNES.value))
    assert health.label == v1.Public.JEUNES.label


def test_loading_again_only_reads(session, count_statements):
    with count_statements() as statements:
        load_reference(session)
    assert not [statement for statement in statements if not statement.startswith("SELECT")]


def test_loading_again_repairs_what_differs_and_keeps_what_left_the_lists(session):
    session.execute(update(Commune).where(Commune.code == "66136").values(name="Perpinyà"))
    session.execute(insert(Commune).values(code="66999", name="Ancienne", search_name="ancienne"))
    session.execute(delete(TerritoryDepartement).where(TerritoryDepartement.territory_id == "2-31"))
    session.execute(insert(TerritoryDepartement).values(territory_id="3-24", departement_code="11"))
    load_reference(session)
    names = select(Commune.name).where(Commune.code.in_(["66136", "66999"])).order_by(Commune.code)
    assert list(session.scalars(names)) == ["Perpignan", "Ancienne"]
    assert departements_of(session, "2-31") == {"67", "68"}
    assert departements_of(session, "3-24") == {"66"}
    assert session.scalar(select(func.count()).select_from(Territory)) == 79
