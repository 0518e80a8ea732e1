"""The cookies of the house: who is signed in, which screen is shared, the proof that a form is ours."""

from collections.abc import Mapping

from starlette.requests import HTTPConnection
from starlette.responses import Response

SESSION = "jalons_session"
FORM = "jalons_form"
PROJECTION = "jalons_projection"


def is_https(connection: HTTPConnection) -> bool:
    """True behind TLS, ours or the proxy's (uvicorn trusts X-Forwarded-Proto from the local proxy only)."""
    return connection.url.scheme in {"https", "wss"}


def read_cookie(connection: HTTPConnection, name: str) -> str:
    """The value of one of our cookies, empty when absent; on https only the `__Host-` one counts."""
    return connection.cookies.get(_full_name(name, is_https=is_https(connection)), "")


def read_token(cookies: Mapping[str, str], name: str = SESSION) -> str:
    """A token where the scheme is unknown: the wall has already let this connection in."""
    return cookies.get(_full_name(name, is_https=True)) or cookies.get(name, "")


def set_cookie(connection: HTTPConnection, response: Response, name: str, value: str) -> None:
    """A cookie that scripts cannot read, gone when the browser closes; Lax, so that links in e-mails work."""
    secure = is_https(connection)
    response.set_cookie(
        _full_name(name, is_https=secure), value, httponly=True, secure=secure, samesite="lax", path="/"
    )


def drop_cookie(connection: HTTPConnection, response: Response, name: str) -> None:
    """Forget a cookie."""
    secure = is_https(connection)
    response.delete_cookie(
        _full_name(name, is_https=secure), httponly=True, secure=secure, samesite="lax", path="/"
    )


def _full_name(name: str, *, is_https: bool) -> str:
    """`__Host-` forbids a neighbouring sub-domain from planting the cookie."""
    return f"__Host-{name}" if is_https else name
