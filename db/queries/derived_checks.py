"""Lines that figures and alerts read: how many differ from what the paths give today."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.actions.derived_lines import recomputed_lines
from db.models.base import table_of
from db.models.consortia import Consortium

_PROMISES = {
    "path_line": "Les lignes des tableaux de bord sont celles que donnent les parcours.",
    "attendance_line": "Les lignes de l’assiduité sont celles que donnent les rendez-vous.",
    "review_lapse": "Les retards passés sont ceux que donnent les points de situation.",
    "delay_line": "Les délais notés d’avance sont ceux que donnent les parcours.",
    "job_line": "Les contacts dans l’emploi notés d’avance sont ceux que donnent les parcours.",
    "alert_fact": "Les alertes sont celles que donnent les parcours.",
}


def find_stale_lines(session: Session) -> list[str]:
    """The promises that are broken, each with how many lines are missing, too many or different."""
    counts = dict.fromkeys(_PROMISES, 0)
    for consortium_id in session.scalars(select(Consortium.id)).all():
        for model, expected in recomputed_lines(session, consortium_id).items():
            table = table_of(model)
            stored = select(table).where(table.c.consortium_id == consortium_id)
            computed = select(expected.subquery("expected"))
            counts[table.name] += _count(session, computed.except_(stored))
            counts[table.name] += _count(session, stored.except_(computed))
    return [f"{_PROMISES[name]} ({count} fois le contraire)" for name, count in counts.items() if count]


def _count(session: Session, rows: Any) -> int:
    return session.scalar(select(func.count()).select_from(rows.subquery())) or 0
