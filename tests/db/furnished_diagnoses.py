"""Two diagnoses of a furnished file: a validated one, and the one that is being typed by two people."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.diagnoses import (
    Diagnosis,
    DiagnosisAnswer,
    DiagnosisInterviewer,
    DiagnosisTemplate,
    DiagnosisTheme,
)
from domain.diagnosis.core import CORE_NAME, core_content
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import Agreement, DiagnosisStatus, Impact, Moment, TemplateStatus, ThemeState
from domain.follow_up import Track
from domain.identifiers import new_id
from tests.db.furniture import DAY, WORD
from tests.factories import NOW

_THEME = "mobilite"
_CONCLUDED: dict[str, Any] = {
    "track": Track.SOCIAL, "next_review_on": NOW.date(), "agreement": Agreement.AGREES, "explored_count": 1,
    "needs": needs_bits({_THEME: ThemeState.NEED}),
}  # fmt: skip


def add_diagnoses(
    session: Session, person: Beneficiary, referent: Professional, partner: Professional
) -> int:
    """The référent validated alone, then another is open with the partner, who sees it otherwise: its id."""
    key = {"consortium_id": person.consortium_id}
    template_id, period_id = _template_id(session, key), _period_id(session, person)
    shared: dict[str, Any] = key | {"template_id": template_id, "support_period_id": period_id}
    shared |= {"wants": WORD, "last_activity": WORD, "person_comment": WORD}
    shared |= {"jobs": [["", WORD, "explored"]], "contract_types": [], "mobility_means": []}
    validated = Diagnosis(
        **shared | _CONCLUDED, id=new_id(), status=DiagnosisStatus.VALIDATED, moment=Moment.ENTRY,
        held_on=DAY, validated_on=DAY, closed_on=DAY,
    )  # fmt: skip
    typed = Diagnosis(**shared, id=new_id(), moment=Moment.INTERMEDIATE, held_on=DAY)
    session.add_all([validated, typed])
    session.flush()
    session.add_all([_theme(key, validated, ThemeState.NEED), _theme(key, typed, None)])
    session.add_all(_part(key, validated, referent, ThemeState.NEED, validated_at=NOW))
    session.add_all(_part(key, typed, referent, ThemeState.NEED))
    session.add_all(_part(key, typed, partner, ThemeState.STRENGTH))
    session.flush()
    return typed.id


def _template_id(session: Session, key: dict[str, int]) -> int:
    """The version of the consortium, published for the first file that is furnished."""
    found = session.scalars(select(DiagnosisTemplate.id).filter_by(**key)).first()
    return found or _add_template(session, key)


def _add_template(session: Session, key: dict[str, int]) -> int:
    published: dict[str, Any] = {"status": TemplateStatus.PUBLISHED, "published_on": DAY}
    content = core_content().to_json()
    template = DiagnosisTemplate(
        **key, **published, id=new_id(), number=1, name=CORE_NAME, content=content, written_with=""
    )
    session.add(template)
    session.flush()
    return template.id


def _period_id(session: Session, person: Beneficiary) -> int:
    return session.scalars(select(SupportPeriod.id).where(SupportPeriod.beneficiary_id == person.id)).one()


def _theme(key: dict[str, int], diagnosis: Diagnosis, retained: ThemeState | None) -> DiagnosisTheme:
    words = {
        "person_words": WORD,
        "objective": WORD,
        "common_words": WORD,
        "next_steps": [[WORD, None, None]],
    }
    return DiagnosisTheme(
        **key, **words, diagnosis_id=diagnosis.id, theme=_THEME, person_state=ThemeState.NEED,
        priority_rank=1, retained_state=retained,
    )  # fmt: skip


def _part(
    key: dict[str, int], diagnosis: Diagnosis, someone: Professional, state: ThemeState, **validation: Any
) -> list[DiagnosisInterviewer | DiagnosisAnswer]:
    """Somebody who takes part, and what she says of the theme."""
    author: dict[str, Any] = key | {"diagnosis_id": diagnosis.id, "professional_id": someone.id}
    author |= {"field": someone.field, "structure_id": someone.structure_id}
    words = {"situations": [], "shared_note": WORD, "restricted_note": WORD}
    impact = Impact.STRONG if state.is_to_lift else None
    return [
        DiagnosisInterviewer(**author, **validation, joined_at=NOW),
        DiagnosisAnswer(**author, **words, theme=_THEME, state=state, impact=impact, answered_at=NOW),
    ]
