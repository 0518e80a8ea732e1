"""Text files as people drop them: one small table in every disguise, and every damage that we know."""

from collections.abc import Sequence

HEADINGS = ["NOM", "Prénom", "Date de naissance", "Code postal", "Commune"]
PEOPLE = [
    [f"Lefèvre-D’Œuvre {letter}", "Zoé", f"{day:02}/01/1990", "01000", "Bourg, en Bresse"]
    for day, letter in enumerate("ABCDEFGHIJKLMNOPQRST", start=1)
]
TABLE = [HEADINGS, *PEOPLE]


def csv_text(rows: Sequence[Sequence[str]] = TABLE, separator: str = ";", end: str = "\r\n") -> str:
    """The rows, each cell within quotes when it needs them."""
    return "".join(separator.join(_cell(cell, separator) for cell in row) + end for row in rows)


def csv_file(rows: Sequence[Sequence[str]] = TABLE) -> bytes:
    """The same, as most tools write it."""
    return csv_text(rows).encode()


def _cell(cell: str, separator: str) -> str:
    needs_quotes = any(sign in cell for sign in (separator, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needs_quotes else cell


def _mixed_ends() -> bytes:
    lines = csv_text(end="\n").splitlines(keepends=True)
    return "".join(line[:-1] + ("\r\n" if rank % 2 else "\n") for rank, line in enumerate(lines)).encode()


DISGUISES = {
    "UTF-8": csv_file(),
    "UTF-8 with a mark": csv_text().encode("utf-8-sig"),
    "UTF-16 little-endian": b"\xff\xfe" + csv_text().encode("utf-16-le"),
    "UTF-16 big-endian": b"\xfe\xff" + csv_text().encode("utf-16-be"),
    "UTF-16 little-endian without a mark": csv_text(separator="\t").encode("utf-16-le"),
    "UTF-16 big-endian without a mark": csv_text(separator=",").encode("utf-16-be"),
    "Windows-1252": csv_text().encode("cp1252"),
    "Windows-1252, commas": csv_text(separator=",").encode("cp1252"),
    "tabs": csv_text(separator="\t").encode(),
    "commas": csv_text(separator=",").encode(),
    "CR only": csv_text(end="\r").encode(),
    "LF and CRLF": _mixed_ends(),
    "titles above": csv_file([["Extraction du 02/11/2026"] + [""] * 4, [""] * 5, *TABLE]),
    "a title alone above": b"sep=;\r\nListe des personnes\r\n\r\n" + csv_file(),
    "1,000 empty rows": csv_file() + b";;;;\r\n" * 1_000,
    "1,000 empty columns": csv_file([[*row, *[""] * 1_000] for row in TABLE]),
    "an empty column in the middle": csv_file([[*row[:2], "", *row[2:]] for row in TABLE]),
    "headings again after ten rows": csv_file([*TABLE[:11], HEADINGS, *TABLE[11:]]),
    "spaces around headings": csv_file([[f" {name}  " for name in HEADINGS], *PEOPLE]),
}

SAVE_AGAIN = "« CSV UTF-8 »"
REFUSED = {
    "nothing": (b"", "Fichier vide"),
    "blanks": (b"\xef\xbb\xbf \r\n\t\r\n", "Fichier vide"),
    "no-break spaces": ("\u00a0\r\n\u00a0".encode(), "Fichier vide"),
    "headings only": (csv_file([HEADINGS]), "Aucune ligne sous les titres (ligne 1)"),
    "bytes that Windows-1252 lacks": (csv_text().encode("cp1252") + b"Ren\x81;;;;\r\n", "la ligne 22"),
    "two encodings": (
        csv_file() + csv_text(PEOPLE).encode("cp1252"),
        "les accents des lignes 1 et 22",
    ),
    "cut within a letter": (csv_file(TABLE[:3]) + "José".encode()[:-1], "Fichier incomplet"),
    "an open quote": (csv_text(TABLE[:3]).encode() + b'"Marty;Yann;;;\r\nPuig;Zoe;;;\r\n', "Ligne 4 :"),
    "a quote out of place": (csv_text(TABLE[:3]).encode() + b'"Marty" dit;Yann;;;\r\n', "Ligne 4 :"),
    "a null sign": (csv_text(TABLE[:3]).replace("Zoé", "Zo\x00", 1).encode(), "la ligne 2"),
    "random bytes": (bytes(range(255, -1, -1)) * 8, "ne contient pas du texte"),
    "UTF-16 cut": (csv_text().encode("utf-16")[:-1], "ne contient pas du texte"),
    "a web page named .xls": (b"<html><table><tr><td>NOM</td></tr></table></html>", "page web ou du XML"),
    "a web page after blanks": (b"\r\n <!DOCTYPE html><table>", "page web ou du XML"),
    "XML named .xls": (b'<?xml version="1.0"?><Workbook/>', "page web ou du XML"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "Ce fichier est un PDF"),
    "201 columns": (
        csv_file([[*HEADINGS, *(f"Note {rank}" for rank in range(196))], ["x"] * 201]),
        "Trop de colonnes : 200 au plus",
    ),
}
