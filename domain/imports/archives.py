"""An .xlsx file is a zip: its parts are inflated here under guard, before a parser sees them."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from domain.imports.model import FileRefusedError

MAX_ENTRIES = 200
MAX_INFLATED = 100_000_000
# Measured on 50,000 lines: 9 to 17 times smaller once compressed, even when every cell is the same.
MAX_RATIO = 100
HARMLESS = 10_000_000  # inflated bytes under which the ratio says nothing
_CHUNK = 1 << 20
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError)
_OUTSIDE = re.compile(r"^[/\\]|(^|[/\\])\.\.([/\\]|$)|:")
_COPY = "Copiez le tableau dans un nouveau classeur, enregistrez-le en .xlsx, puis déposez-le."
DAMAGED = f"Ce classeur Excel est abîmé et ne peut pas être lu. {_COPY}"
PROTECTED = "Ce classeur est protégé par un mot de passe : retirez la protection, puis déposez-le à nouveau."


def inflated_parts(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name; FileRefusedError for a bomb, macros, or another kind of file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            parts = _inflate(archive, entries, _allowance(len(content)))
    except _BROKEN_ZIP as error:
        raise FileRefusedError(DAMAGED) from error
    _check_parts(parts)
    return parts


def _allowance(size: int) -> int:
    return min(MAX_INFLATED, max(HARMLESS, MAX_RATIO * size))


def _check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    if len(entries) > MAX_ENTRIES:
        raise FileRefusedError(f"Ce fichier contient trop d’éléments pour un classeur. {_COPY}")
    if len(names) < len(entries) or any(map(_OUTSIDE.search, names)):
        raise FileRefusedError(DAMAGED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefusedError(PROTECTED)
    _check_kind({name.lower() for name in names})


def _check_kind(names: set[str]) -> None:
    if any("vbaproject" in name or "macrosheets/" in name for name in names):
        raise FileRefusedError("Ce classeur contient des macros : enregistrez-le en .xlsx, sans macros.")
    if not any(re.match(r"xl[/\\]workbook\w*\.xml$", name) for name in names):
        raise FileRefusedError(
            "Ce fichier n’est pas un classeur Excel au format .xlsx : ouvrez-le dans votre tableur, "
            "enregistrez-le en .xlsx ou en CSV, puis déposez-le à nouveau."
        )


def _inflate(
    archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo], allowance: int
) -> dict[str, bytes]:
    """Counts what really comes out: the sizes that an archive declares may lie."""
    parts = {}
    for entry in entries:
        chunks = []
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                chunks.append(chunk)
                allowance -= len(chunk)
                if allowance < 0:
                    raise FileRefusedError(f"Classeur trop lourd une fois ouvert. {_COPY}")
        parts[entry.filename] = b"".join(chunks)
    return parts


def _check_parts(parts: Mapping[str, bytes]) -> None:
    for name, part in parts.items():
        if part.startswith(b"PK\x03\x04"):
            raise FileRefusedError(f"Ce classeur contient un autre fichier compressé. {_COPY}")
        text = part.replace(b"\x00", b"")  # UTF-16 would hide the words that are looked for
        if not name.startswith("xl/media/") and (b"<!DOCTYPE" in text or b"<!ENTITY" in text):
            raise FileRefusedError(f"Ce classeur contient des définitions interdites. {_COPY}")


def with_errors_as_text(content: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same workbook with « #N/A » as a text: the parser would say an empty cell."""
    if not any(b' t="e"' in part for part in parts.values()):
        return content
    rewritten = io.BytesIO()
    with zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in parts.items():
            is_sheet = re.match(r"xl[/\\]worksheets[/\\]", name)
            archive.writestr(name, part.replace(b' t="e"', b' t="str"') if is_sheet else part)
    return rewritten.getvalue()
