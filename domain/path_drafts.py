"""Drafts of what a path is made of: steps, contracts, objectives, actions."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.dates import order_problem, past_problem, planned_problem, problems_of
from domain.follow_up import (
    ActionOrigin,
    ActionStatus,
    ContractKind,
    ObjectiveStatus,
    StepKind,
    StepOutcome,
)

MAX_WEEKLY_HOURS = 40


@dataclass(frozen=True)
class StepDraft:
    """A step of the path."""

    label: ClassVar[str] = "Étape"
    day_field: ClassVar[str] = "started_on"
    field_labels: ClassVar[dict[str, str]] = {
        "kind": "Nature",
        "title": "Intitulé",
        "provider": "Organisme ou entreprise",
        "planned_on": "Début prévu",
        "started_on": "Début réel",
        "ended_on": "Fin",
        "outcome": "Issue",
        "hours": "Heures",
    }

    kind: StepKind | None
    title: str
    provider: str
    planned_on: date | None
    started_on: date | None
    ended_on: date | None
    outcome: StepOutcome | None
    hours: int | None

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.started_on or self.planned_on

    def problems(self, today: date) -> dict[str, str]:
        """A step has at least one start; its end comes after a real start and is in the past."""
        no_date = self.planned_on is None and self.started_on is None
        end_alone = self.ended_on and not self.started_on
        return problems_of(
            kind=None if self.kind else "Choisissez la nature de l’étape.",
            planned_on="Indiquez un début prévu ou réel."
            if no_date
            else planned_problem(self.planned_on, today),
            started_on=past_problem(self.started_on, today) if self.started_on else None,
            ended_on=("Indiquez d’abord le début réel." if end_alone else None)
            or order_problem(self.started_on, self.ended_on, "La fin précède le début.")
            or (past_problem(self.ended_on, today) if self.ended_on else None),
            hours="Entre 0 et 5 000 heures."
            if self.hours is not None and not 0 <= self.hours <= 5000
            else None,
        )


@dataclass(frozen=True)
class ContractDraft:
    """A contract or its renewal; hours are per week."""

    label: ClassVar[str] = "Contrat"
    day_field: ClassVar[str] = "starts_on"
    field_labels: ClassVar[dict[str, str]] = {
        "kind": "Contrat",
        "starts_on": "Début",
        "ends_on": "Fin",
        "person_signed_on": "Signé par la personne le",
        "structure_signed_on": "Signé par la structure le",
        "weekly_hours_agreed": "Heures d’activité convenues par semaine",
        "weekly_hours_planned": "Heures d’activité prévues par semaine",
        "renewed_contract_id": "Renouvelle",
    }

    kind: ContractKind
    starts_on: date | None
    ends_on: date | None
    person_signed_on: date | None
    structure_signed_on: date | None
    weekly_hours_agreed: int | None
    weekly_hours_planned: int | None
    renewed_contract_id: int | None = None

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.starts_on

    def problems(self, today: date) -> dict[str, str]:
        """A contract has two dates in order; signatures are in the past; hours fit in a week."""
        unordered = self.starts_on and self.ends_on and self.ends_on <= self.starts_on
        signatures = {
            field: past_problem(day, today)
            for field in ("person_signed_on", "structure_signed_on")
            if (day := getattr(self, field))
        }
        hours = {
            field: f"Entre 0 et {MAX_WEEKLY_HOURS} heures."
            for field in ("weekly_hours_agreed", "weekly_hours_planned")
            if (count := getattr(self, field)) is not None and not 0 <= count <= MAX_WEEKLY_HOURS
        }
        return problems_of(
            starts_on=None if self.starts_on else "Indiquez le début du contrat.",
            ends_on=("La fin vient après le début." if unordered else None)
            or (planned_problem(self.ends_on, today) if self.ends_on else "Indiquez la fin du contrat."),
            **signatures,
            **hours,
        )


@dataclass(frozen=True)
class ObjectiveDraft:
    """An objective of the plan; `theme` is a data·inclusion category code."""

    label: ClassVar[str] = "Objectif"
    day_field: ClassVar[str] = "set_on"
    field_labels: ClassVar[dict[str, str]] = {
        "theme": "Thème",
        "title": "Objectif",
        "set_on": "Fixé le",
        "status": "Où en est-on",
    }

    theme: str | None
    title: str
    set_on: date | None
    status: ObjectiveStatus = ObjectiveStatus.OPEN

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.set_on

    def problems(self, today: date) -> dict[str, str]:
        """An objective is written in words, and set in the past."""
        return problems_of(
            title=None if self.title.strip() else "Écrivez l’objectif avec les mots de la personne.",
            set_on=past_problem(self.set_on, today),
        )


@dataclass(frozen=True)
class ActionDraft:
    """An action of an objective; no owner means the person herself."""

    label: ClassVar[str] = "Action"
    day_field: ClassVar[str] = "deadline_on"
    field_labels: ClassVar[dict[str, str]] = {
        "objective_id": "Objectif",
        "title": "Action",
        "owner_id": "Qui",
        "deadline_on": "Échéance",
        "status": "Où en est-on",
        "origin": "Origine",
        "done_on": "Faite le",
    }

    objective_id: int
    title: str
    owner_id: int | None
    deadline_on: date | None
    status: ActionStatus
    origin: ActionOrigin
    done_on: date | None = None

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.deadline_on

    def problems(self, today: date) -> dict[str, str]:
        """An action done has its date, and only then."""
        is_done = self.status is ActionStatus.DONE
        return problems_of(
            title=None if self.title.strip() else "Dites ce qu’il y a à faire.",
            deadline_on=planned_problem(self.deadline_on, today),
            done_on=past_problem(self.done_on, today)
            if is_done
            else ("Seule une action faite a cette date." if self.done_on else None),
        )
