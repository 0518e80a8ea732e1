"""Adding to a person's file and changing what is in it: contacts, appointments, reviews, notes, steps, …"""

from dataclasses import fields, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.files import OpenedFile, open_file
from db.actions.history import apply_changes, cleaned, differences
from db.actions.job_plans import plan_job_checks
from db.actions.offer.referral_steps import follow_corrected_step
from db.models.accounts import Professional
from db.models.beneficiaries import SupportPeriod
from db.models.paths import EngagementContract, Objective
from db.queries.note_scopes import visible_notes
from db.queries.scopes import visible_professionals, visible_support_periods
from db.record_models import RECORD_MODELS
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.drafts import Draft
from domain.errors import EditConflictError, ForbiddenError, InvalidInputError, NotFoundError
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.file_rights import may_write_record
from domain.follow_up import NoteVisibility
from domain.path_drafts import ActionDraft, ContractDraft, StepDraft

_PEOPLE_FIELDS = ("professional_id", "second_professional_id", "owner_id")


def add_record(
    session: Session, viewer: Viewer, beneficiary_id: int, *, record_id: int, draft: Draft
) -> None:
    """Add a record; the same `record_id` sent twice (double click, replay) adds it once."""
    draft = _in_local_time(viewer, draft)
    file = _open_to_write(session, viewer, beneficiary_id, type(draft))
    model = RECORD_MODELS[type(draft)]
    if session.get(model, (viewer.consortium_id, record_id)) is not None:
        return
    _check(session, viewer, file, draft, file.period)
    record = model(consortium_id=viewer.consortium_id, id=record_id, **_values(viewer, draft))
    if not isinstance(draft, ActionDraft):
        record.support_period_id = file.period.id
    if isinstance(draft, ContactDraft | ReviewDraft):
        record.professional_id = viewer.professional_id
    if isinstance(draft, NoteDraft):
        record.author_id = viewer.professional_id
    session.add(record)
    _copy_facts(session, viewer, draft, file.period)
    _audit(session, viewer, AuditEvent.CREATE, record, beneficiary_id)


def change_record(session: Session, viewer: Viewer, record_id: int, *, version: int, draft: Draft) -> None:
    """Change a record that was read at `version`; EditConflictError when somebody else changed it since."""
    draft = _in_local_time(viewer, draft)
    record = _load(session, viewer, record_id, type(draft))
    period = _period_of(session, viewer, record)
    beneficiary_id = period.beneficiary_id
    file = _open_to_write(session, viewer, beneficiary_id, type(draft))
    session.refresh(record, with_for_update=True)  # after the stay, as everywhere: no two wait for each other
    if isinstance(draft, NoteDraft) and record.author_id != viewer.professional_id:
        raise ForbiddenError("Seul l’auteur d’une note la modifie.")
    values = _values(viewer, draft)
    if record.version != version:
        _refuse_stale(session, viewer, record, values, draft)
        return
    _check(session, viewer, file, draft, period)
    if isinstance(draft, StepDraft):
        follow_corrected_step(session, viewer, record, draft, beneficiary_id)
    if apply_changes(session, viewer, record, values, beneficiary_id=beneficiary_id):
        _copy_facts(session, viewer, draft, period)
        _audit(session, viewer, AuditEvent.UPDATE, record, beneficiary_id)


def _copy_facts(session: Session, viewer: Viewer, draft: Draft, period: SupportPeriod) -> None:
    """A step may be a job: what it asks for comes before the lines that read it."""
    if isinstance(draft, StepDraft):
        plan_job_checks(session, viewer.consortium_id, [period.id], today=viewer.today)
    refresh_caseload_entry(session, viewer.consortium_id, period.beneficiary_id)


def _refuse_stale(
    session: Session, viewer: Viewer, record: Any, values: dict[str, Any], draft: Draft
) -> None:
    """Two people who typed the same thing are not in conflict."""
    shown = {field: values[field] for field in draft.field_labels}
    people = {getattr(holder, field, None) for holder in (record, draft) for field in _PEOPLE_FIELDS}
    found = differences(viewer, record, shown, draft.field_labels, _names(session, viewer, people))
    if found:
        raise EditConflictError(found, record.version)


def _names(session: Session, viewer: Viewer, people: set[int | None]) -> dict[int, str]:
    known = visible_professionals(viewer).where(Professional.id.in_(people - {None}))
    return {professional.id: professional.display_name for professional in session.scalars(known)}


