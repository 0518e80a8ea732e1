"""Writes of sign-in: count a try, open, touch and close sessions, change a password."""

import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import datetime

from sqlalchemy import ColumnElement, delete, select, true, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.models.accounts import Credential, SignInSession, SignInThrottle
from db.queries.sign_in import get_own_credential, hash_token
from db.queries.viewers import viewer_of
from domain import sign_in as rules
from domain.access import Viewer
from domain.audit import AuditEvent, AuditOutcome
from domain.identifiers import new_id
from settings import get_settings

_FORGOTTEN_AFTER = 2 * rules.ACCOUNT_RULE.window


def take_attempt(session: Session, *, login: str, address: str, now: datetime) -> bool:
    """Count a try before it is checked, so that parallel tries all count; False while the door is closed."""
    session.execute(delete(SignInThrottle).where(SignInThrottle.window_started_at < now - _FORGOTTEN_AFTER))
    throttles = [
        (rules.ACCOUNT_RULE, _lock_throttle(session, _account(login), now)),
        (rules.ADDRESS_RULE, _lock_throttle(session, _address(address), now)),
    ]
    if any(throttle.blocked_until and throttle.blocked_until > now for _, throttle in throttles):
        return False
    for rule, throttle in throttles:
        if throttle.window_started_at <= now - rule.window:
            throttle.window_started_at, throttle.failures = now, 0
        throttle.failures += 1
        throttle.blocked_until = rules.blocked_until(
            rule, throttle.failures, window_started_at=throttle.window_started_at, now=now
        )
    return True


def forgive_attempt(session: Session, *, login: str, address: str) -> None:
    """The try was right: the account starts afresh, the address takes back this one try only."""
    forget_failures(session, login=login)
    session.execute(
        update(SignInThrottle)
        .where(SignInThrottle.subject == _address(address), SignInThrottle.failures > 0)
        .values(failures=SignInThrottle.failures - 1, blocked_until=None)
    )


def forget_failures(session: Session, *, login: str) -> None:
    """The account may be tried again at once."""
    session.execute(delete(SignInThrottle).where(SignInThrottle.subject == _account(login)))


def open_session(session: Session, credential: Credential, now: datetime) -> str | None:
    """Sign the account in: its new token, or None when the professional has left."""
    session_id = new_id()
    viewer = viewer_of(session, credential, now, session_id=session_id)
    if viewer is None:
        return None
    token = secrets.token_urlsafe(32)
    session.add(
        SignInSession(
            id=session_id,
            token_hash=hash_token(token),
            consortium_id=credential.consortium_id,
            professional_id=credential.professional_id,
            created_at=now,
            last_seen_at=now,
            expires_at=now + rules.SESSION_LIFE,
            previous_sign_in_at=credential.last_sign_in_at,
            failures_before=credential.failures,
        )
    )
    credential.last_sign_in_at, credential.failures = now, 0
    if credential.must_change_password:
        credential.password_expires_at = now  # it has served
    write_audit(session, viewer, AuditEvent.SIGN_IN, object_kind="session", object_id=session_id)
    return token


def record_failed_sign_in(
    session: Session, credential: Credential, outcome: AuditOutcome, now: datetime
) -> None:
    """The trace of a wrong password or code (failed), or of a try behind a closed door (refused)."""
    credential.failures = Credential.failures + 1
    if viewer := viewer_of(session, credential, now):
        write_audit(session, viewer, AuditEvent.SIGN_IN, outcome=outcome)


def touch_session(session: Session, session_id: int, seen_at: datetime, *, is_on_long_page: bool) -> None:
    """The idle delay starts from `seen_at`, and lasts for long on a page where people talk more than type."""
    session.execute(
        update(SignInSession)
        .where(SignInSession.id == session_id, SignInSession.last_seen_at <= seen_at)
        .values(last_seen_at=seen_at, kept_until=seen_at + rules.LONG_IDLE_LIMIT if is_on_long_page else None)
    )


def close_session(session: Session, viewer: Viewer) -> None:
    """Sign this browser out, in all its tabs."""
    _revoke(session, viewer, SignInSession.id == viewer.session_id)
    write_audit(session, viewer, AuditEvent.SIGN_OUT, object_kind="session", object_id=viewer.session_id)


def end_session(session: Session, token_hash: str, now: datetime) -> None:
    """The session of this token is over without anybody having ended it: say so once in the journal."""
    over = session.scalars(
        select(SignInSession).where(
            SignInSession.token_hash == token_hash, SignInSession.revoked_at.is_(None)
        )
    ).one_or_none()
    if over is None:
        return
    over.revoked_at = now
    owner = {"consortium_id": over.consortium_id, "professional_id": over.professional_id}
    credential = session.scalars(select(Credential).filter_by(**owner)).one()
    if viewer := viewer_of(session, credential, now, session_id=over.id):
        write_audit(
            session,
            viewer,
            AuditEvent.SIGN_OUT,
            detail="expiration",
            object_kind="session",
            object_id=over.id,
        )


def close_all_sessions(session: Session, viewer: Viewer) -> None:
    """Sign the account out of every browser, this one included."""
    _revoke(session, viewer, true())
    write_audit(session, viewer, AuditEvent.SIGN_OUT, detail="partout")


def change_password(session: Session, viewer: Viewer, *, password_hash: str) -> None:
    """Replace the viewer's password and sign her other browsers out."""
    credential = get_own_credential(session, viewer)
    credential.password_hash = password_hash
    credential.password_changed_at = viewer.now
    credential.must_change_password, credential.password_expires_at = False, None
    _revoke(session, viewer, SignInSession.id != viewer.session_id)
    write_audit(session, viewer, AuditEvent.PASSWORD_CHANGE)


def _revoke(session: Session, viewer: Viewer, which: ColumnElement[bool]) -> None:
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.consortium_id == viewer.consortium_id,
            SignInSession.professional_id == viewer.professional_id,
            SignInSession.revoked_at.is_(None),
            which,
        )
        .values(revoked_at=viewer.now)
    )


def _lock_throttle(session: Session, subject: str, now: datetime) -> SignInThrottle:
    """The counter of this subject, made when absent, held until the transaction ends."""
    throttle = session.get(SignInThrottle, subject, with_for_update=True)
    if throttle is None:
        with suppress(IntegrityError), session.begin_nested():  # another process may make it first
            session.add(SignInThrottle(subject=subject, failures=0, window_started_at=now))
        throttle = session.get_one(SignInThrottle, subject, with_for_update=True)
    return throttle


def _account(login: str) -> str:
    return _subject("account", login.lower())


def _address(address: str) -> str:
    return _subject("address", address)


def _subject(kind: str, value: str) -> str:
    """A keyed digest, so that the table tells neither who tried nor from where."""
    return hmac.new(get_settings().secret.encode(), f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
