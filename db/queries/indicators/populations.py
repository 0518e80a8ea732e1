"""Whom indicators are about: one row a person, from the people whom the viewer may list.

Status at a date comes from dated facts: entry and exit of a stay, validation and replacement of a diagnosis.
"""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.diagnoses import Diagnosis
from db.queries.caseload_filters import people_conditions
from db.queries.scopes import visible_caseload, visible_files
from domain.access import Role, Viewer
from domain.indicators.diagnoses import FIRST_DAYS
from domain.indicators.model import Perimeter, entry_range

_WHO = ("consortium_id", "beneficiary_id", "structure_id", "sort_name")


def entrants(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People entered in the period, at the reference date at the latest; of two entries, the last.

    `validated_on`: the first diagnosis of that stay validated at the reference date, if any.
    """
    return _entered(viewer, perimeter, perimeter.reference_on)


def settled_entrants(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """The same, of the entries after which FIRST_DAYS have gone by at the reference date."""
    return _entered(viewer, perimeter, perimeter.reference_on - timedelta(days=FIRST_DAYS))


def _entered(viewer: Viewer, perimeter: Perimeter, at_the_latest: date) -> Subquery:
    last_day = min(perimeter.ends_on, at_the_latest)
    first_validated_on = (
        select(func.min(Diagnosis.validated_on))
        .where(_of_stay(Diagnosis), Diagnosis.validated_on <= perimeter.reference_on)
        .correlate(SupportPeriod)
        .scalar_subquery()
    )
    stays = _stays(viewer, perimeter).where(SupportPeriod.entered_on.between(perimeter.starts_on, last_day))
    columns = [SupportPeriod.entered_on, first_validated_on.label("validated_on")]
    return _one_row_each(stays, columns, SupportPeriod.id)


def diagnosed(viewer: Viewer, perimeter: Perimeter) -> Subquery:
    """People of the file active at the reference date whose stay has a diagnosis in force at that date.

    Only those whose file the viewer may open: a few filters would tell a manager what others answered.
    """
    day = perimeter.reference_on
    stays = (
        _stays(viewer, perimeter)
        .join(Diagnosis, _of_stay(Diagnosis))
        .where(
            _is_openable(viewer),
            SupportPeriod.entered_on <= day,
            or_(SupportPeriod.exited_on.is_(None), SupportPeriod.exited_on > day),
            Diagnosis.validated_on <= day,
            or_(Diagnosis.superseded_on.is_(None), Diagnosis.superseded_on > day),
        )
    )
    columns = [
        SupportPeriod.entered_on,
        Diagnosis.id.label("diagnosis_id"),
        Diagnosis.validated_on,
        Diagnosis.is_joint,
        Diagnosis.explored_count,
        Diagnosis.compared_count,
        Diagnosis.divergent_count,
    ]
    return _one_row_each(stays, columns, Diagnosis.validated_on, Diagnosis.id)


def _stays(viewer: Viewer, perimeter: Perimeter) -> Select[Any]:
    return (
        visible_caseload(viewer)
        .join(
            SupportPeriod,
            and_(
                SupportPeriod.consortium_id == CaseloadEntry.consortium_id,
                SupportPeriod.beneficiary_id == CaseloadEntry.beneficiary_id,
            ),
        )
        .where(
            *people_conditions(viewer, perimeter.people, perimeter.reference_on), _entered_since(perimeter)
        )
    )


def _is_openable(viewer: Viewer) -> ColumnElement[bool]:
    """Managers list people whom they may not open; the others open whom they list."""
    if not viewer.has(Role.STRUCTURE_MANAGER):
        return true()
    return CaseloadEntry.beneficiary_id.in_(visible_files(viewer).with_only_columns(Beneficiary.id))


def _of_stay(table: type[Diagnosis]) -> ColumnElement[bool]:
    return and_(
        table.consortium_id == SupportPeriod.consortium_id, table.support_period_id == SupportPeriod.id
    )


def _entered_since(perimeter: Perimeter) -> ColumnElement[bool]:
    ranges = []
    for seniority in perimeter.seniorities:
        after, until = entry_range(seniority, perimeter.reference_on)
        bounds = [SupportPeriod.entered_on > after] if after else []
        ranges.append(and_(SupportPeriod.entered_on <= until, *bounds))
    return or_(*ranges) if ranges else and_(True)


def _one_row_each(stays: Select[Any], columns: list[Any], *latest: InstrumentedAttribute[Any]) -> Subquery:
    """Joined files may hold stays that overlap: the latest is kept, so that a person counts once."""
    rank = func.row_number().over(
        partition_by=CaseloadEntry.beneficiary_id,
        order_by=[column.desc() for column in (SupportPeriod.entered_on, *latest)],
    )
    who = [getattr(CaseloadEntry, name) for name in _WHO]
    ranked = stays.with_only_columns(
        *who, *columns, rank.label("rank"), maintain_column_froms=True
    ).subquery()
    return select(ranked).where(ranked.c.rank == 1).subquery("person")
