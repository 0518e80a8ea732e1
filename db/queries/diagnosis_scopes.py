"""Which diagnoses a viewer may read, and which of their words."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, or_
from sqlalchemy.orm import InstrumentedAttribute

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.diagnoses import Diagnosis, DiagnosisAnswer
from db.queries.note_scopes import reads_words
from db.queries.scopes import is_named_in_group, visible_support_periods
from domain.access import Viewer
from domain.diagnosis.words import Restriction


def visible_diagnoses(viewer: Viewer) -> Select[Diagnosis]:
    """Diagnoses of the files the viewer may open; their words are for the follow-up group (`in_group`)."""
    return (
        visible_support_periods(viewer)
        .join(
            Diagnosis,
            and_(
                Diagnosis.consortium_id == SupportPeriod.consortium_id,
                Diagnosis.support_period_id == SupportPeriod.id,
            ),
        )
        .with_only_columns(Diagnosis, maintain_column_froms=True)
    )


def in_group(viewer: Viewer) -> ColumnElement[bool]:
    """True for the people whose follow-up group names the viewer; beside `visible_diagnoses`."""
    return is_named_in_group(viewer, Beneficiary.id)


def reads_them(viewer: Viewer) -> ColumnElement[bool]:
    """True for the people whose diagnoses she reads whole: as a member of the group, or in urgency."""
    return reads_words(viewer, Beneficiary.id)


def for_group(viewer: Viewer, words: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """These words, or nothing for who is not in the group: they do not leave the database."""
    return case((reads_them(viewer), words), else_="").label(words.key)


def restricted_note(viewer: Viewer, answer: type[DiagnosisAnswer]) -> ColumnElement[str]:
    """The restricted note of an answer for its author, her field or her structure; else nothing."""
    of_field = and_(answer.restriction == Restriction.FIELD, answer.field == viewer.field)
    of_structure = and_(
        answer.restriction == Restriction.STRUCTURE, answer.structure_id == viewer.structure_id
    )
    is_mine = answer.professional_id == viewer.professional_id
    may_read = and_(in_group(viewer), or_(is_mine, of_field, of_structure))
    return case((may_read, answer.restricted_note), else_="").label("restricted_note")
