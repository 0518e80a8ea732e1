"""Fills the sheet of a demonstration consortium."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from db.models.consortia import (
    Axis,
    AxisAction,
    Consortium,
    MemberOrganisation,
    ProjectTeamPost,
    SheetItem,
    TargetPublic,
    TargetPublicAxis,
)
from db.models.settings import ConsortiumSetting, SteeringPage
from domain.dates import months_before
from domain.identifiers import new_id
from domain.indicators.steering import USUAL
from domain.organisations import ActionProgress, Circle, College, SheetItemKind
from domain.people import Public
from domain.thresholds import target_code

_PROGRESS = (
    ActionProgress.DONE,
    ActionProgress.IN_PROGRESS,
    ActionProgress.IN_PROGRESS,
    ActionProgress.DELAYED,
    ActionProgress.TO_START,
    None,
)
_AIMED_AT = {  # days, by pair of steps
    "entry-appointment_honoured": 30,
    "entry-orientation": 60,
    "orientation-contract_signed": 60,
    "entry-diagnosis_validated": 45,
    "immersion_ended-training_started": 45,
    "training_ended-job_started": 90,
    "referral_sent-referral_answered": 10,
}
_MESSAGE = (
    "Depuis le dernier comité, les diagnostics à deux voix sont ouverts à tous les secteurs. "
    "À décider\u00a0: les moyens des permanences communes pour l’année prochaine."
)


@dataclass(frozen=True)
class SheetData:
    """The content of a sheet. Target publics name their axes by number."""

    perimeter: str
    contact: str
    target_public_intro: str
    contributions: tuple[str, ...]
    members: tuple[tuple[College, Circle, tuple[str, ...]], ...]
    target_publics: tuple[tuple[str, Public | None, tuple[int, ...]], ...]
    axes: tuple[tuple[str, tuple[str, ...]], ...]
    cross_cutting: tuple[str, ...]
    team: tuple[tuple[str, int], ...]
    schedule: tuple[str, ...]


def load_sheet(session: Session, consortium_id: int, sheet: SheetData) -> None:
    """Write the sheet of a consortium that has none."""
    consortium = session.get_one(Consortium, consortium_id)
    consortium.perimeter = sheet.perimeter
    consortium.contact = sheet.contact
    consortium.target_public_intro = sheet.target_public_intro
    axis_ids = [new_id() for _ in sheet.axes]
    target_ids = [new_id() for _ in sheet.target_publics]
    for rows in (
        _items(sheet),
        _members(sheet),
        _axes(sheet, axis_ids),
        _actions(sheet, axis_ids),
        _target_publics(sheet, target_ids),
        _links(sheet, target_ids, axis_ids),
    ):
        session.add_all(model(consortium_id=consortium_id, **values) for model, values in rows)
        session.flush()


def load_steering_page(session: Session, consortium_id: int, today: date) -> None:
    """The committee met five months ago, and its coordination left it a word."""
    held_on = months_before(today, 5)
    figures = list(USUAL)
    session.add(
        SteeringPage(consortium_id=consortium_id, figures=figures, last_held_on=held_on, message=_MESSAGE)
    )


def aim_at_delays(session: Session, consortium_id: int) -> None:
    """The days that the consortium gave itself between two steps."""
    session.add_all(
        ConsortiumSetting(consortium_id=consortium_id, code=target_code(pair), value=days)
        for pair, days in _AIMED_AT.items()
    )


Rows = Iterator[tuple[type[Any], dict[str, Any]]]


def _items(sheet: SheetData) -> Rows:
    for kind, texts in (
        (SheetItemKind.CONTRIBUTION, sheet.contributions),
        (SheetItemKind.CROSS_CUTTING, sheet.cross_cutting),
        (SheetItemKind.SCHEDULE, sheet.schedule),
    ):
        for rank, text in enumerate(texts, start=1):
            yield SheetItem, {"kind": kind, "rank": rank, "text": text}


def _members(sheet: SheetData) -> Rows:
    members = [(college, circle, name) for college, circle, names in sheet.members for name in names]
    for rank, (college, circle, name) in enumerate(members, start=1):
        yield MemberOrganisation, {"college": college, "circle": circle, "name": name, "rank": rank}
    for rank, (function, headcount) in enumerate(sheet.team, start=1):
        yield ProjectTeamPost, {"function": function, "headcount": headcount, "rank": rank}


def _axes(sheet: SheetData, axis_ids: list[int]) -> Rows:
    for number, (axis_id, (title, _)) in enumerate(zip(axis_ids, sheet.axes, strict=True), start=1):
        yield Axis, {"id": axis_id, "number": number, "title": title}


def _actions(sheet: SheetData, axis_ids: list[int]) -> Rows:
    number = count()
    for axis_id, (_, actions) in zip(axis_ids, sheet.axes, strict=True):
        for rank, text in enumerate(actions, start=1):
            progress = _PROGRESS[next(number) % len(_PROGRESS)]
            yield AxisAction, {"axis_id": axis_id, "rank": rank, "text": text, "progress": progress}


def _target_publics(sheet: SheetData, target_ids: list[int]) -> Rows:
    lines = zip(target_ids, sheet.target_publics, strict=True)
    for rank, (target_id, (text, public, _)) in enumerate(lines, start=1):
        yield TargetPublic, {"id": target_id, "rank": rank, "text": text, "public": public}


def _links(sheet: SheetData, target_ids: list[int], axis_ids: list[int]) -> Rows:
    for target_id, (_, _, numbers) in zip(target_ids, sheet.target_publics, strict=True):
        for number in numbers:
            yield TargetPublicAxis, {"target_public_id": target_id, "axis_id": axis_ids[number - 1]}
