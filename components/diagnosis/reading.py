"""A diagnosis that is only read: the project and the conclusion as facts."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from components.diagnosis.screen import UNITS
from components.diagnosis.words import paragraph
from components.formats import NO_BREAK, format_date
from components.markdown import md_escape
from domain.diagnosis.fields import CHOICE_LABELS, SHARED_FIELDS, kept, told
from domain.diagnosis.records import Conclusion, Job, NextStep, Project


def project_facts(project: Project) -> dict[str, str]:
    """Label → words of what is known of the project."""
    return _facts(project) | ({SHARED_FIELDS["jobs"]: _jobs(project.jobs)} if project.jobs else {})


def conclusion_facts(conclusion: Conclusion) -> dict[str, str]:
    """Label → words of what was decided."""
    return _facts(conclusion)


def show_facts(facts: Mapping[str, str]) -> None:
    """One line by fact."""
    if facts:
        lines = [
            f":small[{md_escape(label)}{NO_BREAK}:] {paragraph(words)}" for label, words in facts.items()
        ]
        st.markdown("  \n".join(lines))


def step_words(step: NextStep, names: Mapping[int, str]) -> str:
    """« Appeler l’auto-école — la personne, avant le 01/12/2026 »."""
    if step.owner_id is None:
        owner = "la personne"
    else:
        owner = names.get(step.owner_id, "un professionnel").partition(" — ")[0]
    deadline = f", avant le {format_date(step.deadline_on)}" if step.deadline_on else ""
    return md_escape(f"{step.title} — {owner}{deadline}")


def _jobs(jobs: Iterable[Job]) -> str:
    return ", ".join(f"{job.code} {job.label} ({job.certainty.label.lower()})".strip() for job in jobs)


def _facts(holder: Project | Conclusion) -> dict[str, str]:
    found: dict[str, Any] = {
        name: told(name, kept(value), CHOICE_LABELS) for name, value in vars(holder).items() if name != "jobs"
    }
    return {
        SHARED_FIELDS[name]: f"{words} {UNITS[name]}" if name in UNITS else words
        for name, words in found.items()
        if words
    }
