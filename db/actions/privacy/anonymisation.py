"""What is left of a file once nobody may know whose it was: dates and choices, so that figures stand."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, Enum, String, Table, delete, or_, select, update
from sqlalchemy.orm import Session

from db.actions.derived_lines import refresh_derived_lines
from db.models import Base
from db.models.beneficiaries import Beneficiary
from db.models.cases import AgendaPoint, CommissionCase, MeetingMinutes
from db.models.commissions import SharedScreen
from db.queries.privacy.people import Rows, person_rows
from domain.commissions.minutes import from_json, to_json

# Whole rows that only name, quote or list: nothing is counted from them.
_REMOVED = (
    *("caseload_entry", "alert_put_off", "change_history", "external_identifier"),
    *("imported_values", "import_row", "reconciliation", "note"),
)
# Codes of published lists, on which figures rest; a wording chosen by a consortium is not one of them.
_KEPT = frozenset({"commune_code", "theme", "situations", "object_kind", "detail", "mac"})
_JOURNAL = "audit_entry"


def anonymise(session: Session, consortium_id: int, beneficiary_id: int, *, today: date) -> None:
    """Empty every free word of her rows, remove what only names her; the journal keeps references alone."""
    session.flush()
    rows = person_rows(session, consortium_id, beneficiary_id)
    for name in reversed(list(rows)):
        table = Base.metadata.tables[name]
        if name == _JOURNAL or not rows[name]:
            continue
        _treat(session, table, rows)
    _leave_minutes(session, consortium_id, rows)
    person = Base.metadata.tables[Beneficiary.__tablename__]
    born = rows[person.name][0]["birth_date"]
    values = {"birth_date": born.replace(day=1) if born else None, "anonymised_on": today}
    is_hers = (person.c.consortium_id == consortium_id, person.c.id == beneficiary_id)
    session.execute(update(person).where(*is_hers).values(values))
    session.expire_all()
    refresh_derived_lines(session, consortium_id, [beneficiary_id])


def _leave_minutes(session: Session, consortium_id: int, rows: Rows) -> None:
    """What meetings kept of her, validated minutes included, and what their screens show."""
    cases = frozenset(row["id"] for row in rows[CommissionCase.__tablename__])
    meetings = {row["meeting_id"] for row in rows[AgendaPoint.__tablename__]}
    if not meetings:
        return
    minutes = select(MeetingMinutes).where(MeetingMinutes.consortium_id == consortium_id)
    for kept in session.scalars(minutes.where(MeetingMinutes.meeting_id.in_(meetings))):
        kept.content = to_json(from_json(kept.content).without_person(cases))
    screens = update(SharedScreen).where(SharedScreen.consortium_id == consortium_id)
    session.execute(screens.where(SharedScreen.meeting_id.in_(meetings)).values(content={}))
    session.flush()


def _treat(session: Session, table: Table, rows: Rows) -> None:
    keys = list(table.primary_key.columns)
    is_one = or_(*(_all_equal(keys, [row[key.name] for key in keys]) for row in rows[table.name]))
    if table.name in _REMOVED:
        session.execute(delete(table).where(is_one))
    elif blanks := _blanks(table, rows[table.name][0]):
        session.execute(update(table).where(is_one).values(blanks))


def _all_equal(columns: list[Any], values: list[Any]) -> Any:
    condition = columns[0] == values[0]
    for column, value in zip(columns[1:], values[1:], strict=True):
        condition = condition & (column == value)
    return condition


def _blanks(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """Nothing in each column of free words: null where it may be, else empty."""
    found: dict[str, Any] = {}
    for column in table.columns:
        if column.name in _KEPT or isinstance(column.type, Enum) or column.primary_key:
            continue
        if isinstance(column.type, JSON):
            found[column.name] = None if column.nullable else type(row[column.name])()
        elif isinstance(column.type, String):
            found[column.name] = None if column.nullable else ""
    return found
