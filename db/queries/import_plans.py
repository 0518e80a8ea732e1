"""What confirming an import will do, counted."""

from collections import Counter

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import Session

from db.models.imports import ImportRow, ImportRun
from domain.access import BULK_ROLES, Viewer
from domain.imports.model import Outcome, RunStatus
from domain.imports.plan import planned_outcome

_EMPTY = "[]"


def count_planned(session: Session, viewer: Viewer, run_id: int) -> Counter[Outcome]:
    """How many lines of the viewer's own preview will have each outcome, her decisions included."""
    if not viewer.has(*BULK_ROLES):
        return Counter()
    has_news = or_(cast(ImportRow.changes, String) != _EMPTY, cast(ImportRow.replaced, String) != _EMPTY)
    statement = (
        select(ImportRow.verdict, ImportRow.decision, has_news, func.count())
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
        .group_by(ImportRow.verdict, ImportRow.decision, has_news)
    )
    planned: Counter[Outcome] = Counter()
    for verdict, decision, is_news, count in session.execute(statement):
        planned[planned_outcome(verdict, decision, has_news=bool(is_news))] += count
    return planned
