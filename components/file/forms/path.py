"""Forms of what a path is made of: step, contract, objective, action."""

from datetime import timedelta

import streamlit as st

from components.file.forms.fields import Fields, options_of
from components.file.forms.known import Known
from components.formats import format_date
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    ContractKind,
    ObjectiveStatus,
    StepKind,
    StepOutcome,
)
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft

TITLE_LENGTH = 300


def new_step(known: Known) -> StepDraft:
    """A step that starts today."""
    return StepDraft(
        kind=None,
        title="",
        provider="",
        planned_on=None,
        started_on=known.today,
        ended_on=None,
        outcome=None,
        hours=None,
    )


def step_fields(fields: Fields, draft: StepDraft, _known: Known) -> StepDraft:
    """What, where, from when; later, how it ended."""
    kind = fields.choice_or_none("kind", draft.kind, options_of(StepKind), nobody="À choisir")
    title = fields.text("title", draft.title, example="Par exemple : découverte du métier de boulanger")
    provider = fields.text("provider", draft.provider)
    left, right = st.columns(2)
    with left:
        planned_on = fields.day("planned_on", draft.planned_on)
        ended_on = fields.day("ended_on", draft.ended_on)
    with right:
        started_on = fields.day("started_on", draft.started_on)
        hours = fields.number("hours", draft.hours)
    outcomes = options_of(StepOutcome)
    outcome = fields.choice_or_none("outcome", draft.outcome, outcomes, nobody="Pas encore connue")
    return StepDraft(kind, title, provider, planned_on, started_on, ended_on, outcome, hours)


def new_contract(known: Known) -> ContractDraft:
    """A renewal that follows the last contract, for as long and as many hours; else one from today."""
    if not known.contracts:
        return ContractDraft(ContractKind.ENGAGEMENT, known.today, None, None, None, None, None)
    last = known.contracts[0]
    starts_on = (last.draft.ends_on or known.today) + timedelta(days=1)
    return ContractDraft(
        kind=last.draft.kind,
        starts_on=starts_on,
        ends_on=starts_on + _length(last.draft),
        person_signed_on=None,
        structure_signed_on=None,
        weekly_hours_agreed=last.draft.weekly_hours_agreed,
        weekly_hours_planned=None,
        renewed_contract_id=last.id,
    )


def contract_fields(fields: Fields, draft: ContractDraft, known: Known) -> ContractDraft:
    """Kind, dates, signatures and weekly hours; what it renews."""
    kind = fields.choice("kind", draft.kind, options_of(ContractKind))
    left, right = st.columns(2)
    with left:
        starts_on = fields.day("starts_on", draft.starts_on)
        person_signed_on = fields.day("person_signed_on", draft.person_signed_on)
    with right:
        ends_on = fields.day("ends_on", draft.ends_on)
        structure_signed_on = fields.day("structure_signed_on", draft.structure_signed_on)
    return ContractDraft(
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        person_signed_on=person_signed_on,
        structure_signed_on=structure_signed_on,
        weekly_hours_agreed=fields.number("weekly_hours_agreed", draft.weekly_hours_agreed),
        weekly_hours_planned=fields.number("weekly_hours_planned", draft.weekly_hours_planned),
        renewed_contract_id=fields.choice_or_none(
            "renewed_contract_id", draft.renewed_contract_id, _earlier(draft, known), nobody="Premier contrat"
        ),
    )


def new_objective(known: Known) -> ObjectiveDraft:
    """An objective set today."""
    return ObjectiveDraft(theme=None, title="", set_on=known.today)


def objective_fields(fields: Fields, draft: ObjectiveDraft, known: Known) -> ObjectiveDraft:
    """The person's words first, then the theme."""
    return ObjectiveDraft(
        title=fields.text("title", draft.title, length=TITLE_LENGTH, example="Avec les mots de la personne"),
        theme=fields.choice_or_none("theme", draft.theme, known.themes),
        set_on=fields.day("set_on", draft.set_on),
        status=fields.choice("status", draft.status, options_of(ObjectiveStatus)),
    )


def new_action(known: Known) -> ActionDraft:
    """An action of the latest running objective, to be done by the person."""
    running = [record for record in known.objectives if record.draft.status is ObjectiveStatus.OPEN]
    return ActionDraft(
        objective_id=(running or known.objectives)[0].id,
        title="",
        owner_id=None,
        deadline_on=None,
        status=ActionStatus.TO_DO,
        origin=ActionOrigin.INTERVIEW,
    )


def action_fields(fields: Fields, draft: ActionDraft, known: Known) -> ActionDraft:
    """Who does what by when; an action ticked as done without a date was done today."""
    objectives = {objective.id: objective.draft.title for objective in known.objectives}
    title = fields.text("title", draft.title, length=TITLE_LENGTH)
    objective_id = fields.choice("objective_id", draft.objective_id, objectives)
    owner_id = fields.choice_or_none(
        "owner_id", draft.owner_id, known.view.names, nobody="La personne elle-même"
    )
    deadline_on = fields.day("deadline_on", draft.deadline_on)
    status = fields.choice("status", draft.status, options_of(ActionStatus))
    done_on = fields.day("done_on", draft.done_on)
    if status is ActionStatus.DONE and done_on is None:
        done_on = known.today
    origin = fields.choice("origin", draft.origin, options_of(ActionOrigin))
    return ActionDraft(objective_id, title, owner_id, deadline_on, status, origin, done_on)


def _earlier(draft: ContractDraft, known: Known) -> dict[int, str]:
    return {
        contract.id: f"{contract.draft.kind.label} du {format_date(contract.draft.starts_on)}"
        for contract in known.contracts
        if contract.draft != draft
    }


def _length(contract: ContractDraft) -> timedelta:
    return contract.ends_on - contract.starts_on if contract.starts_on and contract.ends_on else timedelta()
