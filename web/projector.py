"""HTTP routes of the shared screen: opening one from the animation, and its page."""

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from db.actions.commissions.projections import open_projection
from db.engine import sign_in_session, write_session
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain import clock
from domain.commissions.projections import Projection
from domain.errors import DomainError
from web import cookies
from web.forms import is_same_origin, read_form
from web.index_page import index_html
from web.wall import PROJECTOR_PATH

OPEN_PATH = f"{PROJECTOR_PATH}/ouvrir"


async def open_projector(request: Request) -> Response:
    """Give this browser the token of a shared screen, then show it."""
    if not is_same_origin(request):
        return PlainTextResponse("Formulaire refusé.", 403)
    meeting = (await read_form(request)).get("seance", "")
    session_token = cookies.read_cookie(request, cookies.SESSION)
    opened = await to_thread.run_sync(_open, session_token, meeting) if _is_id(meeting) else None
    if opened is None:
        return PlainTextResponse("Cette séance ne peut pas être montrée.", 404)
    projection, token = opened
    answer = RedirectResponse(f"{PROJECTOR_PATH}?seance={projection.id}", 303)
    cookies.set_cookie(request, answer, cookies.PROJECTION, token)
    return answer


async def show_projector(_request: Request) -> Response:
    """The page itself, for whom the wall let in."""
    return HTMLResponse(index_html())


PROJECTOR_ROUTES = [
    Route(PROJECTOR_PATH, show_projector),
    Route(OPEN_PATH, open_projector, methods=["POST"]),
]


def _is_id(typed: str) -> bool:
    return typed.isdecimal() and int(typed[:20]) < 2**63


def _open(session_token: str, meeting: str) -> tuple[Projection, str] | None:
    with sign_in_session(is_readonly=True) as session:
        viewer = find_viewer(session, hash_token(session_token), clock.now())
    if viewer is None or viewer.must_change_password:
        return None
    try:
        with write_session(viewer) as session:
            return open_projection(session, viewer, int(meeting))
    except DomainError:
        return None
