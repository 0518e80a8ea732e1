"""Imports as the screens receive them, made by hand."""

from datetime import UTC, datetime
from typing import Any

from domain.imports.model import ImportField, RunStatus, Verdict
from domain.imports.views import RowView, RunView
from domain.people import IdentifierOrigin

HEADINGS = ["NOM", "Prénom", "Né le", "CP"]
COLUMNS = [
    ImportField.BIRTH_NAME,
    ImportField.FIRST_NAMES,
    ImportField.BIRTH_DATE,
    ImportField.POSTAL_CODE,
]


def run_view(**values: Any) -> RunView:
    """An import to confirm."""
    usual: dict[str, Any] = {
        "id": 1,
        "file_name": "entrants.csv",
        "origin": IdentifierOrigin.CAF,
        "is_complete": False,
        "status": RunStatus.PREVIEWED,
        "structure": "MLJ",
        "imported_by": "A. Martin",
        "created_at": datetime(2026, 3, 3, 13, 30, tzinfo=UTC),
        "confirmed_at": None,
        "undone_at": None,
        "headings": HEADINGS,
        "columns": COLUMNS,
        "counts": {},
        "may_undo": False,
        "is_mine": True,
    }
    return RunView(**(usual | values))


def row_view(**values: Any) -> RowView:
    """A line of it."""
    usual: dict[str, Any] = {
        "line_number": 2,
        "verdict": Verdict.NEW,
        "decision": None,
        "outcome": None,
        "beneficiary_id": None,
        "who": "Roca Inès",
        "reason": "",
        "cells": ["ROCA", "Inès", "31/02/1990", "06600"],
        "problems": {},
        "warnings": {},
        "changes": [],
        "conflicts": [],
        "replaced": [],
    }
    return RowView(**(usual | values))
