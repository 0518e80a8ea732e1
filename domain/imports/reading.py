"""From any dropped file to a table, or to a sentence that says what the file is and what to do."""

from pathlib import PurePath

from domain.imports.archives import PROTECTED
from domain.imports.model import MAX_BYTES, FileRefusedError, ReadingChoices, Table
from domain.imports.tables import EMPTY, Found, best_known, make_table
from domain.imports.text_files import read_text
from domain.imports.workbooks import read_workbook

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_BLANK = b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"
_NOT_A_WORKBOOK = (
    "Ce fichier n’est pas un classeur Excel, malgré son nom : ouvrez-le dans votre tableur, "
    "enregistrez-le en .xlsx, puis déposez-le à nouveau."
)


def read_table(content: bytes, name: str, choices: ReadingChoices) -> Table:
    """The table of a CSV or XLSX file, told by its bytes; FileRefusedError when there is none to read.

    Call `isolation.read_apart` for a file that comes from a user: this one has no limit of time or memory.
    """
    if len(content) > MAX_BYTES:
        raise FileRefusedError(
            f"Fichier trop lourd : {MAX_BYTES // 1_000_000} Mo au plus. Coupez-le en plusieurs fichiers."
        )
    if not content.strip(_BLANK):
        raise FileRefusedError(EMPTY)
    _refuse_other_kinds(content)
    is_workbook = content.startswith(_ZIP)
    found = read_workbook(content) if is_workbook else _read_text(content, name, choices)
    return make_table(found, choices.heading_line)


def _read_text(content: bytes, name: str, choices: ReadingChoices) -> Found:
    """Many tools call a text « .xls »: it is read when its headings are ours, else said for what it is."""
    found = read_text(content, choices)
    says_workbook = PurePath(name).suffix.lower().startswith(".xl")
    if says_workbook and found.rows and not best_known(found.titles):
        raise FileRefusedError(_NOT_A_WORKBOOK)
    return found


def _refuse_other_kinds(content: bytes) -> None:
    if content.startswith(_PDF):
        raise FileRefusedError(
            "Ce fichier est un PDF : demandez le tableau d’origine, en .xlsx ou en CSV, puis déposez-le."
        )
    if not content.startswith(_OLD_OFFICE):
        return
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefusedError(PROTECTED)
    raise FileRefusedError(
        "Ce fichier est à un ancien format d’Office (.xls) : ouvrez-le, enregistrez-le en .xlsx, "
        "puis déposez-le à nouveau."
    )
