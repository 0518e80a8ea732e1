"""What a person's file holds besides its header: group, path, records."""

from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, GroupMember, Pause, ReferentAssignment, SupportPeriod
from db.models.consortia import Structure
from db.models.exchanges import Note
from db.models.paths import Objective, Orientation, PlanAction
from db.queries.file_headers import pause_line, period_line
from db.queries.note_scopes import visible_notes
from db.queries.scopes import visible_files, visible_support_periods
from db.record_models import NEWEST_FIRST, RECORD_MODELS
from domain.access import Viewer
from domain.drafts import Draft
from domain.exchange_drafts import NoteDraft
from domain.files import GroupLine, OrientationLine, PauseLine, PeriodLine, ReferentLine, SavedRecord
from domain.path_drafts import ActionDraft

D = TypeVar("D", bound=Draft)


def list_group(session: Session, viewer: Viewer, beneficiary_id: int) -> list[GroupLine]:
    """The follow-up group, present members first."""
    rows = session.execute(
        select(GroupMember, Structure, Professional)
        .join(Structure, _same(GroupMember, Structure, GroupMember.structure_id))
        .outerjoin(Professional, _same(GroupMember, Professional, GroupMember.professional_id))
        .where(
            GroupMember.consortium_id == viewer.consortium_id,
            GroupMember.beneficiary_id.in_(_openable(viewer, beneficiary_id)),
        )
        .order_by(GroupMember.ended_on.desc().nulls_first(), GroupMember.started_on)
    )
    return [_group_line(member, structure, professional) for member, structure, professional in rows]


def list_referents(session: Session, viewer: Viewer, beneficiary_id: int) -> list[ReferentLine]:
    """The référent and the former ones, latest first."""
    rows = session.execute(
        select(ReferentAssignment, Professional, Structure.name.label("structure_name"))
        .join(Professional, _same(ReferentAssignment, Professional, ReferentAssignment.professional_id))
        .outerjoin(Structure, _same(Professional, Structure, Professional.structure_id))
        .where(*_in_periods(ReferentAssignment, viewer, beneficiary_id))
        .order_by(ReferentAssignment.started_on.desc(), ReferentAssignment.id.desc())
    )
    return [
        ReferentLine(
            professional_name=row.Professional.display_name,
            structure_name=row.structure_name or "",
            started_on=row.ReferentAssignment.started_on,
            ended_on=row.ReferentAssignment.ended_on,
        )
        for row in rows
    ]


def list_orientations(session: Session, viewer: Viewer, beneficiary_id: int) -> list[OrientationLine]:
    """Orientations, latest first."""
    rows = session.execute(
        select(Orientation, Structure.name)
        .join(Structure, _same(Orientation, Structure, Orientation.structure_id))
        .where(*_in_periods(Orientation, viewer, beneficiary_id))
        .order_by(Orientation.decided_on.desc(), Orientation.id.desc())
    )
    return [
        OrientationLine(
            id=orientation.id,
            track=orientation.track,
            structure_name=structure_name,
            decided_on=orientation.decided_on,
            notified_on=orientation.notified_on,
            comment=orientation.comment,
            is_vulnerable=orientation.is_vulnerable,
        )
        for orientation, structure_name in rows
    ]


def list_periods(session: Session, viewer: Viewer, beneficiary_id: int) -> list[PeriodLine]:
    """Stays in the caseload, latest first."""
    statement = visible_support_periods(viewer).where(SupportPeriod.beneficiary_id == beneficiary_id)
    return [
        period_line(period) for period in session.scalars(statement.order_by(SupportPeriod.entered_on.desc()))
    ]


def list_pauses(session: Session, viewer: Viewer, beneficiary_id: int) -> list[PauseLine]:
    """Pauses, latest first."""
    statement = select(Pause).where(*_in_periods(Pause, viewer, beneficiary_id))
    return [pause_line(pause) for pause in session.scalars(statement.order_by(Pause.started_on.desc()))]


def list_records(
    session: Session, viewer: Viewer, beneficiary_id: int, draft_class: type[D]
) -> list[SavedRecord[D]]:
    """Records of one kind, newest first; of notes, only those the viewer may read."""
    statement = _records_statement(viewer, beneficiary_id, draft_class)
    rows = session.execute(statement.order_by(*NEWEST_FIRST[draft_class]))
    return [_saved(row[0], row[1], draft_class) for row in rows]


def _records_statement(
    viewer: Viewer, beneficiary_id: int, draft_class: type[Draft]
) -> Select[*tuple[Any, ...]]:
    if draft_class is NoteDraft:
        notes = visible_notes(viewer).where(SupportPeriod.beneficiary_id == beneficiary_id)
        return notes.with_only_columns(Note, Note.support_period_id)
    if draft_class is ActionDraft:
        return (
            select(PlanAction, Objective.support_period_id)
            .join(Objective, _same(PlanAction, Objective, PlanAction.objective_id))
            .where(*_in_periods(Objective, viewer, beneficiary_id))
        )
    model = RECORD_MODELS[draft_class]
    return select(model, model.support_period_id).where(*_in_periods(model, viewer, beneficiary_id))


def _saved(record: Any, support_period_id: int, draft_class: type[D]) -> SavedRecord[D]:
    values = {field.name: getattr(record, field.name) for field in fields(draft_class) if field.init}
    return SavedRecord(
        id=record.id,
        version=record.version,
        support_period_id=support_period_id,
        draft=draft_class(**values),
        created_at=record.created_at,
        created_by=record.created_by,
    )


def _group_line(member: GroupMember, structure: Structure, professional: Professional | None) -> GroupLine:
    return GroupLine(
        id=member.id,
        version=member.version,
        structure_name=structure.name,
        structure_phone=structure.phone,
        professional_id=member.professional_id,
        professional_name=professional.display_name if professional else "",
        field_label=professional.field.label if professional and professional.field else "",
        purpose=member.purpose,
        started_on=member.started_on,
        ended_on=member.ended_on,
        objected_on=member.objected_on,
    )


def _openable(viewer: Viewer, beneficiary_id: int) -> Select[int]:
    statement = visible_files(viewer).where(Beneficiary.id == beneficiary_id)
    return statement.with_only_columns(Beneficiary.id)


def _in_periods(model: Any, viewer: Viewer, beneficiary_id: int) -> list[ColumnElement[bool]]:
    """Rows of the support periods of one file that the viewer may open."""
    periods = visible_support_periods(viewer).where(SupportPeriod.beneficiary_id == beneficiary_id)
    return [
        model.consortium_id == viewer.consortium_id,
        model.support_period_id.in_(periods.with_only_columns(SupportPeriod.id)),
    ]


def _same(table: Any, other: Any, key: Any) -> ColumnElement[bool]:
    return and_(other.consortium_id == table.consortium_id, other.id == key)
