"""Files of services as they are dropped: JSON or CSV, one or two, refused when they cannot be trusted."""

import json

import pytest

from domain.imports.model import FileRefusedError
from domain.offer.loads import LoadKind
from domain.offer.reading import read_files

STRUCTURE = {"id": "s", "nom": "Structure"}
SERVICE = {"id": "o", "nom": "Offre", "structure_id": "s"}
BOTH = [LoadKind.STRUCTURE, LoadKind.SERVICE]


def kinds(*files):
    return [line.kind for line in read_files([(f"{i}.x", content) for i, content in enumerate(files)])]


@pytest.mark.parametrize(
    "told",
    [
        [SERVICE, STRUCTURE],
        {"services": [SERVICE], "structures": [STRUCTURE]},
        {"items": [SERVICE | {"structure": STRUCTURE}], "total": 1},
        {"items": [{"service": SERVICE | {"structure": STRUCTURE}, "distance": 3}]},
    ],
)
def test_json_is_a_list_both_lists_or_a_page_of_the_api(told):
    assert kinds(json.dumps(told).encode()) == BOTH


def test_two_files_are_read_together_structures_first():
    assert kinds(json.dumps([SERVICE]).encode(), "id;nom\ns;Été\n".encode("cp1252")) == BOTH


def test_each_file_numbers_its_own_lines_as_a_spreadsheet_does():
    files = ("id;nom\ns;Un\n\nt;Deux\n", "id;nom;structure_id\no;Trois;s\n")
    lines = read_files([(f"{i}.csv", text.encode()) for i, text in reversed(list(enumerate(files)))])
    assert [(line.cells["id"], line.number) for line in lines] == [("s", 2), ("t", 4), ("o", 2)]
    assert [line.key for line in lines] == sorted({line.key for line in lines})


def test_a_json_numbers_structures_and_services_apart():
    told = {"services": [SERVICE, SERVICE | {"id": "p"}], "structures": [STRUCTURE]}
    lines = read_files([("x.json", json.dumps(told).encode())])
    assert [(line.cells["id"], line.number) for line in lines] == [("s", 1), ("o", 1), ("p", 2)]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_whatever_its_separator(separator):
    text = "\n".join(separator.join(row) for row in (["id", "nom", "structure_id"], ["o", "Été", "s"]))
    line = read_files([("x.csv", text.encode())])[0]
    assert (line.kind, line.cells) == (LoadKind.SERVICE, {"id": "o", "nom": "Été", "structure_id": "s"})


def test_the_reason_of_a_rejected_line_and_our_own_mark_are_ignored():
    text = "id;nom;motif\ns;Structure;nom : trop court\nDiffusion restreinte — exporté par X;;\n"
    assert [line.cells for line in read_files([("x.csv", text.encode())])] == [STRUCTURE]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b'{"services": [', b"[1, 2]", b"nom;prenom\nX;Y\n", b'id;nom\n"x', b"[" * 100_000],
)
def test_a_file_that_is_not_an_offer_is_refused_with_words(content):
    with pytest.raises(FileRefusedError):
        read_files([("x", content)])
