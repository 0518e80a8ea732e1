"""Names as people search for them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from domain.names import normalise_name, told_apart


@pytest.mark.parametrize(
    ("name", "normalised"),
    [
        ("Lefèvre", "lefevre"),
        ("D’Œuvre", "d oeuvre"),
        ("d'Oeuvre", "d oeuvre"),
        ("Ben-Ali", "ben ali"),
        ("  Saint‑Exupéry\u00a0 ", "saint exupery"),
        ("ÇAĞLAR", "caglar"),
        ("Nguyễn", "nguyen"),
        ("Strauß", "strauss"),
        ("Bjørn Æbelø", "bjorn aebelo"),
        ("St. Jean", "st jean"),
        ("", ""),
    ],
)
def test_accents_case_hyphens_and_ligatures_do_not_count(name, normalised):
    assert normalise_name(name) == normalised


@given(st.text(max_size=40))
@example("ẞ")
@example("Ǿ")
@example("İ")
def test_a_normalised_name_is_its_own_normal_form(name):
    once = normalise_name(name)
    assert normalise_name(once) == once


@given(st.text(st.characters(codec="latin-1"), max_size=40))
def test_case_never_counts_in_western_names(name):
    assert normalise_name(name.upper()) == normalise_name(name)


def test_namesakes_are_told_apart_by_a_detail_else_by_a_number():
    names = {1: "Camille Roux", 2: "Camille Roux", 3: "Camille Roux", 4: "Nour Petit"}
    assert told_apart(names, {1: "référente", 4: "référent"}) == {
        1: "Camille Roux (référente)",
        2: "Camille Roux",
        3: "Camille Roux n°\u00a02",
        4: "Nour Petit",
    }
