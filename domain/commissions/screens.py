"""The shared screen as it is stored: from a Screen to JSON and back."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from enum import Enum
from typing import Any

from domain.commissions.sheets import (
    CaseSheet,
    CommitmentLine,
    NeedLine,
    Outcome,
    PathEvent,
    Screen,
    SolutionLine,
)
from domain.commissions.words import PointKind


def to_json(screen: Screen) -> dict[str, Any]:
    """Plain values only: dates and instants as ISO text."""
    plain = _plain(asdict(screen))
    return dict(plain)


def from_json(content: Mapping[str, Any]) -> Screen:
    """The Screen that this content tells."""
    kept = {name: value for name, value in content.items() if name not in _BUILT}
    return Screen(
        **kept,
        meets_on=date.fromisoformat(content["meets_on"]),
        kind=PointKind(content["kind"]) if content["kind"] else None,
        sheet=_sheet(content["sheet"]) if content["sheet"] else None,
        outcome=Outcome(**_tuples(content["outcome"])) if content["outcome"] else None,
        commitments=tuple(_dated(CommitmentLine, line) for line in content["commitments"]),
        next_numbers=tuple(content["next_numbers"]),
        current_since=_instant(content["current_since"]),
    )


_BUILT = {"meets_on", "kind", "sheet", "outcome", "commitments", "next_numbers", "current_since"}
_PARTS = {"needs": NeedLine, "events": PathEvent, "solutions": SolutionLine}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _sheet(content: Mapping[str, Any]) -> CaseSheet:
    parts = {name: tuple(_dated(kind, one) for one in content[name]) for name, kind in _PARTS.items()}
    return CaseSheet(**{**_tuples(content), "needs_on": _day(content["needs_on"]), **parts})


def _dated(kind: Any, content: Mapping[str, Any]) -> Any:
    return kind(**{name: _day(value) if name.endswith("_on") else value for name, value in content.items()})


def _tuples(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in content.items()}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _instant(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
