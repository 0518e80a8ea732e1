"""Situations of one person in every commission: where they stand, how they ended, what was promised."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary
from db.models.cases import AgendaPoint, CommissionCase
from db.models.commissions import CommissionBody
from db.queries.commission_scopes import visible_cases
from db.queries.commissions.day import list_case_commitments
from domain.access import Viewer
from domain.commissions.basket import PersonCase
from domain.commissions.sheets import CommitmentLine


def list_person_cases(session: Session, viewer: Viewer, beneficiary_id: int) -> list[PersonCase]:
    """Her situations in every commission, latest first, with their last conclusion; two statements."""
    statement = (
        visible_cases(viewer)
        .where(Beneficiary.id == beneficiary_id)
        .with_only_columns(
            CommissionCase,
            CommissionBody.name.label("body"),
            _conclusion().label("conclusion"),
            maintain_column_froms=True,
        )
        .order_by(CommissionCase.submitted_on.desc(), CommissionCase.id.desc())
    )
    rows = session.execute(statement).all()
    taken: dict[int | None, list[CommitmentLine]] = defaultdict(list)
    if rows:
        for line in list_case_commitments(session, viewer, [row.CommissionCase.id for row in rows]):
            taken[line.case_id].append(line)
    return [_person_case(row, taken[row.CommissionCase.id]) for row in rows]


def _person_case(row: Any, taken: list[CommitmentLine]) -> PersonCase:
    case = row.CommissionCase
    kept = ("id", "state", "submitted_on", "passed_on", "motive")
    return PersonCase(
        **{name: getattr(case, name) for name in kept},
        body=row.body,
        conclusion=row.conclusion or "",
        commitments=tuple(taken),
    )


def _conclusion() -> Any:
    point = AgendaPoint
    return (
        select(point.conclusion_words)
        .where(point.consortium_id == CommissionCase.consortium_id, point.case_id == CommissionCase.id)
        .order_by(point.id.desc())
        .limit(1)
        .correlate(CommissionCase)
        .scalar_subquery()
    )
