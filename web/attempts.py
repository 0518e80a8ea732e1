"""A try to sign in: the door, the password, the code, the session."""

from db.actions.second_factor import use_second_factor
from db.actions.sign_in import forgive_attempt, open_session, record_failed_sign_in, take_attempt
from db.engine import sign_in_session
from db.models.accounts import Credential
from db.queries.sign_in import find_credential
from domain import clock
from domain.audit import AuditOutcome
from web.logs import log_event
from web.passwords import check_password, hash_password, is_outdated

CODE_ASKED = "Saisissez le code de votre application, ou l’un de vos codes de secours."
_WRONG = "Identifiant ou mot de passe inexact."
_WRONG_CODE = "Code inexact ou déjà utilisé : attendez le suivant."
_TOO_MANY = "Trop d’essais : attendez quelques minutes avant de recommencer."
_OUT_OF_DATE = (
    "Ce mot de passe provisoire a déjà servi, ou date de plus de 24 heures : demandez-en un nouveau à "
    "l’administration de votre consortium."
)


def try_sign_in(login: str, password: str, address: str) -> tuple[str | None, str]:
    """A session token, or what to say; an unknown login does the same work as a wrong password."""
    credential, is_allowed = _knock(login, address)
    if not is_allowed:
        return None, _TOO_MANY
    if not check_password(password, credential.password_hash if credential else None):
        return _refuse(login, _WRONG)
    raised = hash_password(password) if credential and is_outdated(credential.password_hash) else ""
    if raised:
        with sign_in_session() as session:
            if kept := find_credential(session, login):
                kept.password_hash = raised
    if credential and not credential.is_disabled and _is_out_of_date(credential):
        return _refuse(login, _OUT_OF_DATE)
    if credential and credential.totp_confirmed_at and not credential.is_disabled:
        log_event("sign_in_code_asked")
        return None, CODE_ASKED
    return _open(login, address)


def try_code(login: str, code: str, address: str) -> tuple[str | None, str]:
    """The second step, once the password of this login was found right."""
    _, is_allowed = _knock(login, address)
    if not is_allowed:
        return None, _TOO_MANY
    with sign_in_session() as session:
        credential = find_credential(session, login)
        is_right = credential is not None and use_second_factor(session, credential, code, clock.now())
    return _open(login, address) if is_right else _refuse(login, _WRONG_CODE)


def _knock(login: str, address: str) -> tuple[Credential | None, bool]:
    """The account, and whether the door is open: the try is counted before anything is checked."""
    now = clock.now()
    with sign_in_session() as session:
        is_allowed = take_attempt(session, login=login, address=address, now=now)
        credential = find_credential(session, login)
        if not is_allowed:
            log_event("sign_in_refused")
            if credential:
                record_failed_sign_in(session, credential, AuditOutcome.REFUSED, now)
    return credential, is_allowed


def _open(login: str, address: str) -> tuple[str | None, str]:
    with sign_in_session() as session:
        credential = find_credential(session, login)
        token = None
        if credential and not credential.is_disabled:
            token = open_session(session, credential, clock.now())
        if token:
            forgive_attempt(session, login=login, address=address)
    if token is None:
        return _refuse(login, _WRONG)
    log_event("sign_in")
    return token, ""


def _refuse(login: str, problem: str) -> tuple[None, str]:
    with sign_in_session() as session:
        if credential := find_credential(session, login):
            record_failed_sign_in(session, credential, AuditOutcome.FAILED, clock.now())
    log_event("sign_in_failed")
    return None, problem


def _is_out_of_date(credential: Credential) -> bool:
    ends_at = credential.password_expires_at
    return credential.must_change_password and ends_at is not None and ends_at <= clock.now()
