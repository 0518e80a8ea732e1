"""Commitments taken in commissions: mine, my structure's, those of the bodies that I run."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import Session, aliased

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.cases import AgendaPoint, CommissionCase, Commitment
from db.models.commissions import CommissionBody
from db.models.consortia import Structure
from db.models.paths import PlanAction
from db.queries.commission_scopes import person_name, runs
from db.queries.commissions.case_rows import identity_of, with_identity
from db.queries.commissions.day import PERSON
from db.queries.scopes import is_not_reserved, may_open
from domain.access import COMMISSION_ROLES, Viewer
from domain.commissions.commitments import Owner
from domain.commissions.promises import PROMISES_PER_PAGE, Promise, PromiseFilters, PromiseState
from domain.commissions.veil import veiled
from domain.follow_up import ActionStatus

_owner = aliased(Professional)
_owner_name = func.coalesce(_owner.first_name + " " + _owner.last_name, Structure.name, PERSON)
_TO_DO = PlanAction.status.in_([ActionStatus.TO_DO, ActionStatus.IN_PROGRESS])


def visible_commitments(viewer: Viewer) -> Select[Commitment]:
    """Promised by her or her structure, or in a body that she runs; joined to its action, case and person.

    Nobody reads those of a person who objected to sharing, but her own structure.
    """
    joined = select(Commitment).join(PlanAction, _same(PlanAction, Commitment.action_id))
    for table, key in (
        (AgendaPoint, Commitment.point_id),
        (CommissionCase, Commitment.case_id),
        (CommissionBody, CommissionCase.body_id),
        (SupportPeriod, CommissionCase.support_period_id),
        (Beneficiary, SupportPeriod.beneficiary_id),
    ):
        joined = joined.join(table, _same(table, key))
    joined = joined.outerjoin(_owner, _same(_owner, PlanAction.owner_id))
    return joined.outerjoin(Structure, _same(Structure, PlanAction.structure_id)).where(
        Commitment.consortium_id == viewer.consortium_id,
        Beneficiary.merged_into_id.is_(None),
        Beneficiary.anonymised_on.is_(None),
        is_not_reserved(viewer, Beneficiary.reserved_structure_id),
        PlanAction.status != ActionStatus.DROPPED,
        or_(runs(viewer, CommissionCase.body_id), _is_hers(viewer)),
    )


def list_commitments(
    session: Session, viewer: Viewer, filters: PromiseFilters, *, page: int | None = 1
) -> list[Promise]:
    """In one statement: overdue first, then by deadline, those done last; `page` None: all of them.

    Who may not know whom it is about reads its words without her name.
    """
    is_known = or_(runs(viewer, CommissionCase.body_id), may_open(viewer))
    columns = (
        Commitment.id,
        Commitment.taken_on,
        PlanAction,
        CommissionBody.name.label("body"),
        _owner_name.label("owner_name"),
        AgendaPoint.number,
        case((is_known, person_name())).label("person"),
        case((may_open(viewer), Beneficiary.id)).label("beneficiary_id"),
    )
    statement = with_identity(_filtered(viewer, filters), *columns).order_by(
        PlanAction.status == ActionStatus.DONE,
        PlanAction.deadline_on.is_(None),
        PlanAction.deadline_on,
        Commitment.id,
    )
    if page is not None:
        statement = statement.limit(PROMISES_PER_PAGE).offset((page - 1) * PROMISES_PER_PAGE)
    return [_promise(row) for row in session.execute(statement)]


def count_commitments(session: Session, viewer: Viewer, filters: PromiseFilters) -> int:
    """How many there are in all."""
    counted = _filtered(viewer, filters).with_only_columns(func.count(), maintain_column_froms=True)
    return session.scalar(counted) or 0


def list_commitment_choices(session: Session, viewer: Viewer) -> Mapping[str, Mapping[Any, str]]:
    """Bodies and owners found in the list, to filter by."""
    columns = (
        CommissionBody.id.label("body_id"),
        CommissionBody.name.label("body"),
        PlanAction.owner_id,
        PlanAction.structure_id,
        _owner_name.label("owner_name"),
    )
    found = visible_commitments(viewer).with_only_columns(*columns, maintain_column_froms=True).distinct()
    rows = session.execute(found).all()
    owners = {Owner(row.owner_id, row.structure_id): row.owner_name for row in rows}
    return {
        "body_id": {row.body_id: row.body for row in sorted(rows, key=lambda row: row.body)},
        "state": {state: state.label for state in PromiseState},
        "owner": dict(sorted(owners.items(), key=lambda one: one[1])),
    }


def _filtered(viewer: Viewer, filters: PromiseFilters) -> Select[Commitment]:
    statement = visible_commitments(viewer)
    if filters.body_id is not None:
        statement = statement.where(CommissionCase.body_id == filters.body_id)
    if filters.state is not None:
        statement = statement.where(_is_in(filters.state, viewer))
    if filters.owner is not None:
        professional_id, structure_id = filters.owner
        statement = statement.where(
            PlanAction.owner_id.is_not_distinct_from(professional_id),
            PlanAction.structure_id.is_not_distinct_from(structure_id),
        )
    return statement


def _is_in(state: PromiseState, viewer: Viewer) -> ColumnElement[bool]:
    if state is PromiseState.DONE:
        return PlanAction.status == ActionStatus.DONE
    if state is PromiseState.LATE:
        return and_(_TO_DO, PlanAction.deadline_on < viewer.today)
    return and_(_TO_DO, or_(PlanAction.deadline_on.is_(None), PlanAction.deadline_on >= viewer.today))


def _is_hers(viewer: Viewer) -> ColumnElement[bool]:
    if not viewer.has(*COMMISSION_ROLES):
        return false()
    is_mine = PlanAction.owner_id == viewer.professional_id
    if viewer.structure_id is None:  # « is null » would be everybody who has none
        return is_mine
    is_ours = (PlanAction.structure_id == viewer.structure_id, _owner.structure_id == viewer.structure_id)
    return or_(is_mine, *is_ours)


def _same(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == Commitment.consortium_id, table.id == key)


def _promise(row: Any) -> Promise:
    action = row.PlanAction
    kept = ("version", "deadline_on", "status", "done_on")
    return Promise(
        id=row.id,
        title=action.title if row.person else veiled(action.title, identity_of(row)),
        **{name: getattr(action, name) for name in kept},
        owner=Owner(action.owner_id, action.structure_id),
        owner_name=row.owner_name,
        taken_on=row.taken_on,
        body=row.body,
        person=row.person or f"Situation n°\u00a0{row.number}",
        beneficiary_id=row.beneficiary_id,
    )
