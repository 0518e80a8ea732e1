"""Whom indicators are about: one row a person, from the stays that the viewer's figures count.

Status at a date comes from dated facts: at any date one stay stands for a person, the last one begun.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from db.models.dated_lines import AttendanceLine, ReviewLapse
from db.models.diagnoses import Diagnosis
from db.models.indicators import PathLine
from db.queries.caseload_filters import people_conditions
from db.queries.indicators.days import Unsearched
from db.queries.scopes import visible_paths
from domain.access import Role, Viewer
from domain.follow_up import AppointmentStatus
from domain.indicators.diagnoses import FIRST_DAYS
from domain.indicators.model import Perimeter, entry_range

stay = PathLine


def present(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """The file active at the reference date; `had_lapsed`: past her rhythm then, and reviewed since."""
    day = perimeter.reference_on
    lapsed = select(ReviewLapse.support_period_id).where(
        ReviewLapse.consortium_id == viewer.consortium_id,
        ReviewLapse.from_on <= day,
        ReviewLapse.until_on > day,
    )
    had_lapsed = stay.support_period_id.in_(lapsed).label("had_lapsed")
    stays = counted_stays(viewer, perimeter).where(is_present(stay, day))
    return _rows(stays, first_diagnosis(perimeter), had_lapsed)


def entrants(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People entered in the period, known at the reference date; of two entries, the last."""
    return _entered(viewer, perimeter, days_before=0)


