"""Opening and closing the shared screens of a meeting: each has a token of its own."""

import secrets

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.actions.commissions.opened import open_meeting, sign
from db.models.commissions import Projection as StoredProjection
from db.queries.sign_in import hash_token
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.commissions.projections import PROJECTED_STATES, PROJECTION_LIFE, Projection
from domain.identifiers import new_id


def open_projection(session: Session, viewer: Viewer, meeting_id: int) -> tuple[Projection, str]:
    """A shared screen of a meeting that the viewer runs and that is not over, with its token, told once.

    The former ones stay: a room may have two screens, and opening the second must not darken the first.
    """
    meeting = open_meeting(session, viewer, meeting_id, *PROJECTED_STATES)
    token = secrets.token_urlsafe(32)
    stored = StoredProjection(
        id=new_id(),
        token_hash=hash_token(token),
        consortium_id=viewer.consortium_id,
        meeting_id=meeting.id,
        opened_by=viewer.professional_id,
        created_at=viewer.now,
        expires_at=viewer.now + PROJECTION_LIFE,
    )
    session.add(stored)
    sign(session, viewer, AuditEvent.CREATE, stored)
    return Projection(stored.id, stored.consortium_id, stored.meeting_id), token


def close_projections(session: Session, viewer: Viewer, meeting_id: int) -> None:
    """Close every shared screen of a meeting that the viewer runs: their tokens are worth nothing more."""
    meeting = open_meeting(session, viewer, meeting_id)
    stored = StoredProjection
    session.execute(
        update(stored)
        .where(
            stored.consortium_id == meeting.consortium_id,
            stored.meeting_id == meeting.id,
            stored.revoked_at.is_(None),
        )
        .values(revoked_at=viewer.now)
    )
    sign(session, viewer, AuditEvent.UPDATE, meeting)
