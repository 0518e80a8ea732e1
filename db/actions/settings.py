"""Settings of a consortium, changed by its administration."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from db.actions.administration import lock_consortium, sign_record
from db.actions.caseload_bulk import refresh_review_due_dates
from db.queries.settings import get_settings_draft
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.consortium_settings import SETTINGS_LABELS, SettingsDraft
from domain.errors import EditConflictError, FieldDifference, InvalidInputError
from domain.wording import in_words


def change_settings(session: Session, viewer: Viewer, *, read: SettingsDraft, draft: SettingsDraft) -> None:
    """Replace the settings that were `read`; a new rhythm moves the due dates that it decides.

    EditConflictError when somebody else changed the same ones meanwhile. The consortium's version would
    also tell the editions of its sheet, which change nothing here.
    """
    consortium = lock_consortium(session, viewer)
    if problems := draft.problems():
        raise InvalidInputError(problems)
    stored, shown, typed = (asdict(one) for one in (get_settings_draft(session, viewer), read, draft))
    changed = {name: value for name, value in typed.items() if value != shown[name] and value != stored[name]}
    if found := [name for name in changed if stored[name] != shown[name]]:
        told = [(SETTINGS_LABELS[name], in_words(stored[name]), in_words(typed[name])) for name in found]
        raise EditConflictError([FieldDifference(*words) for words in told], consortium.version)
    for name, value in changed.items():
        setattr(consortium, name, value)
    if "review_rhythm_days" in changed:
        refresh_review_due_dates(session, consortium.id)
    if changed:
        sign_record(session, viewer, AuditEvent.UPDATE, consortium, ", ".join(changed))
