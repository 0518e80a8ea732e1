"""Whose words a viewer may read: notes of the follow-up group, as far as each is shared with her."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.exchanges import Note
from db.queries.privacy.urgent_scopes import opened_in_urgency
from db.queries.scopes import is_named_in_group, visible_support_periods
from domain.access import Viewer
from domain.follow_up import NoteVisibility
from domain.privacy import URGENT_ROLES

Column = InstrumentedAttribute[Any]


def visible_notes(viewer: Viewer) -> Select[Note]:
    """Notes of the people whose group names the viewer, as far as each note is shared with her."""
    is_same = SupportPeriod.id == Note.support_period_id
    return (
        visible_support_periods(viewer)
        .join(Note, and_(SupportPeriod.consortium_id == Note.consortium_id, is_same))
        .where(reads_words(viewer, Beneficiary.id), _is_note_for(viewer))
        .with_only_columns(Note, maintain_column_froms=True)
    )


def reads_words(viewer: Viewer, beneficiary_id: Column) -> ColumnElement[bool]:
    """True for the people whose notes and diagnosis she reads: named in the group, or in urgency."""
    named = is_named_in_group(viewer, beneficiary_id)
    return or_(named, opened_in_urgency(viewer, beneficiary_id)) if viewer.has(*URGENT_ROLES) else named


def _is_note_for(viewer: Viewer) -> ColumnElement[bool]:
    mine = Note.author_id == viewer.professional_id
    grounds = [mine, Note.visibility == NoteVisibility.SHARED]
    if viewer.field is not None:
        grounds.append(Note.restricted_field == viewer.field)
    if viewer.structure_id is not None:
        grounds.append(Note.restricted_structure_id == viewer.structure_id)
    return or_(*grounds)
