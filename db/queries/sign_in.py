"""Reads on the sign-in tables, before or outside any consortium.

The option `identity_lookup` tells statement counters which statements only find out who is asking.
"""

import hashlib
from datetime import datetime

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from db.models.accounts import Credential, SignInSession
from domain.access import Viewer
from domain.sign_in import IDLE_LIMIT


def hash_token(token: str) -> str:
    """What is stored of a session token: it is random, so a plain digest is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def live_sessions(now: datetime) -> Select[SignInSession]:
    """Sessions neither revoked, expired nor idle, of accounts still open."""
    return (
        select(SignInSession)
        .join(
            Credential,
            and_(
                Credential.consortium_id == SignInSession.consortium_id,
                Credential.professional_id == SignInSession.professional_id,
            ),
        )
        .where(
            SignInSession.revoked_at.is_(None),
            SignInSession.expires_at > now,
            or_(SignInSession.last_seen_at > now - IDLE_LIMIT, SignInSession.kept_until > now),
            Credential.is_disabled.is_(False),
        )
        .execution_options(identity_lookup=True)
    )


def find_live_session(session: Session, token_hash: str, now: datetime) -> SignInSession | None:
    """The live session of this token."""
    return session.scalars(live_sessions(now).where(SignInSession.token_hash == token_hash)).first()


def find_credential(session: Session, login: str) -> Credential | None:
    """The account of this login, in whatever case it was typed."""
    return session.get(Credential, login.lower())


def get_own_credential(session: Session, viewer: Viewer) -> Credential:
    """The viewer's own account."""
    return session.scalars(
        select(Credential).where(
            Credential.consortium_id == viewer.consortium_id,
            Credential.professional_id == viewer.professional_id,
        )
    ).one()


def count_own_sessions(session: Session, viewer: Viewer) -> int:
    """How many browsers are signed in to the viewer's account."""
    own = live_sessions(viewer.now).where(SignInSession.professional_id == viewer.professional_id)
    return session.scalar(select(func.count()).select_from(own.subquery())) or 0
