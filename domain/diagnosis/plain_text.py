"""A diagnosis as plain text to paste into another tool: for professionals, with their shared notes.

What matters most comes first: a text that is too long loses its end. Never a restricted note.
"""

from collections.abc import Sequence

from domain.diagnosis.records import Answer, NextStep, Project, ThemeRecord
from domain.diagnosis.rules import is_divergent, priorities
from domain.diagnosis.sheet import HEALTH, DiagnosisSheet
from domain.diagnosis.template import Theme
from domain.diagnosis.words import DiagnosisStatus, Impact, ThemeState
from domain.plain_text import fact_lines, listed, person_facts, within_length
from domain.wording import in_words

_STANDINGS = {
    DiagnosisStatus.DRAFT: "projet, pas encore validé",
    DiagnosisStatus.COMPLETED: "projet, pas encore validé",
}


def diagnosis_text(sheet: DiagnosisSheet) -> str:
    """Who, when and with whom, conclusion, priorities, themes, project, then shared notes."""
    content, entry = sheet.diagnosis.content, sheet.diagnosis.entry
    explored = [theme for theme in content.themes if _is_explored(entry.answers_on(theme.code))]
    untouched = [theme.label for theme in content.themes if theme not in explored]
    notes = [
        f"{theme.label} ({one.author_name}) : {one.shared_note.strip()}"
        for theme in content.themes
        for one in entry.answers_on(theme.code)
        if one.shared_note.strip() and theme.code != HEALTH
    ]
    blocks = [
        fact_lines(person_facts(sheet.header) | _facts(sheet)),
        listed("Priorités", (_priority(one, sheet) for one in priorities(entry))),
        listed("Thèmes", (_theme(theme, sheet) for theme in explored)),
        fact_lines({"Thèmes non abordés": ", ".join(untouched)}),
        listed("Projet professionnel", _project(sheet.diagnosis.project)),
        listed("Notes partagées", notes),
    ]
    return within_length("\n\n".join(block for block in blocks if block))


def _facts(sheet: DiagnosisSheet) -> dict[str, str]:
    diagnosis, conclusion = sheet.diagnosis, sheet.diagnosis.conclusion
    standing = _STANDINGS.get(diagnosis.status, diagnosis.status.label.lower())
    when = (in_words(diagnosis.held_on), diagnosis.moment.label.lower(), standing)
    people = (f"{one.name} ({one.structure_name}, {one.field.label.lower()})" for one in sheet.interviewers)
    agreement = filter(None, (in_words(conclusion.agreement), conclusion.person_comment.strip()))
    return {
        "Diagnostic partagé du": ", ".join(when),
        "Réalisé par": ", ".join(people),
        "Ce que veut la personne": diagnosis.wants.strip(),
        "Parcours proposé": in_words(conclusion.track),
        "Prochain point prévu le": in_words(conclusion.next_review_on),
        "Ce qu’en dit la personne": " - ".join(agreement),
    }


def _priority(priority: ThemeRecord, sheet: DiagnosisSheet) -> str:
    label = sheet.diagnosis.content.theme(priority.theme).label
    steps = "".join(f"\n  . {_step(step, sheet)}" for step in priority.next_steps)
    return f"{label} : {priority.objective}{steps}"


def _step(step: NextStep, sheet: DiagnosisSheet) -> str:
    owner = sheet.name(step.owner_id) if step.owner_id else "la personne"
    deadline = f"pour le {in_words(step.deadline_on)}" if step.deadline_on else ""
    return ", ".join(filter(None, (step.title, owner, deadline)))


def _is_explored(answers: Sequence[Answer]) -> bool:
    return any(answer.state is not ThemeState.NOT_EXPLORED for answer in answers)


def _theme(theme: Theme, sheet: DiagnosisSheet) -> str:
    answers = sheet.diagnosis.entry.answers_on(theme.code)
    shared = sheet.diagnosis.entry.theme(theme.code)
    kept = sheet.state_of(theme.code)
    said = [kept.label if kept else "pas encore de position commune"]
    if theme.code == HEALTH:
        return f"{theme.label} : {said[0]}"
    if kept and kept.is_to_lift and (impact := _strongest(answers)):
        said.append(f"impact {impact.label.lower()}")
    said += sheet.situations_of(theme)
    if is_divergent(answers):
        said.append(f"regards différents ({_views(answers)}) {shared.common_words.strip()}".strip())
    if shared.person_state is not ThemeState.NOT_EXPLORED or shared.person_words.strip():
        state = "" if shared.person_state is ThemeState.NOT_EXPLORED else shared.person_state.label.lower()
        view = " - ".join(filter(None, (state, shared.person_words.strip())))
        said.append(f"pour la personne : {view}")
    return f"{theme.label} : {' ; '.join(said)}"


def _strongest(answers: Sequence[Answer]) -> Impact | None:
    """The strongest impact that a professional gives."""
    given = {answer.impact for answer in answers if answer.state.is_to_lift}
    return next((impact for impact in Impact if impact in given), None)


def _views(answers: Sequence[Answer]) -> str:
    seen = (one for one in answers if one.state is not ThemeState.NOT_EXPLORED)
    return ", ".join(f"{one.field.label.lower()} : {one.state.label.lower()}" for one in seen)


def _project(project: Project) -> list[str]:
    jobs = (" ".join(filter(None, (job.code, job.label))) for job in project.jobs)
    radius, pay = project.mobility_radius_km, project.minimum_pay
    facts = {
        "Métiers visés": ", ".join(
            f"{name} ({job.certainty.label.lower()})" for name, job in zip(jobs, project.jobs, strict=True)
        ),
        "Contrats": ", ".join(one.label for one in project.contract_types),
        "Temps de travail": in_words(project.working_time),
        "Rayon de mobilité": "" if radius is None else f"{radius} km",
        "Moyens de déplacement": ", ".join(one.label for one in project.mobility_means),
        "Permis": in_words(project.driving_licence),
        "Salaire minimum": "" if pay is None else f"{pay} euros net par mois",
        "Disponible le": in_words(project.available_on),
        "Niveau de formation": in_words(project.education_level),
        "Dernière activité": project.last_activity.strip(),
    }
    return [f"{label} : {value}" for label, value in facts.items() if value]
