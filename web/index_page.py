"""Streamlit's own page, in French, and the digest of its inline script for the content security policy."""

import base64
import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from db.engine import sign_in_session
from db.queries.sign_in import hash_token
from db.queries.viewers import find_viewer
from domain import clock
from domain.access import Role
from web import cookies

# The toolbar of a chart speaks English and has no option: its table, its exports and « Présenter » are ours.
_CHART_TOOLBAR = (
    '<style>[data-testid="stFullScreenFrame"]:has([data-testid="stVegaLiteChart"])'
    ' [data-testid="stElementToolbar"]{display:none}</style></head>'
)
_REPLACED = {
    '<html lang="en">': '<html lang="fr">',
    "<title>Streamlit</title>": "<title>Jalons</title>",
    "</head>": _CHART_TOOLBAR,
}
_AGENT_LINK = re.compile(r"<!--(?:(?!-->).)*?-->\s*<link rel=\"service-desc\"[^>]*>", re.DOTALL)
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@cache
def index_html() -> str:
    """The shell of every page; raise ValueError when an upgrade changed what we rewrite."""
    html = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    for english, french in _REPLACED.items():
        if english not in html:
            raise ValueError(f"{english} is no longer in Streamlit's page")
        html = html.replace(english, french)
    html = _AGENT_LINK.sub("", html)
    return _NO_SCRIPT.sub("<noscript>Jalons a besoin de JavaScript dans le navigateur.</noscript>", html)


def inline_script_hashes() -> list[str]:
    """CSP sources of the inline scripts of that page."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(index_html()))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def page_routes(allowed: Mapping[str, frozenset[Role]]) -> list[Route]:
    """One route per page address, home included; `allowed` says which roles may open each."""

    async def show_index(request: Request) -> Response:
        path = request.url.path
        roles = await to_thread.run_sync(_roles_of, cookies.read_cookie(request, cookies.SESSION))
        if path != "/" and allowed[path].isdisjoint(roles):
            return RedirectResponse("/", 303)
        return HTMLResponse(index_html())

    return [Route(path, show_index) for path in ("/", *allowed)]


def _roles_of(token: str) -> frozenset[Role]:
    with sign_in_session(is_readonly=True) as session:
        viewer = find_viewer(session, hash_token(token), clock.now())
    return viewer.roles if viewer else frozenset()
