"""New offers that partners design together: what is typed, the stages, the evidence of the need."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from domain.access import INDICATOR_ROLES, PEOPLE_ROLES
from domain.dates import order_problem, past_problem, planned_problem, problems_of
from domain.offer.new_services import Carrier
from domain.offer.sheets import LONGEST_NAME, SHORTEST_NAME
from domain.offer.words import NewOfferStage

READERS, WRITERS = INDICATOR_ROLES, PEOPLE_ROLES  # no person in it: the pilotage reads all of it
LABELS = {
    "title": "Titre",
    "theme": "Besoin (thème)",
    "area": "Secteur",
    "proof": "Ce qui montre le besoin",
    "target_public": "Public visé",
    "description": "Ce qui est imaginé",
    "structures": "Structures associées",
    "owner_id": "Qui pilote",
    "next_step": "Prochaine action",
    "next_step_on": "Prévue pour le",
    "evaluation": "Ce que l’offre a apporté",
}
STAGE_LABELS = {
    "reached_on": "Date de la décision",
    "words": "Ce qui a été décidé",
    "service_id": "Offre déjà au catalogue",
    "carrier": "Ou structure qui portera la nouvelle offre",
    "themes": "Thèmes de la nouvelle offre",
    **{name: LABELS[name] for name in ("evaluation", "next_step", "next_step_on")},
}
_AFTER = {
    NewOfferStage.IDEA: (NewOfferStage.DESIGN, NewOfferStage.DROPPED),
    NewOfferStage.DESIGN: (NewOfferStage.TEST, NewOfferStage.DROPPED),
    NewOfferStage.TEST: (NewOfferStage.OPEN, NewOfferStage.DESIGN, NewOfferStage.DROPPED),
    NewOfferStage.OPEN: (NewOfferStage.EVALUATED, NewOfferStage.DROPPED),
    NewOfferStage.EVALUATED: (),
    NewOfferStage.DROPPED: (NewOfferStage.IDEA,),
}
_OVER = frozenset({NewOfferStage.EVALUATED, NewOfferStage.DROPPED})


@dataclass(frozen=True)
class Figures:
    """Of the people who have the need, those whom nothing answers, as it could be told; non-nominative.

    `as_of`: the day that the figures are about; `of_whom`: over whom, in words; `area`: « epci-… », or empty.
    """

    read_on: date
    as_of: date
    theme: str
    area: str
    of_whom: str
    unanswered: int
    needing: int


@dataclass(frozen=True)
class NewOfferDraft:
    """What the form of a new offer fills; `area`: « epci-… » or « commune-… », empty for everywhere."""

    title: str = ""
    theme: str | None = None
    area: str = ""
    proof: str = ""
    target_public: str = ""
    description: str = ""
    structures: frozenset[int] = frozenset()
    owner_id: int | None = None
    next_step: str = ""
    next_step_on: date | None = None
    evaluation: str = ""

    def problems(self, today: date, stage: NewOfferStage = NewOfferStage.IDEA) -> dict[str, str]:
        """Field → what is wrong with it. The title may become the name of a service: as long as one."""
        is_right = SHORTEST_NAME <= len(self.title) <= LONGEST_NAME
        words = f"Le titre compte de {SHORTEST_NAME} à {LONGEST_NAME} caractères."
        return problems_of(
            title=None if is_right else words,
            evaluation=_evaluation_problem(stage, self.evaluation),
            **next_step_problems(self.next_step, self.next_step_on, today),
        )


@dataclass(frozen=True)
class StageDraft:
    """What is typed when an offer reaches a stage.

    Opened: an existing service, or who carries the one that is created with these official themes.
    """

    stage: NewOfferStage
    reached_on: date | None
    words: str = ""
    next_step: str = ""
    next_step_on: date | None = None
    evaluation: str = ""
    service_id: int | None = None
    carrier: Carrier | None = None
    themes: frozenset[str] = frozenset()

    def problems(self, today: date, since_on: date, *, has_service: bool) -> dict[str, str]:
        """`since_on`: when the stage before was reached; `has_service`: it was opened once already."""
        early = order_problem(since_on, self.reached_on, f"L’étape précédente date du {since_on:%d/%m/%Y}.")
        is_dropped = self.stage == NewOfferStage.DROPPED
        opening = {} if has_service or self.stage != NewOfferStage.OPEN else self._opening_problems()
        return problems_of(
            reached_on=past_problem(self.reached_on, today) or early,
            words="Dites pourquoi." if is_dropped and not self.words else None,
            evaluation=_evaluation_problem(self.stage, self.evaluation),
            **next_step_problems(self.next_step, self.next_step_on, today),
            **opening,
        )

    def _opening_problems(self) -> dict[str, str | None]:
        """A service of the catalogue, or all that makes a new one."""
        if self.service_id is not None:
            both = "Choisissez une offre du catalogue ou une nouvelle offre, pas les deux."
            return {"service_id": both if self.carrier else None}
        none = "Choisissez l’offre du catalogue, ou la structure qui portera la nouvelle."
        return {
            "service_id": None if self.carrier else none,
            "themes": "Choisissez au moins un thème." if self.carrier and not self.themes else None,
        }


def stages_after(stage: NewOfferStage) -> tuple[NewOfferStage, ...]:
    """Where an offer may go from there, the usual way first."""
    return _AFTER[stage]


def is_late(stage: NewOfferStage, next_step_on: date | None, today: date) -> bool:
    """True when its next step should have been made."""
    return stage not in _OVER and next_step_on is not None and next_step_on < today


def is_over(stage: NewOfferStage) -> bool:
    """True when nothing is expected any more."""
    return stage in _OVER


def next_step_problems(words: str, day: date | None, today: date) -> dict[str, str | None]:
    """A next step has words, and a day to come when it has one."""
    past = "Cette date est passée." if day and day < today else None
    return {
        "next_step": "Écrivez la prochaine action, ou retirez sa date." if day and not words else None,
        "next_step_on": past or planned_problem(day, today),
    }


def values_of(draft: NewOfferDraft) -> dict[str, Any]:
    """Every field by its name, in the order of the form."""
    return {one.name: getattr(draft, one.name) for one in fields(draft)}


def changed_fields(before: NewOfferDraft, after: NewOfferDraft) -> dict[str, Any]:
    """The fields that two drafts tell differently, as the second one tells them."""
    known = values_of(before)
    return {name: value for name, value in values_of(after).items() if value != known[name]}


def disputed_fields(shown: NewOfferDraft, stored: NewOfferDraft, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Of the typed fields, those that somebody else changed since they were shown, otherwise."""
    then, now = values_of(shown), values_of(stored)
    return {name: value for name, value in typed.items() if then[name] != now[name] != value}


def with_fields(draft: NewOfferDraft, typed: Mapping[str, Any]) -> NewOfferDraft:
    """The draft with these fields."""
    return replace(draft, **typed)


def stored_evidence(proof: str, figures: Figures | None) -> dict[str, Any]:
    """As the database keeps it."""
    told = {one.name: getattr(figures, one.name) for one in fields(Figures)} if figures else None
    if told:
        told |= {name: told[name].isoformat() for name in ("read_on", "as_of")}
    return {"words": proof, "figures": told}


def figures_of(evidence: Mapping[str, Any]) -> Figures | None:
    """What was read, if anything could be told."""
    told = evidence.get("figures")
    if not told:
        return None
    return Figures(**told | {name: date.fromisoformat(told[name]) for name in ("read_on", "as_of")})


def _evaluation_problem(stage: NewOfferStage, words: str) -> str | None:
    is_told = bool(words) or stage != NewOfferStage.EVALUATED
    return None if is_told else "Dites ce que l’offre a apporté."
