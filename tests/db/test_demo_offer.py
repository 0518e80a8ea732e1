"""The fictional offer: about 150 services of the 16 categories, and what it leaves without an answer."""

import tomllib
from pathlib import Path

import pytest

import db.demo
from domain.diagnosis.core import core_codes
from domain.offer.services import category_of


@pytest.fixture
def told():
    return tomllib.loads((Path(db.demo.__file__).parent / "offer_66.toml").read_text())


def categories(one):
    return {category_of(theme) for theme in one["themes"]}


def test_it_holds_services_of_every_category(told):
    assert sum(len(one["at"]) for one in told["offers"]) == 150
    assert set().union(*map(categories, told["offers"])) == set(core_codes())


def test_no_service_stands_where_its_category_is_said_to_be_missing(told):
    assert len(told["gaps"]) >= 3
    assert all(2 <= len(communes) <= 3 for communes in told["gaps"].values())
    standing = {key: one["commune"] for key, one in told["outside"].items()}
    for one in told["offers"]:
        for category in categories(one):
            assert not {standing.get(key) for key in one["at"]} & set(told["gaps"].get(category, ()))
