"""The people behind a figure, by name."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Row, Select, Subquery, and_, false, func, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from db.models.caseload import CaseloadEntry
from db.models.consortia import Structure
from db.queries.indicators.measures import MEASURES
from db.queries.scopes import visible_caseload
from db.queries.settings import get_thresholds
from domain.access import Viewer
from domain.caseload import PAGE_SIZE
from domain.errors import ForbiddenError
from domain.indicators.access import is_entitled
from domain.indicators.model import Indicator, Perimeter

COLUMNS = [
    "beneficiary_id",
    "last_name",
    "first_names",
    "referent",
    "structure",
    "entered_on",
    "exited_on",
    "validated_on",
    "is_counted",
    "value",
    "out_of",
]
_DATED = ("beneficiary_id", "entered_on", "exited_on", "validated_on")
_TOLD = ("entered_on", "exited_on", "validated_on", "is_counted", "value", "out_of")
_referent = aliased(Professional)


@dataclass(frozen=True)
class PeopleBehind:
    """How many are listed in all, and those of the page (COLUMNS)."""

    count: int
    people: pd.DataFrame


def list_people_behind(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    indicator: Indicator,
    is_counted: bool | None = None,
    *,
    page: int | None = 1,
) -> PeopleBehind:
    """A page (PAGE_SIZE; None: everybody) of those in the figure, or of those (not) in its numerator.

    ForbiddenError when this viewer is told the figure alone.
    """
    if not is_entitled(viewer, perimeter.scope, indicator):
        raise ForbiddenError("Ce chiffre est donné sans la liste des personnes.")
    asked = replace(perimeter, thresholds=tuple(sorted(get_thresholds(session, viewer).items())))
    listed = _judged(viewer, asked, indicator, is_counted)
    if page is not None:
        listed = listed.limit(PAGE_SIZE).offset(PAGE_SIZE * (page - 1))
    rows = session.execute(with_names(viewer, listed.subquery())).all()
    people = pd.DataFrame([_line(row) for row in rows], columns=COLUMNS)
    return PeopleBehind(rows[0].listed if rows else 0, people)


def _judged(
    viewer: Viewer, perimeter: Perimeter, indicator: Indicator, is_counted: bool | None
) -> Select[Any]:
    measure = MEASURES[indicator.code]
    person = measure.population(viewer, perimeter).c
    judged = measure.judge(person, indicator, perimeter)
    counted = func.coalesce(judged.is_counted, false())
    conditions = [judged.is_within]
    if is_counted is not None:
        conditions.append(counted == is_counted)
    return (
        select(
            *(person[name] for name in _DATED),
            counted.label("is_counted"),
            judged.value.label("value"),
            judged.out_of.label("out_of"),
            func.count().over().label("listed"),
        )
        .where(*conditions)
        .order_by(person.sort_name, person.beneficiary_id)
    )


def with_names(viewer: Viewer, listed: Subquery) -> Select[Any]:
    """These lines (with a `beneficiary_id`) and who they are about, in the order of names."""
    return (
        visible_caseload(viewer)
        .join(listed, listed.c.beneficiary_id == CaseloadEntry.beneficiary_id)
        .join(Beneficiary, _same_consortium(Beneficiary, CaseloadEntry.beneficiary_id))
        .outerjoin(_referent, _same_consortium(_referent, CaseloadEntry.referent_id))
        .outerjoin(Structure, _same_consortium(Structure, CaseloadEntry.structure_id))
        .with_only_columns(
            *listed.c,
            Beneficiary,
            _referent.first_name,
            _referent.last_name,
            Structure.name.label("structure"),
            maintain_column_froms=True,
        )
        .order_by(CaseloadEntry.sort_name, CaseloadEntry.beneficiary_id)
    )


def _same_consortium(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == CaseloadEntry.consortium_id, table.id == key)


def _line(row: Row[Any]) -> dict[str, Any]:
    return {
        "beneficiary_id": row.beneficiary_id,
        "last_name": row.Beneficiary.last_name,
        "first_names": row.Beneficiary.first_names,
        "referent": f"{row.first_name} {row.last_name}" if row.last_name else "",
        "structure": row.structure or "",
        **{name: getattr(row, name) for name in _TOLD},
    }
