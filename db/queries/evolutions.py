"""What validated diagnoses retained of each theme, stay by stay, with the wording of their own frames."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session, aliased

from db.models.beneficiaries import SupportPeriod
from db.models.diagnoses import Diagnosis, DiagnosisTemplate, DiagnosisTheme
from db.queries.diagnosis_scopes import visible_diagnoses
from domain.access import Viewer
from domain.diagnosis.evolution import Stage, Stay
from domain.diagnosis.template import TemplateContent
from domain.diagnosis.words import ThemeState


def list_stays(session: Session, viewer: Viewer, beneficiary_id: int) -> list[Stay]:
    """Stays in the caseload that have a validated diagnosis, latest first, in two statements.

    A diagnosis that a validated correction replaces is left out: it never was an other moment of the path.
    """
    validated = _validated(viewer, beneficiary_id)
    template = and_(
        DiagnosisTemplate.consortium_id == Diagnosis.consortium_id,
        DiagnosisTemplate.id == Diagnosis.template_id,
    )
    rows = session.execute(
        validated.join(DiagnosisTemplate, template)
        .with_only_columns(Diagnosis, SupportPeriod, DiagnosisTemplate.content, maintain_column_froms=True)
        .order_by(SupportPeriod.entered_on.desc(), SupportPeriod.id.desc(), Diagnosis.held_on, Diagnosis.id)
    ).all()
    states = _list_states(session, validated)
    stages: dict[SupportPeriod, list[Stage]] = defaultdict(list)
    for diagnosis, period, content in rows:
        stages[period].append(_stage(diagnosis, content, states[diagnosis.id]))
    return [
        Stay(period.id, period.entered_on, period.exited_on, tuple(found)) for period, found in stages.items()
    ]


def _validated(viewer: Viewer, beneficiary_id: int) -> Select[Any]:
    correction = aliased(Diagnosis)
    corrected = select(correction.id).where(
        correction.consortium_id == Diagnosis.consortium_id,
        correction.copy_of_id == Diagnosis.id,
        correction.validated_on.is_not(None),
    )
    return visible_diagnoses(viewer).where(
        SupportPeriod.beneficiary_id == beneficiary_id,
        Diagnosis.validated_on.is_not(None),
        ~corrected.exists(),
    )


def _list_states(session: Session, validated: Select[Any]) -> dict[int, dict[str, ThemeState]]:
    theme = and_(
        DiagnosisTheme.consortium_id == Diagnosis.consortium_id, DiagnosisTheme.diagnosis_id == Diagnosis.id
    )
    columns = (Diagnosis.id, DiagnosisTheme.theme, DiagnosisTheme.retained_state)
    statement = validated.join(DiagnosisTheme, theme).where(DiagnosisTheme.retained_state.is_not(None))
    states: dict[int, dict[str, ThemeState]] = defaultdict(dict)
    for row in session.execute(statement.with_only_columns(*columns, maintain_column_froms=True)):
        states[row.id][row.theme] = row.retained_state
    return states


def _stage(diagnosis: Diagnosis, content: dict[str, Any], states: dict[str, ThemeState]) -> Stage:
    themes = TemplateContent.from_json(content).themes
    return Stage(
        diagnosis_id=diagnosis.id,
        moment=diagnosis.moment,
        held_on=diagnosis.held_on,
        is_joint=diagnosis.is_joint,
        labels={theme.code: theme.label for theme in themes},
        states=states,
    )
