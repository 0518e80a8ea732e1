"""Who may sign in: accounts opened, closed, opened again, and passwords made anew by the administration."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from db.actions.accounts import open_account
from db.actions.administration import lock_consortium, sign_record
from db.actions.sign_in import forget_failures
from db.models.accounts import Credential, Professional, ProfessionalRole, SignInSession
from db.queries.administration_scopes import visible_accounts
from domain.access import Role, Viewer
from domain.accounts import own_account_problem
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, NotFoundError
from domain.sign_in import TEMPORARY_LIFE


def give_login(
    session: Session, viewer: Viewer, professional_id: int, *, login: str, password_hash: str
) -> None:
    """Open an account for a professional of the directory who had none, with a password to change."""
    lock_consortium(session, viewer)
    professional = load_account(session, viewer, professional_id)
    if _credential(session, professional) is not None:
        raise ForbiddenError("Cette personne a déjà un compte.")
    open_account(session, professional, login=login, roles=(), password_hash=password_hash)
    sign_record(session, viewer, AuditEvent.UPDATE, professional, "login")


def reset_password(session: Session, viewer: Viewer, professional_id: int, *, password_hash: str) -> None:
    """A new password, to be changed at the next sign-in; every browser is signed out at once."""
    lock_consortium(session, viewer)
    professional = load_account(session, viewer, professional_id)
    if professional_id == viewer.professional_id:
        raise ForbiddenError("Changez votre propre mot de passe dans « Mon compte ».")
    credential = _credential(session, professional)
    if credential is None:
        raise NotFoundError
    credential.password_hash, credential.password_changed_at = password_hash, viewer.now
    credential.must_change_password = True
    credential.password_expires_at = viewer.now + TEMPORARY_LIFE
    _sign_out(session, viewer, professional)
    sign_record(session, viewer, AuditEvent.PASSWORD_CHANGE, professional)


def unlock_account(session: Session, viewer: Viewer, professional_id: int) -> None:
    """Forget her failures, so that she may try again at once; never for oneself."""
    professional, credential = _someone_else(session, viewer, professional_id)
    forget_failures(session, login=credential.login)
    sign_record(session, viewer, AuditEvent.UPDATE, professional, "unlocked")


def reset_second_factor(session: Session, viewer: Viewer, professional_id: int) -> None:
    """Her phone is lost: the password alone opens until she enrols again; every browser is signed out."""
    professional, credential = _someone_else(session, viewer, professional_id)
    credential.totp_secret, credential.totp_confirmed_at, credential.recovery_digests = None, None, ""
    _sign_out(session, viewer, professional)
    sign_record(session, viewer, AuditEvent.PASSWORD_CHANGE, professional, "second_factor_reset")


def deactivate_account(session: Session, viewer: Viewer, professional_id: int) -> None:
    """Refuse every sign-in and end those that are open; the professional stays in the histories."""
    lock_consortium(session, viewer)
    professional = load_account(session, viewer, professional_id)
    if problem := own_account_problem(is_own=professional_id == viewer.professional_id, roles=None):
        raise ForbiddenError(problem)
    if not professional.is_active:
        return
    _open_or_close(session, professional, is_active=False)
    _sign_out(session, viewer, professional)
    require_administrator_left(session, viewer)
    sign_record(session, viewer, AuditEvent.UPDATE, professional, "deactivated")


def reactivate_account(session: Session, viewer: Viewer, professional_id: int) -> None:
    """Let her sign in again, with the password and the roles that she had."""
    lock_consortium(session, viewer)
    professional = load_account(session, viewer, professional_id)
    if not professional.is_active:
        _open_or_close(session, professional, is_active=True)
        sign_record(session, viewer, AuditEvent.UPDATE, professional, "reactivated")


def load_account(session: Session, viewer: Viewer, professional_id: int) -> Professional:
    """A professional whose account the viewer manages; NotFoundError otherwise."""
    statement = visible_accounts(viewer).where(Professional.id == professional_id)
    professional = session.scalars(statement.execution_options(populate_existing=True)).one_or_none()
    if professional is None:
        raise NotFoundError
    return professional


def require_administrator_left(session: Session, viewer: Viewer) -> None:
    """ForbiddenError when nobody could open an account any more; the consortium is locked by the caller."""
    administrators = (
        visible_accounts(viewer)
        .join(
            ProfessionalRole,
            (ProfessionalRole.consortium_id == Professional.consortium_id)
            & (ProfessionalRole.professional_id == Professional.id),
        )
        .where(Professional.is_active, ProfessionalRole.role == Role.ADMINISTRATOR)
    )
    session.flush()
    if not session.scalar(administrators.with_only_columns(func.count())):
        raise ForbiddenError("Il doit rester au moins un compte d’administration actif.")


def _someone_else(session: Session, viewer: Viewer, professional_id: int) -> tuple[Professional, Credential]:
    """The account of a colleague: nobody opens her own door."""
    lock_consortium(session, viewer)
    professional = load_account(session, viewer, professional_id)
    if professional_id == viewer.professional_id:
        raise ForbiddenError("Un autre compte d’administration doit le faire pour vous.")
    credential = _credential(session, professional)
    if credential is None:
        raise NotFoundError
    return professional, credential


def _credential(session: Session, professional: Professional) -> Credential | None:
    owner = {"consortium_id": professional.consortium_id, "professional_id": professional.id}
    return session.scalars(select(Credential).filter_by(**owner)).one_or_none()


def _open_or_close(session: Session, professional: Professional, *, is_active: bool) -> None:
    professional.is_active = is_active
    if credential := _credential(session, professional):
        credential.is_disabled = not is_active


def _sign_out(session: Session, viewer: Viewer, professional: Professional) -> None:
    session.execute(
        update(SignInSession)
        .where(
            SignInSession.consortium_id == professional.consortium_id,
            SignInSession.professional_id == professional.id,
            SignInSession.revoked_at.is_(None),
        )
        .values(revoked_at=viewer.now)
    )
