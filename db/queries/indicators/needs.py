"""Themes of the consortium's frames, that needs are told by."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.diagnoses import DiagnosisTemplate
from domain.access import Viewer


def list_theme_labels(session: Session, viewer: Viewer) -> dict[str, str]:
    """Code → wording of the themes of the consortium's frames, local ones included: the latest published."""
    versions = select(DiagnosisTemplate.content).where(
        DiagnosisTemplate.consortium_id == viewer.consortium_id, DiagnosisTemplate.published_on.is_not(None)
    )
    contents = session.scalars(versions.order_by(DiagnosisTemplate.number))
    return {theme["code"]: theme["label"] for content in contents for theme in content["themes"]}
