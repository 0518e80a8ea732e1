"""Typed text as it is stored."""

import unicodedata


def clean_text(text: str) -> str:
    """One spelling of accents, no sign that a database or a file refuses, no blanks around."""
    if text.isascii():  # most names of a list, spelt in one way only
        return text.replace("\x00", "").strip()
    storable = text.replace("\x00", "").encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", storable).strip()
