"""Rules between the cells of a line: the two surnames, the parts of a contract."""

from collections.abc import Mapping
from datetime import date

from domain.follow_up import ContractKind
from domain.imports.model import ImportField, ReadRow
from domain.imports.names import is_absent
from domain.names import normalise_name
from domain.path_drafts import ContractDraft

_Places = Mapping[ImportField, int]
_BIRTH, _USUAL, _FIRST = ImportField.BIRTH_NAME, ImportField.USUAL_NAME, ImportField.FIRST_NAMES
_CONTRACT = (ImportField.CONTRACT_KIND, ImportField.CONTRACT_STARTS_ON, ImportField.CONTRACT_ENDS_ON)


def settle_names(row: ReadRow, places: _Places) -> None:
    """Names are needed where the file has them; a usual name alone is the birth one, as we export it."""
    _drop_when_absent(row, places, _BIRTH, is_required=True)
    _drop_when_absent(row, places, _FIRST, is_required=True)
    has_birth_name = _BIRTH in row.values or places.get(_BIRTH) in row.problems
    _drop_when_absent(row, places, _USUAL, is_required=not has_birth_name)
    if not has_birth_name and _USUAL in row.values:
        row.values[_BIRTH] = row.values.pop(_USUAL)
        if ImportField.JALONS_ID not in places:
            row.warnings.setdefault(places[_USUAL], "Nom de naissance absent : le nom d’usage en tient lieu.")
    if _USUAL in row.values and _same_name(row):
        del row.values[_USUAL]
    _require(row, places.get(_BIRTH, places.get(_USUAL)), _BIRTH, "Indiquez le nom de naissance.")
    _require(row, places.get(_FIRST), _FIRST, "Indiquez au moins un prénom.")


def check_contract(row: ReadRow, places: _Places, today: date) -> None:
    """A contract has its kind and its two dates, in order; with less, nothing of it is kept."""
    given = [field for field in _CONTRACT if field in row.values]
    if not given or any(places.get(field) in row.problems for field in _CONTRACT):
        return
    kind, starts_on, ends_on = (row.values.get(field) for field in _CONTRACT)
    if not (isinstance(kind, ContractKind) and isinstance(starts_on, date) and isinstance(ends_on, date)):
        row.warnings.setdefault(places[given[0]], "Contrat sans type, début ou fin : laissé de côté.")
        for field in given:
            del row.values[field]
        return
    draft = ContractDraft(kind, starts_on, ends_on, None, None, None, None)
    fields = dict(zip(("kind", "starts_on", "ends_on"), _CONTRACT, strict=True))
    row.problems.update({places[fields[name]]: problem for name, problem in draft.problems(today).items()})


def _drop_when_absent(row: ReadRow, places: _Places, field: ImportField, *, is_required: bool) -> None:
    if field in row.values and is_absent(
        row.line.cells[places[field]], row.line.cells, is_required=is_required
    ):
        del row.values[field]
        row.warnings.pop(places[field], None)


def _same_name(row: ReadRow) -> bool:
    usual, birth = (normalise_name(str(row.values.get(field, ""))) for field in (_USUAL, _BIRTH))
    return usual == birth


def _require(row: ReadRow, place: int | None, field: ImportField, sentence: str) -> None:
    if place is not None and field not in row.values:
        row.problems.setdefault(place, sentence)
