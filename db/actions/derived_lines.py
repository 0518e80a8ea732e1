"""Lines that dashboards and alerts read, computed by the database from the paths (ADR 13).

The same statements serve one person, a batch and a whole consortium; the caseload's lines come first.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, delete, insert, select, true
from sqlalchemy.orm import Session

from db.actions.alert_facts import alert_facts
from db.actions.dated_lines import attendance_lines, delay_lines, job_lines, review_lapses
from db.actions.path_lines import IsTheirs, path_lines
from db.models.base import Base, table_of
from db.models.consortia import Consortium
from db.models.dated_lines import AttendanceLine, DelayLine, JobLine, ReviewLapse
from db.models.indicators import AlertFact, PathLine
from db.models.settings import ConsortiumSetting
from domain.alerts import AlertRule
from domain.thresholds import MISSED_COUNT, THRESHOLDS


def refresh_derived_lines(
    session: Session, consortium_id: int, beneficiary_ids: Sequence[int] | None = None
) -> None:
    """Write again every line of these people, or of everybody: thirteen statements."""
    is_of_some = beneficiary_ids is not None
    asked = {"of_consortium": consortium_id, **({"of_people": beneficiary_ids} if is_of_some else {})}
    for statement in _rewriting(_missed_count(session, consortium_id), is_of_some=is_of_some):
        session.execute(statement, asked)


def recomputed_lines(session: Session, consortium_id: int) -> dict[type[Base], Any]:
    """What the paths of the consortium give now, table by table, in the order of its columns."""
    return _lines(_of(consortium_id), _missed_count(session, consortium_id))


def refresh_alert_facts(session: Session, consortium_id: int, rule: AlertRule) -> None:
    """Write again the facts of one rule, for everybody: two statements, after a setting on which it rests."""
    is_theirs = _of(consortium_id)
    facts = alert_facts(is_theirs, _missed_count(session, consortium_id)).subquery()
    of_rule = select(facts).where(facts.c.rule == rule)
    for statement in _rewrite(AlertFact, lambda table: and_(is_theirs(table), table.rule == rule), of_rule):
        session.execute(statement)


def refresh_review_lapses(session: Session, consortium_id: int) -> None:
    """Write them again for everybody: two statements, after a change of rhythm."""
    is_theirs = _of(consortium_id)
    for statement in _rewrite(ReviewLapse, is_theirs, review_lapses(is_theirs)):
        session.execute(statement)


def refresh_every_line(session: Session) -> None:
    """The same for every consortium, by the owner of the tables."""
    for consortium_id in session.scalars(select(Consortium.id)).all():
        refresh_derived_lines(session, consortium_id)


@cache
def _rewriting(missed_count: int, *, is_of_some: bool) -> list[Any]:
    """Built once: their shape never changes, and building them takes far longer than running them."""
    is_theirs = _of(
        bindparam("of_consortium"), bindparam("of_people", expanding=True) if is_of_some else None
    )
    lines = _lines(is_theirs, missed_count)
    return [statement for model in lines for statement in _rewrite(model, is_theirs, lines[model])]


def _lines(is_theirs: IsTheirs, missed_count: int) -> dict[type[Base], Any]:
    """In the order in which they are written: the others read the lines of stays."""
    return {
        PathLine: path_lines(is_theirs),
        AttendanceLine: attendance_lines(is_theirs),
        ReviewLapse: review_lapses(is_theirs),
        DelayLine: delay_lines(is_theirs),
        JobLine: job_lines(is_theirs),
        AlertFact: alert_facts(is_theirs, missed_count),
    }


def _of(consortium_id: Any, beneficiary_ids: Any = None) -> IsTheirs:
    def is_theirs(source: Any) -> Any:
        chosen = true() if beneficiary_ids is None else source.beneficiary_id.in_(beneficiary_ids)
        return and_(source.consortium_id == consortium_id, chosen)

    return is_theirs


def _rewrite(model: type[Base], is_theirs: IsTheirs, lines: Any) -> tuple[Any, Any]:
    table = table_of(model)
    columns = [column.key for column in table.c]
    return delete(table).where(is_theirs(table.c)), insert(table).from_select(columns, lines)


def _missed_count(session: Session, consortium_id: int) -> int:
    stored = select(ConsortiumSetting.value).where(
        ConsortiumSetting.consortium_id == consortium_id, ConsortiumSetting.code == MISSED_COUNT
    )
    return session.scalar(stored) or THRESHOLDS[MISSED_COUNT].default or 1