def settled_entrants(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """The same, of the entries after which FIRST_DAYS have gone by at the reference date."""
    return _entered(viewer, perimeter, days_before=FIRST_DAYS)


def leavers(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People who left in the period, known at the reference date; of two exits, the last."""
    is_last = or_(stay.next_exited_on.is_(None), stay.next_exited_on > perimeter.last_on)
    has_left = stay.exited_on.between(perimeter.starts_on, perimeter.last_on)
    return _rows(counted_stays(viewer, perimeter).where(has_left, is_last), first_diagnosis(perimeter))


def diagnosed(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People of the file active at the reference date whose stay has a diagnosis in force at that date."""
    day, later = perimeter.reference_on, aliased(Diagnosis)
    follows = or_(
        later.validated_on > Diagnosis.validated_on,
        and_(later.validated_on == Diagnosis.validated_on, later.id > Diagnosis.id),
    )
    later_one = select(later.id).where(_of_same_stay(later, Diagnosis), _is_in_force(later, day), follows)
    is_latest = case(
        (stay.last_diagnosis_on <= day, Diagnosis.id == stay.last_diagnosis_id), else_=~later_one.exists()
    )
    stays = (
        counted_stays(viewer, perimeter)
        .join(Diagnosis, _of_same_stay(Diagnosis, stay))
        .where(is_present(stay, day), _is_in_force(Diagnosis, day), is_latest)
    )
    told = (getattr(Diagnosis, name) for name in _OF_DIAGNOSIS)
    return _rows(stays, Diagnosis.id.label("diagnosis_id"), *told)


def in_need(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """The same people, with what it retains: their line tells it, unless another diagnosis came later."""
    day = perimeter.reference_on
    is_last = stay.last_diagnosis_on <= day
    told = {name: getattr(stay, of_line) for name, of_line in _OF_LINE.items()}
    is_told: ColumnElement[bool] = is_last
    if day < viewer.today:
        told = {name: case((is_last, column), else_=_in_force(name, day)) for name, column in told.items()}
        is_told = or_(is_last, and_(stay.first_diagnosis_on <= day, told["diagnosis_id"].is_not(None)))
    stays = counted_stays(viewer, perimeter).where(is_present(stay, day), is_told)
    others = [column for column in stay.__table__.c if column.key not in told]
    columns = [*others, *(value.label(name) for name, value in told.items())]
    return stays.with_only_columns(*columns, maintain_column_froms=True).subquery("person")


_OF_LINE = {
    "diagnosis_id": "last_diagnosis_id",
    "validated_on": "last_diagnosis_on",
    "needs": "needs",
    "first_needs": "first_needs",
}


def _in_force(name: str, day: Any) -> ColumnElement[Any]:
    """This column of the diagnosis of the stay that was in force at a date."""
    one = aliased(Diagnosis)
    column = one.id if name == "diagnosis_id" else getattr(one, name)
    found = select(column).where(_of_same_stay(one, stay), _is_in_force(one, day))
    return found.order_by(one.validated_on.desc(), one.id.desc()).limit(1).scalar_subquery()


def invited(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People who had an appointment in the period: how many honoured, missed, and set aside."""
    stays = counted_stays(viewer, perimeter)
    attended = select(AttendanceLine).where(
        AttendanceLine.consortium_id == viewer.consortium_id, is_due_in(perimeter)
    )
    if not viewer.has(Role.COORDINATOR, Role.STEERING):  # few people: their appointments only
        her_people = stays.with_only_columns(PathLine.beneficiary_id)
        attended = attended.where(AttendanceLine.beneficiary_id.in_(her_people))
    key = (AttendanceLine.consortium_id, AttendanceLine.support_period_id)
    sums = (func.count().filter(is_due).label(name) for name, is_due in DUE.items())
    counted = attended.with_only_columns(*key, *sums).group_by(*key).subquery("attended")
    people = stays.join(counted, _of_same_stay(counted.c, stay))
    return _rows(people, first_diagnosis(perimeter), *(counted.c[name] for name in DUE))


def is_due_in(perimeter: Perimeter) -> ColumnElement[bool]:
    """True for appointments of the period, beside the stay that stands for their person at its end."""
    return and_(
        AttendanceLine.takes_place_on.between(perimeter.starts_on, perimeter.last_on),
        stands_at(AttendanceLine, perimeter.last_on),
    )


_status = AttendanceLine.status
DUE: dict[str, ColumnElement[bool]] = {
    "honoured": _status == AppointmentStatus.HONOURED,
    "missed": _status == AppointmentStatus.NOT_EXCUSED,
    "aside": _status.in_((AppointmentStatus.EXCUSED, AppointmentStatus.CANCELLED)),
}


def stands_at(line: Any, day: Any) -> ColumnElement[bool]:
    """True for the one stay that stands for its person at this date: the last one begun."""
    entered_on: Any = Unsearched(line.entered_on)
    return and_(entered_on <= day, or_(line.next_entered_on.is_(None), line.next_entered_on > day))


def is_present(line: Any, day: Any) -> ColumnElement[bool]:
    """True when that stay is not over at this date; the day of exit is already out."""
    exited_on: Any = Unsearched(line.exited_on)
    return and_(stands_at(line, day), or_(exited_on.is_(None), exited_on > day))


_OF_DIAGNOSIS = ("validated_on", "is_joint", "explored_count", "compared_count", "divergent_count")


def _entered(viewer: Viewer, perimeter: Perimeter, *, days_before: int) -> Subquery:
    last_day = min(perimeter.ends_on, perimeter.reference_on - timedelta(days=days_before))
    is_last = or_(stay.next_entered_on.is_(None), stay.next_entered_on > last_day)
    has_entered = stay.entered_on.between(perimeter.starts_on, last_day)
    return _rows(counted_stays(viewer, perimeter).where(has_entered, is_last), first_diagnosis(perimeter))


def counted_stays(viewer: Viewer, perimeter: Perimeter) -> Select[Any]:
    """The stays that her figures count, of the people whom the filters ask for."""
    return visible_paths(viewer, perimeter.scope).where(
        *people_conditions(viewer, perimeter.people, perimeter.reference_on, stay), _seniority(perimeter)
    )


def _rows(stays: Select[Any], *columns: Any) -> Subquery:
    lines = stays.with_only_columns(*stay.__table__.c, *columns, maintain_column_froms=True)
    return lines.subquery("person")


def first_diagnosis(perimeter: Perimeter) -> ColumnElement[Any]:
    """The first diagnosis of the stay, as far as the reference date knows."""
    is_known = stay.first_diagnosis_on <= perimeter.reference_on
    return case((is_known, stay.first_diagnosis_on)).label("validated_on")


def _of_same_stay(table: Any, other: Any) -> ColumnElement[bool]:
    key = "support_period_id"
    return and_(table.consortium_id == other.consortium_id, getattr(table, key) == getattr(other, key))


def _is_in_force(diagnosis: Any, day: Any) -> ColumnElement[bool]:
    return and_(
        diagnosis.validated_on <= day, or_(diagnosis.superseded_on.is_(None), diagnosis.superseded_on > day)
    )


def _seniority(perimeter: Perimeter) -> ColumnElement[bool]:
    ranges = []
    for seniority in perimeter.seniorities:
        after, until = entry_range(seniority, perimeter.reference_on)
        bounds = [stay.entered_on > after] if after else []
        ranges.append(and_(stay.entered_on <= until, *bounds))
    return or_(*ranges) if ranges else and_(True)
