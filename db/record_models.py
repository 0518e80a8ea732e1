"""Which table keeps which draft, and in which order its records are read."""

from typing import Any

from sqlalchemy import ColumnElement, func

from db.models.exchanges import Appointment, Contact, Note, Review
from db.models.paths import EngagementContract, Objective, PlanAction, Step
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft

RECORD_MODELS: dict[type, Any] = {
    ContactDraft: Contact,
    AppointmentDraft: Appointment,
    ReviewDraft: Review,
    NoteDraft: Note,
    StepDraft: Step,
    ContractDraft: EngagementContract,
    ObjectiveDraft: Objective,
    ActionDraft: PlanAction,
}

NEWEST_FIRST: dict[type, tuple[ColumnElement[Any], ...]] = {
    ContactDraft: (Contact.happened_on.desc(), Contact.id.desc()),
    AppointmentDraft: (Appointment.starts_at.desc(), Appointment.id.desc()),
    ReviewDraft: (Review.held_on.desc(), Review.id.desc()),
    NoteDraft: (Note.written_on.desc(), Note.id.desc()),
    StepDraft: (func.coalesce(Step.started_on, Step.planned_on).desc(), Step.id.desc()),
    ContractDraft: (EngagementContract.starts_on.desc(), EngagementContract.id.desc()),
    ObjectiveDraft: (Objective.set_on.desc(), Objective.id.desc()),
    ActionDraft: (PlanAction.deadline_on.asc().nulls_last(), PlanAction.id.asc()),
}
