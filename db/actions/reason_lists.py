"""The reasons that a consortium offers: national ones switched on or off, local words for them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from db.actions.administration import lock_consortium
from db.actions.audit import write_audit
from db.models.reasons import ReasonChoice
from db.queries.settings import list_reasons
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import EditConflictError, FieldDifference, InvalidInputError
from domain.reasons import (
    NationalReason,
    ReasonKind,
    ReasonLine,
    ReasonOption,
    edited_lines,
    offered_options,
    reason_problems,
)
from domain.text import clean_text


def save_reasons(
    session: Session,
    viewer: Viewer,
    kind: ReasonKind,
    *,
    read: Sequence[ReasonLine],
    typed: Sequence[ReasonLine],
) -> None:
    """Write the lines that differ from those that were `read`; a local line that was not read is new.

    InvalidInputError by `ReasonLine.key`; EditConflictError when somebody else changed the same lines.
    """
    consortium = lock_consortium(session, viewer)
    stored = list_reasons(session, viewer)[kind]
    cleaned = [replace(line, words=clean_text(line.words)) for line in typed]
    lines, found = edited_lines(stored, read, cleaned)
    if found:
        raise EditConflictError([FieldDifference(*words) for words in found], consortium.version)
    if problems := reason_problems(lines):
        raise InvalidInputError(problems)
    for line in lines:
        if line not in stored:
            _write(session, viewer, kind, line)


def require_offered(
    session: Session, viewer: Viewer, kind: ReasonKind, national: NationalReason, words: str
) -> None:
    """InvalidInputError when the consortium's list no longer holds this reason."""
    if ReasonOption(national, words) not in offered_options(list_reasons(session, viewer)[kind]):
        raise InvalidInputError({"reason": "Ce motif n’est plus proposé : choisissez-en un autre."})


def _write(session: Session, viewer: Viewer, kind: ReasonKind, line: ReasonLine) -> None:
    known = session.get(ReasonChoice, (viewer.consortium_id, line.id)) if line.id else None
    row = known or ReasonChoice(consortium_id=viewer.consortium_id, kind=kind)
    if line.id:
        row.id = line.id
    row.national_value, row.words, row.is_offered = str(line.national), line.words, line.is_offered
    session.add(row)
    session.flush()
    event = AuditEvent.UPDATE if known else AuditEvent.CREATE
    write_audit(session, viewer, event, object_kind=ReasonChoice.__tablename__, object_id=row.id)
