"""HTTP routes of sign-in, sign-out and the health answer."""

import json
import secrets

from anyio import CapacityLimiter, to_thread
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.actions.sign_in import close_session
from db.engine import ReadSessionFactory, sign_in_session
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain import clock
from settings import get_settings
from web import cookies
from web.attempts import CODE_ASKED, try_code, try_sign_in
from web.forms import form_token, has_form_token, is_same_origin, read_form
from web.sign_in_page import DemoAccounts, code_page, sign_in_page, sign_out_page
from web.tickets import make_ticket, read_ticket
from web.wall import SIGN_IN_PATH

SIGN_OUT_PATH = "/deconnexion"
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
    address, seed = _address(request), cookies.read_cookie(request, cookies.FORM)
    if ticket := form.get("billet", ""):
        known = read_ticket(ticket, seed, clock.now())
        if known is None:
            return _form(request, following=following, problem=_OLD_FORM, status=403)
        token, problem = await to_thread.run_sync(try_code, known, form.get("code", "").strip(), address)
        if token is None:
            return _form(request, following=following, ticket=ticket, problem=problem, status=401)
    else:
        password = form.get("mot_de_passe", "").strip()
        token, problem = await to_thread.run_sync(
            try_sign_in, login, password, address, limiter=_password_checks
        )
        if problem == CODE_ASKED:
            ticket = make_ticket(login, seed, clock.now())
            return _form(request, following=following, ticket=ticket)
    if token is None:
        return _form(request, following=following, login=login, problem=problem, status=401)
    return await _let_in(request, token, following)


async def _let_in(request: Request, token: str, following: str) -> Response:
    """The session that this browser had, if any, ends; the new one has an identifier of its own."""
    await to_thread.run_sync(_sign_out, cookies.read_cookie(request, cookies.SESSION))
    answer = RedirectResponse(following, 303)
    cookies.set_cookie(request, answer, cookies.SESSION, token)
    cookies.drop_cookie(request, answer, cookies.FORM)
    return answer


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
    request: Request,
    *,
    following: str,
    login: str = "",
    ticket: str = "",
    problem: str = "",
    status: int = 200,
) -> Response:
    seed = cookies.read_cookie(request, cookies.FORM) or secrets.token_urlsafe(32)
    known = {"form_token": form_token(seed), "following": following, "problem": problem}
    if ticket:
        content = code_page(**known, ticket=ticket)
    else:
        content = sign_in_page(**known, login=login, demo_accounts=_demo_accounts())
    answer = HTMLResponse(content, status)
    cookies.set_cookie(request, answer, cookies.FORM, seed)
    return answer


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


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
