"""Thresholds, rhythms, targets and secrecy of a consortium, changed by its administration."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.administration import lock_consortium, sign_record
from db.actions.caseload_bulk import refresh_review_due_dates
from db.actions.derived_lines import refresh_alert_facts
from db.models.settings import ConsortiumSetting
from domain.access import Role, Viewer
from domain.alerts import AlertRule
from domain.audit import AuditEvent
from domain.consortium_thresholds import (
    Values,
    moves_alert_facts,
    moves_due_dates,
    problems_of_values,
    threshold_of,
)
from domain.errors import EditConflictError, FieldDifference, InvalidInputError

_LONGEST_DETAIL = 500


def change_thresholds(session: Session, viewer: Viewer, *, read: Values, typed: Values) -> None:
    """Replace the values that were `read` (code → own value; None: the national default).

    EditConflictError when somebody else changed the same ones meanwhile. What is computed beforehand from a
    changed one is computed again for everybody, in the same transaction: seconds for 80,000 people.
    """
    consortium = lock_consortium(session, viewer, Role.COORDINATOR)
    stored = _stored(session, viewer)
    values = {code: row.value for code, row in stored.items()}
    if problems := problems_of_values(typed, values):
        raise InvalidInputError(problems)
    changed = {
        code: value for code, value in typed.items() if value != read.get(code) and value != values.get(code)
    }
    if found := [code for code in changed if values.get(code) != read.get(code)]:
        told = [_difference(code, values.get(code), changed[code]) for code in found]
        raise EditConflictError(told, consortium.version)
    for code, value in changed.items():
        _write(session, viewer, stored.get(code), code, value)
    session.flush()
    _refresh(session, viewer, changed)
    if changed:
        sign_record(session, viewer, AuditEvent.UPDATE, consortium, ", ".join(changed)[:_LONGEST_DETAIL])


def _stored(session: Session, viewer: Viewer) -> dict[str, ConsortiumSetting]:
    own = select(ConsortiumSetting).where(ConsortiumSetting.consortium_id == viewer.consortium_id)
    return {row.code: row for row in session.scalars(own)}


def _difference(code: str, stored: int | None, typed: int | None) -> FieldDifference:
    setting = threshold_of(code)
    label = setting.label if setting else code
    return FieldDifference(label, *("" if value is None else str(value) for value in (stored, typed)))


def _write(
    session: Session, viewer: Viewer, row: ConsortiumSetting | None, code: str, value: int | None
) -> None:
    if row is None and value is not None:
        session.add(ConsortiumSetting(consortium_id=viewer.consortium_id, code=code, value=value))
    elif row is not None and value is None:
        session.delete(row)
    elif row is not None and value is not None:
        row.value = value


def _refresh(session: Session, viewer: Viewer, changed: Values) -> None:
    """The dates of reviews come first: the facts of alerts are read from them."""
    if moves_due_dates(changed):
        refresh_review_due_dates(session, viewer.consortium_id)
    if moves_alert_facts(changed):
        refresh_alert_facts(session, viewer.consortium_id, AlertRule.MISSED)
