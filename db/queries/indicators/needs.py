"""Needs that diagnoses in force retain, theme by theme."""

from collections import defaultdict

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from db.models.diagnoses import DiagnosisTemplate, DiagnosisTheme
from db.queries.indicators.measures import NEED_STATES
from db.queries.indicators.populations import diagnosed
from domain.access import Viewer
from domain.indicators.model import Perimeter


def list_needs(session: Session, viewer: Viewer, perimeter: Perimeter) -> dict[str, dict[int | None, int]]:
    """Theme → structure → people counted by the indicator NEEDS: all themes in one statement."""
    person = diagnosed(viewer, perimeter).c
    asked = (
        select(DiagnosisTheme.theme, person.structure_id, func.count())
        .join(
            DiagnosisTheme,
            and_(
                DiagnosisTheme.consortium_id == person.consortium_id,
                DiagnosisTheme.diagnosis_id == person.diagnosis_id,
            ),
        )
        .where(DiagnosisTheme.retained_state.in_(NEED_STATES))
        .group_by(DiagnosisTheme.theme, person.structure_id)
    )
    needs: dict[str, dict[int | None, int]] = defaultdict(dict)
    for theme, structure_id, people in session.execute(asked):
        needs[theme][structure_id] = people
    return dict(needs)


def list_theme_labels(session: Session, viewer: Viewer) -> dict[str, str]:
    """Code → wording of the themes of the consortium's frames, local ones included: the latest published."""
    versions = select(DiagnosisTemplate.content).where(
        DiagnosisTemplate.consortium_id == viewer.consortium_id, DiagnosisTemplate.published_on.is_not(None)
    )
    contents = session.scalars(versions.order_by(DiagnosisTemplate.number))
    return {theme["code"]: theme["label"] for content in contents for theme in content["themes"]}
