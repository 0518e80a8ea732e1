"""One-time codes of an authenticator app, and the recovery codes for the day when the phone is lost."""

import hmac
import re
import secrets
from datetime import datetime

import pyotp

STEP_SECONDS = 30
RECOVERY_CODES = 10
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are read for others: i, l, o, 0, 1


def new_secret() -> str:
    """160 random bits, in the letters that an authenticator app takes."""
    return pyotp.random_base32()


def enrolment_address(secret: str, *, login: str) -> str:
    """What the QR code says to the authenticator app."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="Jalons")


def matching_step(secret: str, code: str, now: datetime) -> int | None:
    """The half minute of this code, the one before or after included: clocks differ; None when wrong."""
    present, typed = int(now.timestamp()) // STEP_SECONDS, re.sub(r"\s", "", code)
    maker = pyotp.TOTP(secret)
    found = [
        step
        for step in (present - 1, present, present + 1)
        if hmac.compare_digest(maker.at(step * STEP_SECONDS).encode(), typed.encode())
    ]
    return found[-1] if found else None


def new_recovery_codes() -> list[str]:
    """Ten codes of ten signs, about 50 bits each, to keep on paper."""
    return ["-".join(_five_signs() for _ in range(2)) for _ in range(RECOVERY_CODES)]


def plain_recovery_code(code: str) -> str:
    """The code however it was typed."""
    return re.sub(r"[\W_]", "", code.lower())


def _five_signs() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(5))
