"""From a session token, or a credential, to the viewer that every read and write receives."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session

from db.engine import enter_consortium, sign_in_session
from db.models.accounts import Credential, Professional, ProfessionalRole, SignInSession
from db.models.consortia import Consortium, Structure
from db.queries.sign_in import live_sessions
from domain import clock
from domain.access import SECOND_FACTOR_ROLES, Role, Viewer
from domain.errors import NotFoundError

NO_SESSION = 0  # session of a viewer who only exists for the audit line of a refused sign-in


def find_viewer(session: Session, token_hash: str, now: datetime) -> Viewer | None:
    """Who holds this token, in two statements; None when the session or the account is over."""
    return _holder(session, SignInSession.token_hash == token_hash, now)


def renew_viewer(session: Session, viewer: Viewer, now: datetime) -> Viewer:
    """The same sign-in session, with its present rights, for what outlives a page; NotFoundError if over."""
    renewed = _holder(session, SignInSession.id == viewer.session_id, now)
    if renewed is None:
        raise NotFoundError
    return renewed


def ask_again(viewer: Viewer) -> Viewer:
    """Who holds this session now, for a download clicked long after its page; NotFoundError if it is over."""
    with sign_in_session(is_readonly=True) as session:
        return renew_viewer(session, viewer, clock.now())


def viewer_of(
    session: Session, credential: Credential, now: datetime, *, session_id: int = NO_SESSION
) -> Viewer | None:
    """The viewer behind an account, its roles united; None when the professional has left."""
    enter_consortium(session, credential.consortium_id)
    rows = session.execute(_account(credential)).all()
    if not rows:
        return None
    professional, structure_name, consortium, _ = rows[0]
    return Viewer(
        professional_id=professional.id,
        consortium_id=consortium.id,
        structure_id=professional.structure_id,
        roles=frozenset(row.role for row in rows if row.role is not None),
        field=professional.field,
        session_id=session_id,
        display_name=professional.display_name,
        structure_name=structure_name or "",
        consortium_name=consortium.name,
        time_zone=consortium.time_zone,
        now=now,
        must_change_password=credential.must_change_password,
        scheme_name=consortium.scheme_name,
        must_enrol=consortium.requires_second_factor
        and credential.totp_confirmed_at is None
        and not SECOND_FACTOR_ROLES.isdisjoint(row.role for row in rows),
    )


def _holder(session: Session, condition: ColumnElement[bool], now: datetime) -> Viewer | None:
    statement = live_sessions(now).where(condition).with_only_columns(SignInSession, Credential)
    found = session.execute(statement).first()
    if found is None:
        return None
    live = found.SignInSession
    viewer = viewer_of(session, found.Credential, now, session_id=live.id)
    return viewer and replace(
        viewer, previous_sign_in_at=live.previous_sign_in_at, failures_before=live.failures_before
    )


def _account(credential: Credential) -> Select[Professional, str | None, Consortium, Role | None]:
    """One line per role of the account."""
    of_person = Professional.consortium_id == credential.consortium_id
    return (
        select(Professional, Structure.name, Consortium, ProfessionalRole.role)
        .join(Consortium, Consortium.id == Professional.consortium_id)
        .outerjoin(
            Structure,
            and_(
                Structure.consortium_id == Professional.consortium_id,
                Structure.id == Professional.structure_id,
            ),
        )
        .outerjoin(
            ProfessionalRole,
            and_(
                ProfessionalRole.consortium_id == Professional.consortium_id,
                ProfessionalRole.professional_id == Professional.id,
            ),
        )
        .where(of_person, Professional.id == credential.professional_id, Professional.is_active)
        .execution_options(identity_lookup=True)
    )
