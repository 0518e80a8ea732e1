"""Files of services as they are dropped: data·inclusion in JSON or CSV, structures and services together."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from domain.imports.encodings import decode
from domain.imports.model import FileRefusedError
from domain.offer.loads import LINES_OF_A_FILE, MAX_BYTES, MAX_LINES, LoadKind
from domain.offer.official import FIELDS

REASON = "motif"  # column added to rejected lines, ignored when they are dropped again
_SEPARATORS = ";,\t|"
_AFTER = 1_000  # services are read after every structure, whichever file told them first
_MARK = "Diffusion restreinte — "  # last line of our own exports
Cells = dict[str, Any]


@dataclass(frozen=True)
class OfferLine:
    """A structure or a service as written; `file`: rank of the list it comes from, among those dropped.

    `number`: its line in its own file, as a spreadsheet shows it; in a JSON, its rank in its own list.
    """

    number: int
    kind: LoadKind
    cells: Cells
    file: int = 0

    @property
    def key(self) -> int:
        """What tells it from the lines of the other files, in their order."""
        return self.file * LINES_OF_A_FILE + self.number


def read_files(files: Sequence[tuple[str, bytes]]) -> list[OfferLine]:
    """Lines of all the files (name, content), structures first; FileRefusedError says why there are none."""
    if sum(len(content) for _, content in files) > MAX_BYTES:
        raise FileRefusedError(f"Fichier trop lourd\u00a0: {MAX_BYTES // 1_000_000} Mo au plus.")
    found = [line for file, (name, content) in enumerate(files) for line in _read(file, name, content)]
    if not found:
        raise FileRefusedError("Ce fichier ne contient ni structure ni service.")
    if len(found) > MAX_LINES:
        raise FileRefusedError(f"Trop de lignes\u00a0: {MAX_LINES} au plus, {len(found)} trouvées.")
    return sorted(found, key=lambda line: line.file)


def _read(file: int, name: str, content: bytes) -> list[OfferLine]:
    text, _ = decode(content, None)
    is_json = text.lstrip()[:1] in {"[", "{"}
    records = _ranked(_from_json(name, text)) if is_json else _from_csv(name, text)
    lines = [
        OfferLine(number, kind := _kind_of(cells), cells, file + _AFTER * (kind == LoadKind.SERVICE))
        for number, cells in records
        if any(_is_told(cell) for cell in cells.values())
    ]
    if not lines:
        return []
    if not any({"id", "nom"} <= line.cells.keys() for line in lines):
        raise FileRefusedError(
            f"« {name} » n’est pas un fichier data·inclusion\u00a0: il n’a ni « id » ni « nom »."
        )
    return lines


def _kind_of(cells: Mapping[str, Any]) -> LoadKind:
    return LoadKind.SERVICE if "structure_id" in cells else LoadKind.STRUCTURE


def _is_told(cell: Any) -> bool:
    return cell is not None and str(cell).strip() != ""


def _from_json(name: str, text: str) -> Iterator[Cells]:
    try:
        told = json.loads(text, parse_constant=lambda _sign: None)
    except (ValueError, RecursionError) as error:
        line = f", ligne {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FileRefusedError(f"« {name} » est un JSON abîmé{line}\u00a0: refaites l’export.") from error
    seen: set[str] = set()
    for record in _records(told):
        if not isinstance(record, dict):
            raise FileRefusedError(f"« {name} »\u00a0: chaque élément doit être un objet JSON.")
        yield from _unfolded(record, seen)


def _records(told: Any) -> list[Any]:
    """A list, `{"structures": […], "services": […]}`, or a page of the API."""
    if isinstance(told, list):
        return told
    lists = [told[key] for key in ("structures", "services", "items") if isinstance(told.get(key), list)]
    return [record for one in lists for record in one] if lists else [told]


def _unfolded(record: Cells, seen: set[str]) -> Iterator[Cells]:
    """The API's search wraps each service, and puts its structure inside: each is told once."""
    inner = record.get("service")
    service: Cells = inner if isinstance(inner, dict) else record
    structure = service.get("structure")
    if isinstance(structure, dict):
        if str(structure.get("id")) not in seen:
            seen.add(str(structure.get("id")))
            yield structure
        service = {field: value for field, value in service.items() if field != "structure"}
    yield service


def _ranked(records: Iterable[Cells]) -> Iterator[tuple[int, Cells]]:
    """Structures and services are told apart: each list has its own ranks."""
    ranks: Counter[LoadKind] = Counter()
    for cells in records:
        ranks[kind := _kind_of(cells)] += 1
        yield ranks[kind], cells


def _from_csv(name: str, text: str) -> Iterator[tuple[int, Cells]]:
    csv.field_size_limit(MAX_BYTES)
    heading = text.lstrip().partition("\n")[0]
    separator = max(_SEPARATORS, key=lambda sign: _known(heading.split(sign)))
    rows = csv.reader(io.StringIO(text.lstrip(), newline=""), delimiter=separator)
    headings = [cell.strip().lower() for cell in next(rows, [])]
    try:
        for number, row in enumerate(rows, start=2):
            if row and not row[0].startswith(_MARK):
                told = zip(headings, row, strict=False)
                yield number, {field: cell for field, cell in told if field and field != REASON}
    except csv.Error as error:
        raise FileRefusedError(f"« {name} »\u00a0: un guillemet est ouvert et jamais fermé.") from error


def _known(headings: Sequence[str]) -> int:
    known = {field for fields in FIELDS.values() for field in fields}
    return len(known & {heading.strip().strip('"').lower() for heading in headings})
