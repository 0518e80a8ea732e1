"""The fields of a diagnosis, written one by one: their labels, what they accept, how they are kept."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.dates import past_problem, planned_problem
from domain.diagnosis.records import Job, NextStep
from domain.diagnosis.words import Certainty, ContractType, MobilityMeans
from domain.labels import LabelledEnum, labels_of
from domain.text import clean_text
from domain.wording import in_words

# Kept on the diagnosis itself, whoever writes.
SHARED_FIELDS = {
    "held_on": "Date de l’entretien",
    "moment": "Moment du parcours",
    "wants": "Ce que je veux",
    "jobs": "Métiers visés",
    "contract_types": "Contrats acceptés",
    "working_time": "Temps de travail",
    "mobility_radius_km": "Rayon de déplacement",
    "mobility_means": "Moyens de déplacement",
    "driving_licence": "Permis de conduire",
    "minimum_pay": "Salaire minimum",
    "available_on": "Disponible à partir du",
    "education_level": "Niveau de formation",
    "last_activity": "Dernière activité",
    "track": "Parcours proposé",
    "next_review_on": "Prochain point de situation",
    "agreement": "Ce qu’en dit la personne",
    "person_comment": "Son commentaire",
}
# Kept by theme, whoever writes.
THEME_FIELDS = {
    "person_state": "Ce qu’en dit la personne",
    "person_words": "Ses mots",
    "objective": "Objectif",
    "next_steps": "Prochaines actions",
    "common_state": "Position commune",
    "common_words": "Pourquoi cette position",
}
# Kept by theme and by author.
ANSWER_FIELDS = {
    "state": "Ce que vous en dites",
    "impact": "Effet sur le retour à l’activité",
    "situations": "Situations",
    "shared_note": "Note partagée",
    "restricted_note": "Note réservée",
    "restriction": "Note réservée à",
}
FIELD_LABELS = SHARED_FIELDS | THEME_FIELDS | ANSWER_FIELDS
REQUIRED = ("moment", "state", "person_state", "restriction")
LONGEST = {"last_activity": 500, "objective": 300}
LONGEST_TEXT = 3000
BOUNDS = {"mobility_radius_km": (0, 500, "km"), "minimum_pay": (0, 20_000, "€")}
_CHOICES: dict[str, type[LabelledEnum]] = {
    "contract_types": ContractType,
    "mobility_means": MobilityMeans,
}
MAX_JOBS, MAX_NEXT_STEPS = 8, 6
_ROME = re.compile(r"[A-N][0-9]{4}")


def field_problem(field: str, value: Any, today: date) -> str | None:
    """Why this value cannot be kept in this field, in French; None when it can."""
    if isinstance(value, str) and not isinstance(value, LabelledEnum):
        return _length_problem(value, LONGEST.get(field, LONGEST_TEXT))
    if field in REQUIRED and value is None:
        return "Choisissez une réponse."
    if field in BOUNDS and value is not None:
        least, most, unit = BOUNDS[field]
        return None if least <= value <= most else f"Entre {least} et {most} {unit}."
    if field == "held_on":
        return past_problem(value, today)
    if field in ("next_review_on", "available_on"):
        return planned_problem(value, today)
    if field in _CHOICES and not set(value) <= set(_CHOICES[field]):
        return "Ce choix n’est pas dans la liste."
    if field == "jobs":
        return jobs_problem(value)
    return steps_problem(value, today) if field == "next_steps" else None


def jobs_problem(jobs: Sequence[Job]) -> str | None:
    """A ROME code is a letter from A to N and four digits; a job has at least a name."""
    if len(jobs) > MAX_JOBS:
        return f"{MAX_JOBS} métiers au plus."
    for job in jobs:
        if job.code and not _ROME.fullmatch(job.code):
            return f"«\u00a0{job.code}\u00a0» n’est pas un code ROME\u00a0: une lettre et quatre chiffres."
        if not clean_text(job.label):
            return "Donnez un nom à chaque métier."
        if _length_problem(job.label, 150):
            return "150 signes au plus par métier."
    return None


def steps_problem(steps: Sequence[NextStep], today: date) -> str | None:
    """What is to be done is short and planned at a date that makes sense."""
    if len(steps) > MAX_NEXT_STEPS:
        return f"{MAX_NEXT_STEPS} actions au plus par priorité."
    if any(_length_problem(step.title, 300) for step in steps):
        return "300 signes au plus par action."
    return next(filter(None, (planned_problem(step.deadline_on, today) for step in steps)), None)


def _length_problem(text: str, longest: int) -> str | None:
    """As it will be kept: the one spelling of accents that is kept may be longer than what was typed."""
    return f"{longest} signes au plus." if len(clean_text(text)) > longest else None


def kept(value: Any) -> Any:
    """A value as its column keeps it: text is cleaned, what goes to JSON is made of lists and ISO dates."""
    if isinstance(value, tuple | list):
        return [_in_json(item) for item in value]
    return clean_text(value) if isinstance(value, str) and not isinstance(value, LabelledEnum) else value


def _in_json(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_in_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return kept(str(value)) if isinstance(value, str) else value


def told(field: str, value: Any, names: Mapping[str, str]) -> str:
    """A kept value in words, for a conflict: codes are told by `names`."""
    if field == "next_steps":
        return "\u00a0; ".join(_step_in_words(title, deadline) for title, _owner, deadline in value)
    if field == "jobs":
        return ", ".join(
            f"{code} {label} ({Certainty(sure).label.lower()})".strip() for code, label, sure in value
        )
    if isinstance(value, list):
        return ", ".join(names.get(code, code) for code in value)
    return in_words(value)


def _step_in_words(title: str, deadline: str | None) -> str:
    return f"{title} (pour le {date.fromisoformat(deadline):%d/%m/%Y})" if deadline else title


CHOICE_LABELS = labels_of(ContractType) | labels_of(MobilityMeans)
