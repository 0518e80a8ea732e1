"""Reads of a shared screen, for who holds its token: the screen of its one meeting, nobody's file."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from db.engine import enter_consortium
from db.models.commissions import CommissionBody, CommissionMeeting, SharedScreen
from db.models.commissions import Projection as StoredProjection
from db.models.consortia import Consortium
from db.queries.sign_in import hash_token
from domain.clock import local_time
from domain.commissions.projections import PROJECTED_STATES, Projected, Projection, Stamp
from domain.commissions.screens import from_json

_CHANGES = func.coalesce(SharedScreen.changes, 0)


def find_projection(session: Session, token: str, now: datetime) -> Projection | None:
    """What this token opens, before any consortium is known; the rest tells whether its meeting goes on."""
    if not token:
        return None
    stored = StoredProjection
    statement = (
        select(stored.id, stored.consortium_id, stored.meeting_id)
        .where(stored.token_hash == hash_token(token), stored.revoked_at.is_(None), stored.expires_at > now)
        .execution_options(identity_lookup=True)
    )
    row = session.execute(statement).first()
    return Projection(*row) if row else None


def read_stamp(session: Session, projection: Projection, now: datetime) -> Stamp | None:
    """What is asked every second, in one statement; None once the shared screen is closed."""
    enter_consortium(session, projection.consortium_id)
    row = session.execute(_live(projection, now, _CHANGES, CommissionMeeting.state)).first()
    return Stamp(*row) if row else None


def read_projected(session: Session, projection: Projection, now: datetime) -> Projected | None:
    """What the room looks at; None once the shared screen is closed."""
    enter_consortium(session, projection.consortium_id)
    row = session.execute(
        _live(
            projection,
            now,
            _CHANGES.label("changes"),
            SharedScreen.content,
            CommissionMeeting.state,
            CommissionMeeting.starts_at,
            CommissionBody.name,
            Consortium.time_zone,
        )
        .join(CommissionBody, _of_meeting(CommissionBody, CommissionBody.id == CommissionMeeting.body_id))
        .join(Consortium, Consortium.id == CommissionMeeting.consortium_id)
    ).first()
    if row is None:
        return None
    return Projected(
        Stamp(row.changes, row.state),
        row.name,
        local_time(row.time_zone, row.starts_at),
        row.time_zone,
        from_json(row.content) if row.content else None,
    )


def _live(projection: Projection, now: datetime, *columns: Any) -> Select[*tuple[Any, ...]]:
    stored = StoredProjection
    return (
        select(*columns)
        .select_from(stored)
        .join(
            CommissionMeeting,
            and_(
                CommissionMeeting.consortium_id == stored.consortium_id,
                CommissionMeeting.id == stored.meeting_id,
            ),
        )
        .outerjoin(SharedScreen, _of_meeting(SharedScreen, SharedScreen.meeting_id == CommissionMeeting.id))
        .where(
            stored.id == projection.id,
            stored.consortium_id == projection.consortium_id,
            stored.revoked_at.is_(None),
            stored.expires_at > now,
            CommissionMeeting.state.in_(PROJECTED_STATES),
        )
    )


def _of_meeting(table: Any, condition: Any) -> Any:
    return and_(table.consortium_id == CommissionMeeting.consortium_id, condition)
