"""Validated diagnoses as plain facts, and their rows."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from db.models.beneficiaries import SupportPeriod
from db.models.consortia import Consortium
from db.models.diagnoses import Diagnosis, DiagnosisTemplate, DiagnosisTheme
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import DiagnosisStatus, Moment, TemplateStatus, ThemeState
from domain.identifiers import new_id
from tests.factories import (
    TODAY,
)

THEMES = ("mobilite", "sante", "jardin")  # the last one is of the consortium
_FRAME = {"themes": [{"code": "jardin", "label": "Jardin", "is_core": False}]}


@dataclass(frozen=True)
class Said:
    """A validated diagnosis; `needs` are the themes on which it retains a need or a constraint."""

    validated_on: date
    superseded_on: date | None
    explored: int
    compared: int
    divergent: int
    is_joint: bool
    needs: frozenset[str]


def add_said(
    session: Session, period: SupportPeriod, template_id: int, said: Said, first: Said | None = None
) -> None:
    """The rows of a validated diagnosis of this stay, which may follow a first one."""
    key, diagnosis_id = {"consortium_id": period.consortium_id}, new_id()
    lists: dict[str, Any] = {"jobs": [], "contract_types": [], "mobility_means": []}
    session.add(
        Diagnosis(
            **key, **lists, id=diagnosis_id, support_period_id=period.id, template_id=template_id,
            status=DiagnosisStatus.SUPERSEDED if said.superseded_on else DiagnosisStatus.VALIDATED,
            moment=Moment.ENTRY, held_on=said.validated_on, validated_on=said.validated_on,
            closed_on=said.validated_on, superseded_on=said.superseded_on, is_joint=said.is_joint,
            explored_count=said.explored, compared_count=said.compared, divergent_count=said.divergent,
            needs=_bits(said), first_needs=_bits(first) if first else None,
        )
    )  # fmt: skip
    session.flush()
    for rank, theme in enumerate(THEMES):
        lifted = (ThemeState.STRENGTH, ThemeState.NOT_EXPLORED, None)[rank]
        state = (ThemeState.NEED, ThemeState.CONSTRAINT)[rank % 2] if theme in said.needs else lifted
        session.add(
            DiagnosisTheme(**key, diagnosis_id=diagnosis_id, theme=theme, retained_state=state, next_steps=[])
        )


def _bits(said: Said) -> int:
    return needs_bits(dict.fromkeys(said.needs, ThemeState.NEED))


def add_template(session: Session, consortium: Consortium) -> int:
    """A published frame with a theme of the consortium."""
    template = DiagnosisTemplate(
        consortium_id=consortium.id, id=new_id(), number=1, name="Trame", content=_FRAME,
        status=TemplateStatus.PUBLISHED, published_on=TODAY,
    )  # fmt: skip
    session.add(template)
    session.flush()
    return template.id
