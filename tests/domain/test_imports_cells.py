"""A line of a file, from its cells to typed values."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.beneficiaries import IdentityDraft
from domain.follow_up import ContractKind
from domain.imports.cell import NIR_REMOVED
from domain.imports.cells import RowReader, read_row
from domain.imports.headings import match_headings
from domain.imports.model import ImportField, KnownNames, Line
from domain.people import Civility, Public
from tests.domain.imports_world import KNOWN, TODAY, read

F = ImportField
NO_SURNAME = "Indiquez le nom de naissance."
COLUMNS = match_headings(
    ["nom", "prenom", "date_naissance", "code_postal", "commune", "telephone", "date_entree", "public"], {}
)
ROCA = {F.BIRTH_NAME: "Roca", F.FIRST_NAMES: "Inès"}

# The third sample file, whose lines are wrong one way each: number, text, index of the cell that is told.
FAULTY = [
    (2, "Roca,Inès,31/02/1990,66000,Perpignan,0612345678,01/03/2026,RSA", "refused", 2),
    (3, ",Léo,12/05/1988,66000,Perpignan,0612345679,01/03/2026,RSA", "refused", 0),
    (4, "Puig,Zoé,12/05/2031,66000,Perpignan,0612345670,01/03/2026,Jeune", "refused", 2),
    (5, "Marty,Yann,1990-05-12,66000,Perpignan,06 12 34,01/03/2026,RSA", "warned", 5),
    (6, "Ferrer,Lucie,12/05/1985,6600,Perpignan,,01/03/2026,RSA", "refused", 3),
    (7, '=HYPERLINK("http://x"),Anaïs,12/05/1985,66000,Perpignan,,01/03/2026,RSA', "refused", 0),
    (8, "Saïdi,Éric,02/01/1979,66000,Perpignan,,01/03/2026,RSA", "kept", None),
    (9, "SAIDI,eric,1979-01-02,66000,PERPIGNAN,,01/03/2026,RSA", "kept", None),
    (10, "Vilanova,Maëlle,03/04/1995,66000,Céret,,15/04/2026,Jeune", "warned", 3),
    (11, "Çelik,Ibrahima,29/02/1992,66500,Prades,,31/12/2099,RSA", "refused", 6),
    (12, "Bénard,Noémie,7/8/1991,66400,CERET,,2026-04-02,TH", "kept", None),
]


@pytest.mark.parametrize(("number", "text", "outcome", "place"), FAULTY)
def test_each_line_of_the_faulty_sample_has_the_verdict_expected(number, text, outcome, place):
    row = read_row(Line(number, text.split(",")), COLUMNS, KNOWN, TODAY)
    told = [] if place is None else [place]
    assert list(row.problems) == (told if outcome == "refused" else [])
    assert list(row.warnings) == (told if outcome == "warned" else [])


def test_a_whole_line_becomes_typed_values():
    text = "BEN ALI,Fatoumata,30/06/1981,66500,Prades,+33719637868,12/05/2026,Demandeur d'emploi"
    assert read_row(Line(2, text.split(",")), COLUMNS, KNOWN, TODAY).values == {
        F.BIRTH_NAME: "Ben Ali",
        F.FIRST_NAMES: "Fatoumata",
        F.BIRTH_DATE: date(1981, 6, 30),
        F.POSTAL_CODE: "66500",
        F.COMMUNE: "66149",
        F.PHONE: "07 19 63 78 68",
        F.ENTERED_ON: date(2026, 5, 12),
        F.PUBLICS: frozenset({Public.JOB_SEEKER}),
    }


@pytest.mark.parametrize("word", ["NULL", "null", "nan", "NaN", "None", "undefined"])
def test_what_software_writes_for_nothing_is_a_missing_name_when_the_row_has_it_elsewhere(word):
    row = read({F.BIRTH_NAME: word, F.FIRST_NAMES: "Inès", None: word})
    assert (row.values, row.problems) == ({F.FIRST_NAMES: "Inès"}, {0: NO_SURNAME})
    alone = read({F.BIRTH_NAME: word, F.FIRST_NAMES: "Inès", F.EMAIL: ""})
    assert str(alone.values[F.BIRTH_NAME]).lower() == word.lower()
    assert "est gardé comme nom" in alone.warnings[0]


@pytest.mark.parametrize(("name", "kept"), [("Null", "Null"), ("NA", "Na"), ("Na", "Na"), ("Nan", "Nan")])
def test_surnames_that_look_empty_are_kept_even_beside_empty_cells(name, kept):
    row = read({F.BIRTH_NAME: name, F.FIRST_NAMES: "Inès", F.PHONE: name})
    assert (row.values, row.problems, row.warnings) == ({F.BIRTH_NAME: kept, F.FIRST_NAMES: "Inès"}, {}, {})


@pytest.mark.parametrize("word", ["NULL", "NA", "#N/A", "non renseigné"])
def test_a_usual_name_is_not_needed_so_that_these_words_mean_none(word):
    assert F.USUAL_NAME not in read({**ROCA, F.USUAL_NAME: word}).values


def test_a_usual_name_alone_is_the_birth_name_as_in_our_exports():
    names = {F.USUAL_NAME: "NA", F.BIRTH_NAME: "", F.FIRST_NAMES: "Inès"}
    row = read(names)
    assert row.values == {F.BIRTH_NAME: "Na", F.FIRST_NAMES: "Inès"}
    assert row.warnings == {0: "Nom de naissance absent : le nom d’usage en tient lieu."}
    assert read({F.JALONS_ID: "12", **names}).warnings == {}


def test_a_usual_name_that_repeats_the_birth_name_brings_nothing():
    assert F.USUAL_NAME not in read({**ROCA, F.USUAL_NAME: "ROCA"}).values


def test_names_are_asked_for_in_the_columns_that_the_file_has():
    assert read({F.BIRTH_NAME: "Roca", F.FIRST_NAMES: " "}).problems == {1: "Indiquez au moins un prénom."}
    assert read({F.ID_CAF: "4933192"}).problems == {}


@pytest.mark.parametrize("field", [None, *(f for f in F if f not in (F.JALONS_ID, *ROCA))])
def test_a_national_number_leaves_the_line_whatever_the_column(field):
    row = read({**ROCA, field: "2 90 05 66 136 123 45"})
    assert row.warnings == {2: NIR_REMOVED}
    assert row.line.cells == ["Roca", "Inès", ""]
    assert field not in row.values


def test_a_contract_has_its_kind_and_two_dates_in_order():
    contract = {F.CONTRACT_KIND: "CER", F.CONTRACT_STARTS_ON: "01/09/2026", F.CONTRACT_ENDS_ON: "01/03/2027"}
    assert read(contract).values[F.CONTRACT_KIND] == ContractKind.CER
    unordered = read({**contract, F.CONTRACT_ENDS_ON: "01/09/2026"})
    assert unordered.problems == {2: "La fin vient après le début."}
    alone = read({**contract, F.CONTRACT_ENDS_ON: ""})
    assert (alone.values, list(alone.warnings)) == ({}, [0])


def test_publics_of_several_columns_are_put_together():
    reader = RowReader([F.PUBLICS, F.PUBLICS], KnownNames(), TODAY)
    assert reader.read(Line(2, ["RSA", "TH"])).values == {
        F.PUBLICS: frozenset({Public.RSA, Public.DISABLED_WORKER})
    }


def test_a_line_that_cannot_be_read_gives_nothing_but_its_own_problem():
    line = Line(2, ["Roca", "Inès"], problem="Une cellule de trop.")
    row = read_row(line, list(ROCA), KNOWN, TODAY)
    assert (row.line, row.values, row.problems) == (line, {}, {})


_TEXTS = (
    st.text(max_size=30)
    | st.from_regex(r"[0-9/.\-+ ]{1,16}", fullmatch=True)
    | st.sampled_from(["NULL", "NA"])
)
_DRAFT = IdentityDraft(Civility.UNSPECIFIED, "Roca", "", "Inès", None)
_DRAFT_FIELDS = {field.name for field in fields(IdentityDraft)}


@given(st.lists(_TEXTS, min_size=len(F), max_size=len(F)))
def test_any_line_is_read_and_its_values_are_those_that_the_form_accepts(texts):
    row = RowReader(list(F), KNOWN, TODAY).read(Line(2, texts))
    values = {str(field): value for field, value in row.values.items() if str(field) in _DRAFT_FIELDS}
    assert replace(_DRAFT, **values).problems(TODAY) == {}
    assert set(row.problems) | set(row.warnings) <= set(range(len(F)))
