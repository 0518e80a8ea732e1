"""Between the password and the code: who gave the right password in this browser, for five minutes."""

import hashlib
import hmac
from datetime import datetime

from domain.sign_in import TICKET_LIFE
from settings import get_settings


def make_ticket(login: str, seed: str, now: datetime) -> str:
    """What the form of the code sends back: the login, the end, and our seal of both for this browser."""
    content = f"{int((now + TICKET_LIFE).timestamp())}|{login}"
    return f"{_seal(content, seed)}|{content}"


def read_ticket(ticket: str, seed: str, now: datetime) -> str | None:
    """The login of a ticket that is ours, of this browser and still good."""
    seal, _, content = ticket.partition("|")
    ends_at, _, login = content.partition("|")
    is_ours = seed and hmac.compare_digest(seal.encode(), _seal(content, seed).encode())
    return login if is_ours and int(ends_at) > now.timestamp() else None


def _seal(content: str, seed: str) -> str:
    key = get_settings().secret.encode()
    return hmac.new(key, f"ticket:{seed}:{content}".encode(), hashlib.sha256).hexdigest()
