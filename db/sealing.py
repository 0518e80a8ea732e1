"""Seals a value at rest: unreadable in the file of the database without the secret of the application."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from domain.errors import DomainError
from settings import get_settings


class Sealed(TypeDecorator[str]):
    """A text sealed when written and opened when read; the former secret still opens, for a rotation."""

    impl = String(300)
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return value if value is None else _box().encrypt(value.encode()).decode()

    def process_result_value(self, value: str | None, _dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return _box().decrypt(value.encode()).decode()
        except InvalidToken:
            raise DomainError(
                "Ce secret a été scellé avec une autre clé : voyez JALONS_FORMER_SECRET."
            ) from None


def _box() -> MultiFernet:
    settings = get_settings()
    return MultiFernet([Fernet(_key(one)) for one in (settings.secret, settings.former_secret) if one])


def _key(secret: str) -> bytes:
    """A key of its own: what signs the journal does not seal."""
    return base64.urlsafe_b64encode(hmac.new(secret.encode(), b"sealed values", hashlib.sha256).digest())
