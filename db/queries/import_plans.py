"""What confirming an import will do, counted."""

from collections import Counter

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import Session

from db.models.imports import ImportRow, ImportRun
from domain.access import BULK_ROLES, Viewer
from domain.imports.model import Outcome, RunStatus
from domain.imports.plan import Plan, planned_outcome

_EMPTY = "[]"


def count_planned(session: Session, viewer: Viewer, run_id: int) -> Plan:
    """How many lines of the viewer's own preview will have each outcome, her decisions included."""
    if not viewer.has(*BULK_ROLES):
        return Plan()
    has_news = or_(cast(ImportRow.changes, String) != _EMPTY, cast(ImportRow.replaced, String) != _EMPTY)
    has_other = cast(ImportRow.conflicts, String) != _EMPTY
    statement = (
        select(ImportRow.verdict, ImportRow.decision, has_news, has_other, func.count())
        .join(
            ImportRun,
            (ImportRun.consortium_id == ImportRow.consortium_id) & (ImportRun.id == ImportRow.run_id),
        )
        .where(
            ImportRun.consortium_id == viewer.consortium_id,
            ImportRun.id == run_id,
            ImportRun.professional_id == viewer.professional_id,
            ImportRun.status == RunStatus.PREVIEWED,
        )
        .group_by(ImportRow.verdict, ImportRow.decision, has_news, has_other)
    )
    planned, kept = Counter[Outcome](), 0
    for verdict, decision, is_news, is_other, count in session.execute(statement):
        outcome = planned_outcome(verdict, decision, has_news=bool(is_news))
        planned[outcome] += count
        kept += count if outcome is Outcome.UNCHANGED and is_other else 0
    return Plan(planned, kept)
