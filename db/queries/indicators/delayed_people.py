"""The people behind a number of delays, by name: one line a start."""

from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from db.models.indicators import PathLine
from db.queries.indicators.days import MonthOf
from db.queries.indicators.delay_rows import delays_of
from db.queries.indicators.people import PeopleBehind, with_names
from domain.access import Viewer
from domain.caseload import PAGE_SIZE
from domain.errors import ForbiddenError
from domain.indicators.access import is_entitled
from domain.indicators.delay_lists import DelayPart, indicator_of
from domain.indicators.model import Perimeter
from domain.indicators.pairs import Pair

_TOLD = ("started_on", "ended_on", "days", "is_reached")
COLUMNS = ["beneficiary_id", "last_name", "first_names", "referent", "structure", *_TOLD]


def list_delayed_people(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    pair: Pair,
    *,
    part: DelayPart,
    page: int | None = 1,
) -> PeopleBehind:
    """A page (PAGE_SIZE; None: everybody) of the starts of this part, in the order of names.

    ForbiddenError when this viewer is told the figure alone.
    """
    if not is_entitled(viewer, perimeter.scope, indicator_of(pair)):
        raise ForbiddenError("Ce chiffre est donné sans la liste des personnes.")
    listed = _listed(viewer, perimeter, pair, part)
    if page is not None:
        listed = listed.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))
    found = listed.subquery()
    rows = session.execute(with_names(viewer, found).order_by(found.c.started_on)).all()
    people = pd.DataFrame([_line(row) for row in rows], columns=COLUMNS)
    return PeopleBehind(rows[0].listed if rows else 0, people)


def _listed(viewer: Viewer, perimeter: Perimeter, pair: Pair, part: DelayPart) -> Select[Any]:
    delay = delays_of(viewer, perimeter, pair)
    row = delay.c
    same = and_(
        PathLine.consortium_id == row.consortium_id, PathLine.support_period_id == row.support_period_id
    )
    told = (row[name] for name in ("beneficiary_id", *_TOLD))
    return (
        select(*told, func.count().over().label("listed"))
        .select_from(delay)
        .join(PathLine, same)
        .where(*_conditions(row, part))
        .order_by(PathLine.sort_name, row.beneficiary_id, row.started_on)
    )


def _conditions(row: Any, part: DelayPart) -> list[ColumnElement[bool]]:
    conditions = []
    if part.is_reached is not None:
        conditions.append(row.is_reached == part.is_reached)
    if part.bin:
        conditions.append(row.days >= part.bin.first)
        conditions += [] if part.bin.last is None else [row.days <= part.bin.last]
    if part.month:
        conditions.append(MonthOf(row.started_on) == part.month)
    if part.structure:
        conditions.append(row.structure_id.is_not_distinct_from(part.structure[0]))
    return conditions


def _line(row: Row[Any]) -> dict[str, Any]:
    return {
        "beneficiary_id": row.beneficiary_id,
        "last_name": row.Beneficiary.last_name,
        "first_names": row.Beneficiary.first_names,
        "referent": f"{row.first_name} {row.last_name}" if row.last_name else "",
        "structure": row.structure or "",
        **{name: getattr(row, name) for name in _TOLD},
    }
