"""A professional project in short French sentences, in the voice of its person: no code."""

from components.formats import NO_BREAK, format_count, format_long_date
from domain.diagnosis.records import Job, Project
from domain.diagnosis.words import Certainty, ContractType, DrivingLicence, EducationLevel, WorkingTime

_CERTAINTIES = {
    Certainty.EXPLORED: "je me renseigne",
    Certainty.CONSIDERED: "j’y pense",
    Certainty.CONFIRMED: "c’est mon choix",
}
_CONTRACTS = {
    ContractType.INTEGRATION: "contrat d’insertion",
    ContractType.SELF_EMPLOYED: "à mon compte",
}
_WORKING_TIMES = {
    WorkingTime.FULL: "à temps plein",
    WorkingTime.PART: "à temps partiel",
    WorkingTime.EITHER: "à temps plein ou à temps partiel",
}


def project_facts(project: Project) -> list[tuple[str, str]]:
    """What is known of her project, in her voice; no code."""
    pay, day = project.minimum_pay, project.available_on
    known = {
        "Métier": ", ".join(map(_job, project.jobs)),
        "Travail": _work(project),
        "Trajets": _travel(project),
        "Permis": _licence(project.driving_licence),
        "Salaire": f"au moins {format_count(pay)}{NO_BREAK}€ net par mois" if pay else "",
        "Je peux commencer": f"à partir du {format_long_date(day)}" if day else "",
        "Études": _studies(project.education_level),
        "Dernière activité": project.last_activity,
    }
    return [(label, value) for label, value in known.items() if value]


def _job(job: Job) -> str:
    return f"{job.label} ({_CERTAINTIES[job.certainty]})"


def _work(project: Project) -> str:
    contracts = " ou ".join(_CONTRACTS.get(one, one.label) for one in project.contract_types)
    time = _WORKING_TIMES[project.working_time] if project.working_time else ""
    return ", ".join(filter(None, (contracts, time)))


def _travel(project: Project) -> str:
    radius = project.mobility_radius_km
    distance = f"jusqu’à {radius}{NO_BREAK}km" if radius is not None else ""
    means = " ou ".join(one.label.lower() for one in project.mobility_means)
    return ", ".join(filter(None, (distance, means)))


def _licence(licence: DrivingLicence | None) -> str:
    if licence is None:
        return ""
    return "je n’ai pas le permis" if licence is DrivingLicence.NONE else licence.label


def _studies(level: EducationLevel | None) -> str:
    return level.label.partition(" (niveau")[0] if level else ""
