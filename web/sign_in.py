"""HTTP routes of sign-in, sign-out and the health answer."""

import json
import secrets

from anyio import CapacityLimiter, to_thread
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.actions.sign_in import (
    close_session,
    forgive_attempt,
    open_session,
    record_failed_sign_in,
    take_attempt,
)
from db.engine import ReadSessionFactory, sign_in_session
from db.queries.sign_in import find_credential, hash_token
from db.queries.viewers import find_viewer
from domain import clock
from domain.audit import AuditOutcome
from settings import get_settings
from web import cookies
from web.forms import form_token, has_form_token, is_same_origin, read_form
from web.logs import log_event
from web.passwords import check_password
from web.sign_in_page import DemoAccounts, sign_in_page, sign_out_page
from web.wall import SIGN_IN_PATH

SIGN_OUT_PATH = "/deconnexion"
_WRONG = "Identifiant ou mot de passe inexact."
_TOO_MANY = "Trop d’essais : attendez quelques minutes avant de recommencer."
_OLD_FORM = "La page était ouverte depuis trop longtemps : saisissez à nouveau votre mot de passe."
_password_checks = CapacityLimiter(4)  # bcrypt is heavy: it must not take every thread of the server


async def show_sign_in(request: Request) -> Response:
    """The form; someone already signed in goes where she was going."""
    following = safe_path(request.query_params.get("suite", "/"))
    if await to_thread.run_sync(_is_signed_in, cookies.read_cookie(request, cookies.SESSION)):
        return RedirectResponse(following, 303)
    return _form(request, following=following)


async def sign_in(request: Request) -> Response:
    """Check the password, open a session, go where the person was going."""
    form = await read_form(request)
    login, following = form.get("identifiant", "").strip(), safe_path(form.get("suite", "/"))
    if not has_form_token(request, form, cookies.FORM):
        return _form(request, following=following, login=login, problem=_OLD_FORM, status=403)
    token, problem = await to_thread.run_sync(
        try_sign_in,
        login,
        form.get("mot_de_passe", "").strip(),
        request.client.host if request.client else "",
        limiter=_password_checks,
    )
    if token is None:
        return _form(request, following=following, login=login, problem=problem, status=401)
    await to_thread.run_sync(_sign_out, cookies.read_cookie(request, cookies.SESSION))
    answer = RedirectResponse(following, 303)
    cookies.set_cookie(request, answer, cookies.SESSION, token)
    cookies.drop_cookie(request, answer, cookies.FORM)
    return answer


def try_sign_in(login: str, password: str, address: str) -> tuple[str | None, str]:
    """A session token, or the French reason; an unknown login does the same work as a wrong password."""
    now = clock.now()
    with sign_in_session() as session:
        is_allowed = take_attempt(session, login=login, address=address, now=now)
        credential = find_credential(session, login)
        if not is_allowed:
            if credential:
                record_failed_sign_in(session, credential, AuditOutcome.REFUSED, now)
            log_event("sign_in_refused")
            return None, _TOO_MANY
    is_right = check_password(password, credential.password_hash if credential else None)
    with sign_in_session() as session:
        token = None
        if credential and is_right and not credential.is_disabled:
            token = open_session(session, credential, now)
        if token:
            forgive_attempt(session, login=login, address=address)
        elif credential:
            record_failed_sign_in(session, credential, AuditOutcome.FAILED, now)
    log_event("sign_in" if token else "sign_in_failed")
    return token, "" if token else _WRONG


async def show_sign_out(request: Request) -> Response:
    """The question, for an address typed by hand."""
    return HTMLResponse(sign_out_page(form_token=form_token(cookies.read_cookie(request, cookies.SESSION))))


async def sign_out(request: Request) -> Response:
    """End the session, in every tab of this browser."""
    token = cookies.read_cookie(request, cookies.SESSION)
    form = await read_form(request)
    if not (is_same_origin(request) or has_form_token(request, form, cookies.SESSION)):
        return PlainTextResponse("Formulaire refusé.", 403)
    await to_thread.run_sync(_sign_out, token)
    answer = RedirectResponse(SIGN_IN_PATH, 303)
    cookies.drop_cookie(request, answer, cookies.SESSION)
    return answer


async def show_readiness(_request: Request) -> Response:
    """Whether the database answers, without any detail."""
    is_ready = await to_thread.run_sync(_database_answers)
    return PlainTextResponse("prêt" if is_ready else "indisponible", 200 if is_ready else 503)


def safe_path(wanted: str) -> str:
    """A path of this site, or home: never another site, nor a loop on these very pages."""
    is_local = wanted.startswith("/") and not wanted.startswith(("//", SIGN_IN_PATH, SIGN_OUT_PATH))
    return wanted if is_local and wanted.isprintable() and "\\" not in wanted else "/"


SIGN_IN_ROUTES = [
    Route(SIGN_IN_PATH, show_sign_in),
    Route(SIGN_IN_PATH, sign_in, methods=["POST"]),
    Route(SIGN_OUT_PATH, show_sign_out),
    Route(SIGN_OUT_PATH, sign_out, methods=["POST"]),
    Route("/readyz", show_readiness),
]


def _form(
    request: Request, *, following: str, login: str = "", problem: str = "", status: int = 200
) -> Response:
    seed = cookies.read_cookie(request, cookies.FORM) or secrets.token_urlsafe(32)
    content = sign_in_page(
        form_token=form_token(seed),
        following=following,
        login=login,
        problem=problem,
        demo_accounts=_demo_accounts(),
    )
    answer = HTMLResponse(content, status)
    cookies.set_cookie(request, answer, cookies.FORM, seed)
    return answer


def _is_signed_in(token: str) -> bool:
    with sign_in_session(is_readonly=True) as session:
        return find_viewer(session, hash_token(token), clock.now()) is not None


def _sign_out(token: str) -> None:
    with sign_in_session() as session:
        if viewer := find_viewer(session, hash_token(token), clock.now()):
            close_session(session, viewer)


def _database_answers() -> bool:
    try:
        with ReadSessionFactory() as session:
            session.execute(text("select 1"))
    except DatabaseError:
        return False
    return True


def _demo_accounts() -> DemoAccounts:
    path = get_settings().data_dir / "demo-accounts.json"
    if not get_settings().is_demo or not path.exists():
        return []
    accounts: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return accounts
