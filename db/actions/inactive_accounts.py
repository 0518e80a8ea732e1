"""Accounts that nobody used for six months: listed, then closed, by a command."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.models.accounts import Credential, Professional, ProfessionalRole, SignInSession
from db.queries.viewers import viewer_of
from domain.access import Role
from domain.audit import AuditEvent
from domain.sign_in import INACTIVE_AFTER


def list_inactive_accounts(session: Session, now: datetime) -> list[Credential]:
    """Neither used nor given a password since; never an administration account: somebody must reopen them."""
    administrators = select(ProfessionalRole.professional_id).where(
        ProfessionalRole.consortium_id == Credential.consortium_id,
        ProfessionalRole.professional_id == Credential.professional_id,
        ProfessionalRole.role == Role.ADMINISTRATOR,
    )
    used_at = func.coalesce(Credential.last_sign_in_at, Credential.password_changed_at)
    opened = (
        select(func.max(SignInSession.last_seen_at))
        .where(
            SignInSession.consortium_id == Credential.consortium_id,
            SignInSession.professional_id == Credential.professional_id,
        )
        .scalar_subquery()
    )
    since = now - INACTIVE_AFTER
    idle = select(Credential).where(
        Credential.is_disabled.is_(False),
        used_at < since,
        func.coalesce(opened, used_at) < since,  # signed in before that date was kept
        ~administrators.exists(),
    )
    return list(session.scalars(idle.order_by(Credential.login)))


def close_inactive_account(session: Session, credential: Credential, now: datetime) -> None:
    """As the administration does it, which opens it again in one click; her people wait for a transfer."""
    viewer = viewer_of(session, credential, now)
    credential.is_disabled = True
    professional = session.get_one(Professional, (credential.consortium_id, credential.professional_id))
    professional.is_active = False
    if viewer:
        about = viewer.professional_id
        write_audit(
            session, viewer, AuditEvent.UPDATE, detail="inactive", object_kind="professional", object_id=about
        )
