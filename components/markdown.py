"""What users typed, made harmless before it goes into Markdown or a label."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLANKS = re.compile(r"[ \t\r\n\v\f]+")
# Streamlit and GFM look for icons, emoji and addresses in the text left after the escapes are read.
_SECOND_PASS = re.compile(r"(:)(?=\w|//)|(?<!\w)(www)(?=\.)", re.IGNORECASE)
_WORD_JOINER = "\u2060"


def md_escape(text: str) -> str:
    """One line of `text`, shown as it was typed: no web link, image, colour, icon nor formula."""
    line = _BLANKS.sub(" ", text).strip()
    broken = _SECOND_PASS.sub(lambda found: found.group() + _WORD_JOINER, line)
    return _PUNCTUATION.sub(r"\\\1", broken)
