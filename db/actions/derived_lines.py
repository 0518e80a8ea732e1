"""Lines that dashboards and alerts read, computed by the database from the paths (ADR 13).

The same statements serve one person, a batch and a whole consortium; the caseload's lines come first.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, delete, insert, select, true
from sqlalchemy.orm import Session

from db.actions.alert_facts import alert_facts
from db.actions.path_lines import IsTheirs, path_lines
from db.models.base import Base, table_of
from db.models.consortia import Consortium
from db.models.indicators import AlertFact, PathLine
from db.models.settings import ConsortiumSetting
from domain.alerts import AlertRule
from domain.thresholds import MISSED_COUNT, THRESHOLDS


def refresh_derived_lines(
    session: Session, consortium_id: int, beneficiary_ids: Sequence[int] | None = None
) -> None:
    """Write again the path lines and alert facts of these people, or of everybody: five statements."""
    is_theirs = _of(consortium_id, beneficiary_ids)
    for model, lines in recomputed_lines(session, consortium_id, beneficiary_ids).items():
        _rewrite(session, model, is_theirs, lines)


def recomputed_lines(
    session: Session, consortium_id: int, beneficiary_ids: Sequence[int] | None = None
) -> dict[type[Base], Any]:
    """What their paths give now, table by table, in the order of its columns."""
    is_theirs = _of(consortium_id, beneficiary_ids)
    return {
        PathLine: path_lines(is_theirs),
        AlertFact: alert_facts(is_theirs, _missed_count(session, consortium_id)),
    }


def refresh_alert_facts(session: Session, consortium_id: int, rule: AlertRule) -> None:
    """Write again the facts of one rule, for everybody: two statements, after a setting on which it rests."""

    def is_theirs(source: Any) -> Any:
        return source.consortium_id == consortium_id

    facts = alert_facts(is_theirs, _missed_count(session, consortium_id)).subquery()
    of_rule = select(facts).where(facts.c.rule == rule)
    _rewrite(session, AlertFact, lambda table: and_(is_theirs(table), table.rule == rule), of_rule)


def refresh_every_line(session: Session) -> None:
    """The same for every consortium, by the owner of the tables."""
    for consortium_id in session.scalars(select(Consortium.id)).all():
        refresh_derived_lines(session, consortium_id)


def _of(consortium_id: int, beneficiary_ids: Sequence[int] | None) -> IsTheirs:
    def is_theirs(source: Any) -> Any:
        chosen = true() if beneficiary_ids is None else source.beneficiary_id.in_(beneficiary_ids)
        return and_(source.consortium_id == consortium_id, chosen)

    return is_theirs


def _rewrite(session: Session, model: type[Base], is_theirs: IsTheirs, lines: Any) -> None:
    table = table_of(model)
    session.execute(delete(table).where(is_theirs(table.c)))
    session.execute(insert(table).from_select([column.key for column in table.c], lines))


def _missed_count(session: Session, consortium_id: int) -> int:
    stored = select(ConsortiumSetting.value).where(
        ConsortiumSetting.consortium_id == consortium_id, ConsortiumSetting.code == MISSED_COUNT
    )
    return session.scalar(stored) or THRESHOLDS[MISSED_COUNT].default or 1
