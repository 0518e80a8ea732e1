"""Rows of a diagnosis as the records that screens receive; words are dropped for who may not read them."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import Any

from db.models.beneficiaries import Beneficiary
from db.models.diagnoses import Diagnosis, DiagnosisTheme
from domain.access import Viewer
from domain.diagnosis import records
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.words import Certainty, ContractType, MobilityMeans

_PROJECT = [field.name for field in fields(records.Project)]
_CONCLUSION = [field.name for field in fields(records.Conclusion)]
_LINE = ["status", "moment", "held_on", "validated_on", "is_joint", "copy_of_id"]


def person_name(person: Beneficiary) -> str:
    """First names then the name she goes by."""
    return f"{person.first_names} {person.last_name}"


def diagnosis_of(
    row: Any,
    viewer: Viewer,
    *,
    interviewers: Sequence[records.Interviewer],
    entry: records.Entry,
) -> records.Diagnosis:
    """A row of (Diagnosis, DiagnosisTemplate, Beneficiary, is in the group) with what goes with it."""
    stored, template, person, is_in_group = row
    taking_part = {one.professional_id for one in interviewers if one.released_at is None}
    return records.Diagnosis(
        id=stored.id,
        beneficiary_id=person.id,
        support_period_id=stored.support_period_id,
        person_name=person_name(person),
        **{name: getattr(stored, name) for name in _LINE},
        superseded_on=stored.superseded_on,
        wants=stored.wants if is_in_group else "",
        project=project_of(stored) if is_in_group else records.Project(),
        conclusion=_conclusion_of(stored, with_words=is_in_group),
        template_number=template.number,
        template_name=template.name,
        content=TemplateContent.from_json(template.content),
        interviewers=interviewers,
        entry=entry,
        is_in_group=bool(is_in_group),
        is_interviewer=bool(is_in_group) and viewer.professional_id in taking_part,
    )


def project_of(stored: Diagnosis) -> records.Project:
    """The professional project, typed."""
    values = {name: getattr(stored, name) for name in _PROJECT}
    values["jobs"] = tuple(records.Job(code, label, Certainty(sure)) for code, label, sure in stored.jobs)
    values["contract_types"] = tuple(map(ContractType, stored.contract_types))
    values["mobility_means"] = tuple(map(MobilityMeans, stored.mobility_means))
    return records.Project(**values)


def theme_of(stored: DiagnosisTheme, *, with_words: bool = True) -> records.ThemeRecord:
    """What is shared of a theme; without words, the states only."""
    states = ["theme", "person_state", "priority_rank", "common_state", "retained_state", "is_divergent"]
    words = ["person_words", "objective", "common_words"] if with_words else []
    steps = stored.next_steps if with_words else []
    return records.ThemeRecord(
        **{name: getattr(stored, name) for name in [*states, *words]},
        next_steps=tuple(next_step_of(step) for step in steps),
    )


def next_step_of(step: Sequence[Any]) -> records.NextStep:
    """A step as it is kept in JSON: title, owner, date in ISO form."""
    title, owner_id, deadline = step
    return records.NextStep(title, owner_id, date.fromisoformat(deadline) if deadline else None)


def answer_of(row: Any) -> records.Answer:
    """An answer; who is not in the group reads its state only."""
    return records.Answer(
        theme=row.theme,
        professional_id=row.professional_id,
        author_name=row.author_name,
        field=row.field,
        structure_name=row.structure_name,
        answered_at=row.answered_at,
        state=row.state,
        impact=row.impact if row.is_in_group else None,
        situations=tuple(row.situations) if row.is_in_group else (),
        shared_note=row.shared_note,
        restricted_note=row.restricted_note,
        restriction=row.restriction,
    )


def interviewer_of(row: Any) -> records.Interviewer:
    """Who takes part, with her field and structure of that day."""
    stored = row.DiagnosisInterviewer
    return records.Interviewer(
        professional_id=stored.professional_id,
        name=row.Professional.display_name,
        field=stored.field,
        structure_name=row.structure_name,
        joined_at=stored.joined_at,
        validated_at=stored.validated_at,
        released_at=stored.released_at,
    )


def diagnosis_line(
    stored: Diagnosis, person: Beneficiary, interviewers: Sequence[records.Interviewer]
) -> records.DiagnosisLine:
    """A diagnosis in a list."""
    return records.DiagnosisLine(
        id=stored.id,
        beneficiary_id=person.id,
        person_name=person_name(person),
        **{name: getattr(stored, name) for name in _LINE},
        explored_count=stored.explored_count,
        divergent_count=stored.divergent_count,
        interviewers=tuple(interviewers),
    )


def _conclusion_of(stored: Diagnosis, *, with_words: bool) -> records.Conclusion:
    values = {name: getattr(stored, name) for name in _CONCLUSION}
    return records.Conclusion(**values | ({} if with_words else {"person_comment": ""}))
