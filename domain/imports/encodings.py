"""From the bytes of a text file to its signs: which encoding, and no damaged letter let through."""

import codecs
import re

from domain.imports.model import Encoding, FileRefusedError

_MARKS = {
    codecs.BOM_UTF8: Encoding.UTF_8,
    codecs.BOM_UTF16_LE: Encoding.UTF_16,
    codecs.BOM_UTF16_BE: Encoding.UTF_16,
}
# « é », « œ » and « ’ » as UTF-8 writes them: French in Windows-1252 never holds these bytes side by side.
_FRENCH_UTF_8 = re.compile(rb"\xc3(?:[\x80-\xbf]|\Z)|\xc5[\x92\x93\xb8]|\xe2\x80[\x90-\xa6]")
_SAMPLE = 4_000
_SAVE_AGAIN = (
    "Ouvrez-le dans votre tableur, enregistrez-le en .xlsx ou en « CSV UTF-8 », puis déposez-le à nouveau."
)


def decode(content: bytes, chosen: Encoding | None) -> tuple[str, Encoding]:
    """The text and its encoding; FileRefusedError, with the line, when a sign cannot be trusted."""
    encoding = chosen or _detected(content)
    try:
        text = content.decode(_codec(content, encoding))
    except UnicodeDecodeError as error:
        raise _not_text(_line_at(content, error.start)) from error
    if "\x00" in text:
        raise _not_text(text.count("\n", 0, text.index("\x00")) + 1)
    return text.removeprefix("\ufeff"), encoding


def _detected(content: bytes) -> Encoding:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return encoding
    if _utf_16_order(content):
        return Encoding.UTF_16
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_mixture(content, error.start)
        return Encoding.WINDOWS_1252
    return Encoding.UTF_8


def _codec(content: bytes, encoding: Encoding) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if encoding == Encoding.UTF_16 and not marked:
        return _utf_16_order(content) or "utf-16-le"
    return encoding.value


def _utf_16_order(content: bytes) -> str | None:
    """Without a mark, UTF-16 shows in European text: one byte of two is null, always the same one."""
    sample = content[:_SAMPLE]
    first, second = sample[::2].count(0), sample[1::2].count(0)
    if max(first, second) * 6 < len(sample) or min(first, second) * 10 > max(first, second):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _refuse_mixture(content: bytes, not_utf_8: int) -> None:
    """Read as Windows-1252, the UTF-8 half would become « Ã© » without an error."""
    found = _FRENCH_UTF_8.search(content)
    if not found:
        return
    if not_utf_8 >= len(content) - 3:
        raise FileRefusedError(
            "Fichier incomplet : son dernier signe est coupé. Refaites l’export ou la copie, "
            "puis déposez-le à nouveau."
        )
    one, other = sorted((_line_at(content, not_utf_8), _line_at(content, found.start())))
    raise FileRefusedError(
        f"Fichier qui mélange deux codages : les accents des lignes {one} et {other} ne sont pas écrits "
        f"de la même façon. {_SAVE_AGAIN}"
    )


def _line_at(content: bytes, position: int) -> int:
    return len(re.findall(rb"\r\n|\r|\n", content[:position])) + 1


def _not_text(line: int) -> FileRefusedError:
    return FileRefusedError(f"Fichier illisible : la ligne {line} ne contient pas du texte. {_SAVE_AGAIN}")
