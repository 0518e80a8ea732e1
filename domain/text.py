"""Typed text as it is stored."""

import unicodedata


def clean_text(text: str) -> str:
    """One spelling of accents, no sign that a database or a file refuses, no blanks around."""
    storable = text.replace("\x00", "").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", storable).strip()
