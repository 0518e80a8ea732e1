"""What a plain HTML form posts, and the proof that it was ours."""

import hashlib
import hmac
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from settings import get_settings
from web import cookies

_LARGEST_FORM = 10_000  # bytes


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a posted form; 413 above a size that no form of ours reaches."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST_FORM:
            raise HTTPException(413)
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def form_token(seed: str) -> str:
    """Proof that a form was made for the holder of this cookie."""
    return hmac.new(get_settings().secret.encode(), f"form:{seed}".encode(), hashlib.sha256).hexdigest()


def has_form_token(request: Request, form: dict[str, str], cookie: str) -> bool:
    """True when the form carries the token of the cookie that came with it."""
    seed = cookies.read_cookie(request, cookie)
    return bool(seed) and hmac.compare_digest(form.get("jeton", "").encode(), form_token(seed).encode())


def is_same_origin(request: Request) -> bool:
    """True when the browser says that the form was on our own pages."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin", "")
    return site == "same-origin" if site else origin.endswith(f"://{request.headers.get('host')}")
