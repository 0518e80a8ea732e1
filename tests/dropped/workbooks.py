"""Workbooks as people drop them, honest and hostile, made here: no binary file to trust."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

import xlsxwriter

from tests.dropped.texts import HEADINGS, PEOPLE, TABLE

Fill = Callable[[Any, Any], None]  # (workbook, first sheet)


def workbook(fill: Fill | None = None, rows: Sequence[Sequence[Any]] = TABLE, **options: Any) -> bytes:
    """These rows in one sheet, then what `fill` adds."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet("Liste")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if fill:
            fill(book, sheet)
    return content.getvalue()


def with_parts(added: dict[str, bytes], content: bytes | None = None) -> bytes:
    """The workbook with these parts, added or put in the place of its own."""
    with zipfile.ZipFile(io.BytesIO(content or workbook())) as source:
        parts = {name: source.read(name) for name in source.namelist()} | added
    return archive(parts)


def archive(parts: dict[str, bytes]) -> bytes:
    """A zip of these parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as target:
        for name, part in parts.items():
            target.writestr(name, part)
    return content.getvalue()


@cache
def bomb() -> bytes:
    """About 100 kB that become 72 MB."""
    row = b'<row><c t="inlineStr"><is><t>A</t></is></c></row>'
    sheet = b"<worksheet><sheetData>" + row * (72_000_000 // len(row)) + b"</sheetData></worksheet>"
    return with_parts({"xl/worksheets/sheet1.xml": sheet})


def lying_bomb() -> bytes:
    """The same where the directory of the archive says that each part holds ten bytes."""
    content = bytearray(bomb())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 24 : place + 28] = (10).to_bytes(4, "little")
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def entity_bomb(encoding: str = "utf-8") -> bytes:
    """« Billion laughs » in the shared texts."""
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    text = f'<?xml version="1.0"?><!DOCTYPE sst [{entities}]><sst><si><t>&i;</t></si></sst>'
    return with_parts({"xl/sharedStrings.xml": text.encode(encoding)})


def old_office(word: str) -> bytes:
    """The start of a file of the former Office, and the name of the stream that tells what it holds."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + word.encode("utf-16-le") + bytes(512)


def _hidden_first(book: Any, sheet: Any) -> None:
    people = book.add_worksheet("Personnes")
    for number, row in enumerate(TABLE):
        people.write_row(number, 0, row)
    people.activate()
    people.set_first_sheet()
    sheet.hide()


def _cover(book: Any, sheet: Any) -> None:
    sheet.write(0, 0, "Lisez-moi")
    _hidden_first(book, book.add_worksheet("Vide"))


def _merged(_: Any, sheet: Any) -> None:
    sheet.merge_range(0, 0, 0, 4, "Liste des personnes")
    sheet.merge_range(2, 3, 2, 4, "Adresse")
    for column, heading in enumerate(HEADINGS[:3]):
        sheet.merge_range(2, column, 3, column, heading)
    sheet.write_row(3, 3, HEADINGS[3:])
    for number, row in enumerate(PEOPLE, start=4):
        sheet.write_row(number, 0, row)


def _formulas(_: Any, sheet: Any) -> None:
    for number, row in enumerate(PEOPLE, start=1):
        sheet.write_formula(number, 0, "=UPPER(B2)", value=row[0])


def _far_right(_: Any, sheet: Any) -> None:
    for number, row in enumerate(TABLE):
        sheet.write_row(number + 3, 2, row)


def values(*, from_1904: bool = False) -> bytes:
    """One person whose cells are not texts."""

    def fill(book: Any, sheet: Any) -> None:
        day, hour = (book.add_format({"num_format": form}) for form in ("dd/mm/yyyy", "dd/mm/yyyy hh:mm"))
        sheet.write_datetime(1, 1, datetime(1990, 1, 31), day)  # noqa: DTZ001
        sheet.write_datetime(1, 2, datetime(2026, 3, 29, 14, 30), hour)  # noqa: DTZ001
        sheet.write_row(1, 3, [66000, 1234567890123456, 12.5, True])
        sheet.write_formula(1, 7, "=NA()", value="#N/A")
        sheet.write_formula(1, 8, "=1+1", value="")

    headings = ["Nom", "Né le", "Rendez-vous", "CP", "Identifiant", "Note", "Actif", "Tél", "Jamais calculé"]
    return workbook(fill, [headings, ["Marty"]], date_1904=from_1904)


DISGUISES = {
    "workbook": workbook(),
    "workbook with formulas": workbook(_formulas),
    "hidden first sheet": workbook(_hidden_first, [["NOM", "Prénom"], ["caché", "caché"]]),
    "cover and empty sheets": workbook(_cover, []),
    "merged headings": workbook(_merged, []),
    "table away from the corner": workbook(_far_right, []),
    "1,000 empty rows": workbook(rows=[*TABLE, *[[" "]] * 1_000]),
    "external link": with_parts({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
}

REFUSED = {
    "bomb": (bomb(), "trop lourd une fois ouvert"),
    "bomb that lies": (lying_bomb(), "abîmé"),
    "entity bomb": (entity_bomb(), "définitions interdites"),
    "entity bomb in UTF-16": (entity_bomb("utf-16"), "définitions interdites"),
    "201 entries": (with_parts({f"xl/media/{rank}": b"" for rank in range(201)}), "trop d’éléments"),
    "path above": (with_parts({"../../etc/passwd": b"x"}), "abîmé"),
    "absolute path": (with_parts({"/etc/passwd": b"x"}), "abîmé"),
    "zip within": (with_parts({"xl/embeddings/a.xlsx": workbook()}), "un autre fichier compressé"),
    "macros": (with_parts({"xl/vbaProject.bin": b"x"}), "contient des macros"),
    "Excel 4 macros": (with_parts({"xl/macrosheets/sheet1.xml": b"<x/>"}), "contient des macros"),
    "password": (old_office("EncryptedPackage"), "protégé par un mot de passe"),
    ".xls": (old_office("Workbook"), "ancien format d’Office (.xls)"),
    "Word": (
        archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
        "n’est pas un classeur",
    ),
    "OpenDocument": (archive({"mimetype": b"x", "content.xml": b"<x/>"}), "n’est pas un classeur"),
    "empty zip": (archive({}), "n’est pas un classeur"),
    "cut": (workbook()[:-100], "abîmé"),
    "broken sheet": (with_parts({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}), "abîmé"),
    "no visible cell": (workbook(rows=[]), "Classeur vide"),
    "headings only": (workbook(rows=[HEADINGS]), "Aucune ligne sous les titres"),
}
