"""docs/security.md: each number once, each test it names exists and bears the number."""

import ast
import re

import pytest

from tests.services.shared import PROJECT

ROWS = re.findall(r"^\| (T\d{3}) \| (.*?) \|", (PROJECT / "docs/security.md").read_text(), re.MULTILINE)
NAMED = [(number, test) for number, cell in ROWS for test in re.findall(r"`([^`]+::[^`]+)`", cell)]


def first_line(test):
    """The first line of the docstring of this test."""
    path, _, name = test.partition("::")
    functions = (
        node
        for node in ast.walk(ast.parse((PROJECT / path).read_text()))
        if isinstance(node, ast.FunctionDef) and node.name == name
    )
    return (ast.get_docstring(next(functions)) or "").splitlines()[0]


def test_each_number_stands_once_in_order():
    numbers = [number for number, _cell in ROWS]
    assert numbers == sorted(set(numbers))
    assert len(numbers) == 137


@pytest.mark.parametrize(("number", "test"), NAMED)
def test_a_test_that_is_named_bears_its_number(number, test):
    assert number in first_line(test)
