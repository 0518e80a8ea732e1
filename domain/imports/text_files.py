"""A text file (CSV): its encoding, its separator, its rows."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from domain.imports.encodings import decode
from domain.imports.model import MAX_BYTES, FileRefusedError, ReadingChoices, Separator
from domain.imports.tables import HEADING_ROWS, Found, Row, best_known, filled_rows

_SAMPLE = 200_000  # signs read to find the separator
_SAMPLE_ROWS = 100


def read_text(content: bytes, choices: ReadingChoices) -> Found:
    """The rows of a CSV file; FileRefusedError when it is a web page, or damaged."""
    text, encoding = decode(content, choices.encoding)
    if text.lstrip().startswith("<"):
        raise FileRefusedError(
            "Ce fichier est une page web ou du XML, pas un tableau : ouvrez-le dans votre tableur, "
            "enregistrez-le en .xlsx, puis déposez-le à nouveau."
        )
    separator = choices.separator or _detected_separator(text[:_SAMPLE])
    rows = [row for row in filled_rows(_records(text, separator)) if not _is_watermark(row)]
    return Found(rows, rows[:HEADING_ROWS], encoding=encoding, separator=separator)


def _is_watermark(row: Row) -> bool:
    """The last line of our own exports: who took them, and when."""
    return len(row.cells) == 1 and row.cells[0].startswith("Diffusion restreinte — ")


def _records(text: str, separator: Separator) -> Iterator[list[str]]:
    csv.field_size_limit(MAX_BYTES)  # too long a cell is said with its line, not by an error of the parser
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator.value, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):  # noqa: B007
            yield cells
    except csv.Error as error:
        raise FileRefusedError(
            f"Ligne {number + 1} : un guillemet est ouvert et jamais fermé, ou mal placé. "
            "Corrigez cette ligne, puis déposez le fichier à nouveau."
        ) from error


def _detected_separator(sample: str) -> Separator:
    return max(Separator, key=lambda separator: _likelihood(sample, separator))


def _likelihood(sample: str, separator: Separator) -> tuple[int, int, int]:
    """Headings that we know, then rows of one same width, then that width."""
    rows: list[Row] = []
    with suppress(FileRefusedError):  # the sample may end within a quoted text
        for number, cells in enumerate(islice(_records(sample, separator), _SAMPLE_ROWS), start=1):
            rows.append(Row(number, cells))
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    width, alike = widths.most_common(1)[0] if widths else (0, 0)
    return best_known(rows[:HEADING_ROWS]), alike, width
