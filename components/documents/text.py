"""What users typed, made drawable and harmless before it goes into a paragraph, which reads XML."""

import re
import unicodedata
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from components.formats import NARROW_NO_BREAK, NO_BREAK
from domain.text import clean_text

FONT, BOLD = "DejaVuSans", "DejaVuSans-Bold"
_FONTS = [TTFont(name, str(Path(__file__).parent / "fonts" / f"{name}.ttf")) for name in (FONT, BOLD)]
for _font in _FONTS:
    pdfmetrics.registerFont(_font)
pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)
_DRAWN = frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in _FONTS))
_FRENCH_BLANK = re.compile(r" (?=[:;?!»])|(?<=«) ")  # a line never breaks there
_MISSING = "□"  # honest about a sign that the font lacks


def markup(text: str) -> str:
    """`text` for a paragraph, its line breaks kept: no tag, no entity, no sign that is not drawn."""
    return "<br/>".join(escape(drawable(line)) for line in clean_text(text).splitlines())


def drawable(text: str) -> str:
    """`text` on one line, without invisible signs (those that turn the reading order, above all)."""
    return _FRENCH_BLANK.sub(NO_BREAK, "".join(map(_drawable_sign, clean_text(text))))


def fitting(text: str, width: float, font: str, size: float) -> str:
    """`text` on one line, cut when it is wider than `width`."""
    line = drawable(text)
    while line and pdfmetrics.stringWidth(line, font, size) > width:
        line = line[:-2].rstrip() + "…"
    return line


def _drawable_sign(sign: str) -> str:
    if sign == NARROW_NO_BREAK:  # reportlab would break the line there
        return NO_BREAK
    if sign.isspace():
        return sign if sign == NO_BREAK else " "
    category = unicodedata.category(sign)
    if category in ("Cc", "Cf"):
        return ""
    if ord(sign) in _DRAWN:
        return sign
    return "" if category.startswith("M") else _MISSING
