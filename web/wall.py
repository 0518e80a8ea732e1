"""The wall: without a live session, no page, file, upload, figure nor websocket is served.

A live shared screen opens its own page, and what Streamlit needs to draw it: nothing more.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from sqlalchemy.exc import DBAPIError
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

from db.actions.sign_in import end_session, touch_session
from db.engine import sign_in_session
from db.queries.commissions.projections import find_projection
from db.queries.sign_in import find_live_session, hash_token
from domain import clock
from domain.sign_in import SEEN_EVERY
from web import cookies
from web.activity import NOTHING, Activity, Tab
from web.sign_in_page import away_page, closed_screen_page

SIGN_IN_PATH = "/connexion"
OPEN_PATHS = frozenset({SIGN_IN_PATH, "/readyz", "/_stcore/health"})
PROJECTOR_PATH = "/ecran-partage"
_PROJECTOR_PATHS = frozenset({PROJECTOR_PATH, "/_stcore/stream", "/_stcore/host-config"})
_PROJECTOR_FILES = ("/static/", "/favicon")
BOUND_HEADER = b"x-jalons-session"
_TECHNICAL_PREFIXES = ("/_stcore/", "/static/", "/media/", "/component/", "/app/", "/favicon")
_SIGNED_OUT = 4401
_TRY_AGAIN_LATER = 1013
IsLive = Callable[[Any], bool]


class Wall:
    """Pure ASGI middleware in front of Streamlit and of our own routes."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute], long_pages: Collection[str] = ()) -> None:
        self._app = app
        self._routes = routes
        self._long_pages = long_pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let in what is open or signed in; refuse the rest; say so when the database does not answer."""
        try:
            await self._judge(scope, receive, send)
        except DBAPIError:  # in our reads of the session or in our own pages: nothing is sent yet
            await _say_away(scope, receive, send)

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"} or scope["path"] in OPEN_PATHS:
            await self._app(scope, receive, send)
            return
        token_hash = hash_token(cookies.read_cookie(HTTPConnection(scope), cookies.SESSION))
        session_id = await to_thread.run_sync(live_session_id, token_hash)
        if session_id is None:
            await self._let_projector_in(scope, receive, send)
        elif scope["type"] == "websocket":
            tab = Tab(self._long_pages)
            watched = _watched(
                receive, lambda back_msg: live_session_id(token_hash, tab.activity(back_msg)) is not None
            )
            await self._app(_bound(scope, str(session_id)), watched, send)
        elif _is_navigation(scope) and not self._is_known(scope):
            await RedirectResponse("/", 303)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _let_projector_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Without an account: what the shared screen needs, for who holds the token of a live one."""
        token = cookies.read_cookie(HTTPConnection(scope), cookies.PROJECTION)
        projection_id = await to_thread.run_sync(live_projection_id, token) if _is_projector(scope) else None
        if projection_id is None:
            await _refuse(scope, receive, send)
        elif scope["type"] == "websocket":
            watched = _watched(receive, lambda _: live_projection_id(token) is not None)
            await self._app(_bound(scope, f"projection-{projection_id}"), watched, send)
        else:
            await self._app(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        return any(route.matches(scope)[0] is not Match.NONE for route in self._routes)


def live_session_id(token_hash: str, activity: Activity = NOTHING) -> int | None:
    """The live session of this token; activity postpones its idle end, written once a minute at most."""
    now = clock.now()
    with sign_in_session(is_readonly=True) as session:
        live = find_live_session(session, token_hash, now)
    if live is None:
        with sign_in_session() as session:
            end_session(session, token_hash, now)
        return None
    is_long = activity.is_on_long_page
    has_moved = is_long is not None and is_long != (live.kept_until is not None)
    if has_moved or (activity.is_real and live.last_seen_at <= now - SEEN_EVERY):
        seen_at = now if activity.is_real else live.last_seen_at
        with sign_in_session() as session:
            touch_session(session, live.id, seen_at, is_on_long_page=bool(is_long))
    return live.id


def live_projection_id(token: str) -> int | None:
    """The shared screen that this token opens, if it is still live."""
    with sign_in_session(is_readonly=True) as session:
        projection = find_projection(session, token, clock.now())
    return projection.id if projection else None


def _is_projector(scope: Scope) -> bool:
    """True for what a shared screen may ask."""
    if scope["type"] == "http" and scope["method"] not in {"GET", "HEAD"}:
        return False
    path = scope["path"]
    return path in _PROJECTOR_PATHS or path.startswith(_PROJECTOR_FILES)


async def _say_away(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _TRY_AGAIN_LATER})
        return
    await HTMLResponse(away_page(), 503, {"Retry-After": "10"})(scope, receive, send)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": _SIGNED_OUT})
        return
    await _refusal(scope)(scope, receive, send)


def _refusal(scope: Scope) -> Response:
    """A person is sent to sign in, with the way back to the page she asked for; a program gets 401."""
    if not _is_navigation(scope):
        return PlainTextResponse("Connexion requise.", 401)
    if scope["path"] == PROJECTOR_PATH:
        return HTMLResponse(closed_screen_page(), 403)
    wanted = scope["path"] + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
    following = "" if wanted == "/" else f"?suite={quote(wanted, safe='/')}"
    return RedirectResponse(SIGN_IN_PATH + following, 303)


def _is_navigation(scope: Scope) -> bool:
    """True when a browser shows the answer as a page."""
    if scope["method"] not in {"GET", "HEAD"} or scope["path"].startswith(_TECHNICAL_PREFIXES):
        return False
    return HTTPConnection(scope).headers.get("sec-fetch-mode", "navigate") == "navigate"


def _bound(scope: Scope, session_id: str) -> Scope:
    """Tell Streamlit which session this is, so that nobody resumes the page of another one."""
    headers = [(name, value) for name, value in scope["headers"] if name.lower() != BOUND_HEADER]
    return {**scope, "headers": [*headers, (BOUND_HEADER, session_id.encode())]}


def _watched(receive: Receive, is_live: IsLive) -> Receive:
    """Look at the session again at every message: once it is over, any message runs the page whole,
    which then shows nothing; no fragment, button or automatic refresh can keep it going. While the
    database does not answer, messages pass: the page reads the session too, and says what happens."""

    async def receive_watched() -> Message:
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        back_msg = _parse(message.get("bytes"))
        try:
            is_to_pass = await to_thread.run_sync(is_live, back_msg)
        except DBAPIError:
            is_to_pass = True
        if is_to_pass:
            return message
        return {"type": "websocket.receive", "bytes": _whole_run(back_msg)}

    return receive_watched


def _parse(data: bytes | None) -> Any:
    try:
        return BackMsg.FromString(data or b"")
    except DecodeError:  # Streamlit closes the connection itself
        return BackMsg()


def _whole_run(back_msg: Any) -> bytes:
    """The same page without fragment nor anything typed."""
    asked = back_msg.rerun_script
    whole = BackMsg()
    whole.rerun_script.page_script_hash = asked.page_script_hash
    whole.rerun_script.query_string = asked.query_string
    return bytes(whole.SerializeToString())