def _open_to_write(
    session: Session, viewer: Viewer, beneficiary_id: int, draft_class: type[Draft]
) -> OpenedFile:
    file = open_file(session, viewer, beneficiary_id)
    if not may_write_record(viewer, draft_class, is_group_member=file.is_group_member):
        raise ForbiddenError("Seuls les membres du groupe de suivi écrivent dans ce dossier.")
    return file


def _load(session: Session, viewer: Viewer, record_id: int, draft_class: type[Draft]) -> Any:
    """The record, whose file is still to be opened (a note, only if she may read it)."""
    model = RECORD_MODELS[draft_class]
    statement = select(model).where(model.consortium_id == viewer.consortium_id, model.id == record_id)
    if draft_class is NoteDraft:
        statement = visible_notes(viewer).where(model.id == record_id)
    record = session.scalars(statement).first()
    if record is None:
        raise NotFoundError
    return record


def _period_of(session: Session, viewer: Viewer, record: Any) -> SupportPeriod:
    """The support period of a record (of its objective, for an action), if its file may be opened."""
    period_id = getattr(record, "support_period_id", None)
    if period_id is None:
        objective = session.get_one(Objective, (viewer.consortium_id, record.objective_id))
        period_id = objective.support_period_id
    period = session.scalars(visible_support_periods(viewer).where(SupportPeriod.id == period_id)).first()
    if period is None:
        raise NotFoundError
    return period


def _values(viewer: Viewer, draft: Draft) -> dict[str, Any]:
    """Columns from the draft; what a note is restricted to comes from its author's account."""
    values = {field.name: cleaned(getattr(draft, field.name)) for field in fields(draft)}
    if isinstance(draft, AppointmentDraft):
        values["takes_place_on"] = draft.starts_at.date()
    if isinstance(draft, NoteDraft):
        to_field = draft.visibility is NoteVisibility.RESTRICTED_FIELD
        to_structure = draft.visibility is NoteVisibility.RESTRICTED_STRUCTURE
        values["restricted_field"] = viewer.field if to_field else None
        values["restricted_structure_id"] = viewer.structure_id if to_structure else None
        if (to_field and not viewer.field) or (to_structure and not viewer.structure_id):
            raise InvalidInputError({"visibility": "Votre compte n’a ni champ ni structure à qui réserver."})
    return values


def _in_local_time(viewer: Viewer, draft: Draft) -> Draft:
    """The day of an appointment is the one of the consortium, whatever the zone it came in."""
    if isinstance(draft, AppointmentDraft):
        return replace(draft, starts_at=draft.starts_at.astimezone(ZoneInfo(viewer.time_zone)))
    return draft


def _check(session: Session, viewer: Viewer, file: OpenedFile, draft: Draft, period: SupportPeriod) -> None:
    problems = draft.problems(viewer.today)
    if draft.day and draft.day < period.entered_on and not isinstance(draft, ActionDraft):
        entered = f"{period.entered_on:%d/%m/%Y}"
        problems.setdefault(draft.day_field, f"Cette date précède l’entrée dans le suivi ({entered}).")
    if problems:
        raise InvalidInputError(problems)
    _check_references(session, viewer, file, draft)


def _check_references(session: Session, viewer: Viewer, file: OpenedFile, draft: Draft) -> None:
    """What a form points to must be reachable: a forged identifier is answered like an absent one."""
    people = {value for field in _PEOPLE_FIELDS if (value := getattr(draft, field, None)) is not None}
    if people:
        known = visible_professionals(viewer).where(Professional.id.in_(people))
        if set(session.scalars(known.with_only_columns(Professional.id))) != people:
            raise NotFoundError
    if isinstance(draft, ActionDraft):
        _require_same_file(session, viewer, file, Objective, draft.objective_id)
    if isinstance(draft, ContractDraft) and draft.renewed_contract_id is not None:
        _require_same_file(session, viewer, file, EngagementContract, draft.renewed_contract_id)


def _require_same_file(
    session: Session, viewer: Viewer, file: OpenedFile, model: Any, record_id: int
) -> None:
    record = session.get(model, (viewer.consortium_id, record_id))
    if record is None or _period_of(session, viewer, record).beneficiary_id != file.person.id:
        raise NotFoundError


def _audit(session: Session, viewer: Viewer, event: AuditEvent, record: Any, beneficiary_id: int) -> None:
    write_audit(
        session,
        viewer,
        event,
        object_kind=record.__tablename__,
        object_id=record.id,
        beneficiary_id=beneficiary_id,
    )
