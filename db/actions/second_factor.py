"""The second factor of an account: enrolled, checked at sign-in, taken off by another administrator."""

import hashlib
import hmac
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.models.accounts import Credential, SignInSession
from db.queries.sign_in import get_own_credential
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, InvalidInputError
from domain.second_factor import matching_step, new_recovery_codes, new_secret, plain_recovery_code
from settings import get_settings


def prepare_second_factor(session: Session, viewer: Viewer) -> str:
    """The viewer's key, made at her first visit; it opens and asks nothing until a code confirms it."""
    credential = get_own_credential(session, viewer)
    if credential.totp_confirmed_at:
        raise ForbiddenError("Votre double authentification est déjà en place.")
    if credential.totp_secret is None:
        credential.totp_secret = new_secret()
    return credential.totp_secret


def confirm_second_factor(session: Session, viewer: Viewer, *, code: str) -> list[str]:
    """Put it in force once the app gives the right code; returns the recovery codes, told this once."""
    credential = get_own_credential(session, viewer)
    if credential.totp_confirmed_at or credential.totp_secret is None:
        raise ForbiddenError("Votre double authentification est déjà en place.")
    step = matching_step(credential.totp_secret, code, viewer.now)
    if step is None:
        raise InvalidInputError({"code": "Ce code est inexact : saisissez celui que l’application affiche."})
    codes = new_recovery_codes()
    credential.totp_confirmed_at, credential.totp_last_step = viewer.now, step
    credential.recovery_digests = " ".join(_digest(one) for one in codes)
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.professional_id == viewer.professional_id,
            SignInSession.consortium_id == viewer.consortium_id,
            SignInSession.id != viewer.session_id,
            SignInSession.revoked_at.is_(None),
        )
        .values(revoked_at=viewer.now)
    )
    write_audit(session, viewer, AuditEvent.PASSWORD_CHANGE, detail="double authentification mise en place")
    return codes


def use_second_factor(session: Session, credential: Credential, code: str, now: datetime) -> bool:
    """True for a code never used, of the app or of the paper; the row is held: two tries at once count."""
    session.refresh(credential, with_for_update=True)
    step = matching_step(credential.totp_secret or new_secret(), code, now)
    if step is not None:
        is_new = step > credential.totp_last_step
        credential.totp_last_step = max(step, credential.totp_last_step)
        return is_new
    digests = credential.recovery_digests.split()
    left = [one for one in digests if not hmac.compare_digest(one, _digest(code))]
    credential.recovery_digests = " ".join(left)
    return len(left) < len(digests)


def count_recovery_codes(credential: Credential) -> int:
    """How many are left on her paper."""
    return len(credential.recovery_digests.split())


def _digest(code: str) -> str:
    key = get_settings().secret.encode()
    return hmac.new(key, b"recovery:" + plain_recovery_code(code).encode(), hashlib.sha256).hexdigest()
