"""What a line of a file would change of somebody known, and what nobody but the importer can decide.

A value that the same source already said is not news: it changes nothing, so that a value corrected by hand
since, or refused once, stays. An empty value is filled; one that still is what the source last said follows
the source; any other was typed by hand or came from elsewhere: shown, to choose, kept by default.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.follow_up import ContractKind
from domain.imports.model import IDENTIFIER_FIELDS, ImportField, Value
from domain.imports.values import Values, said
from domain.names import normalise_name
from domain.people import Civility

_NAMES = frozenset({ImportField.BIRTH_NAME, ImportField.USUAL_NAME, ImportField.FIRST_NAMES})
_WHO_SHE_IS = _NAMES | {ImportField.CIVILITY, ImportField.BIRTH_DATE}
_AS_WRITTEN_ANYHOW = _NAMES | {ImportField.ADDRESS, ImportField.EMAIL}
IDENTITY_FIELDS = (
    ImportField.CIVILITY,
    ImportField.BIRTH_NAME,
    ImportField.USUAL_NAME,
    ImportField.FIRST_NAMES,
    ImportField.BIRTH_DATE,
    ImportField.PHONE,
    ImportField.EMAIL,
    ImportField.ADDRESS,
    ImportField.POSTAL_CODE,
    ImportField.COMMUNE,
)
PATH_FIELDS = (ImportField.ENTERED_ON, ImportField.REFERENT, ImportField.TRACK)
APPOINTMENT_FIELDS = (ImportField.LAST_APPOINTMENT, ImportField.NEXT_APPOINTMENT)


@dataclass(frozen=True)
class KnownPerson:
    """Somebody in the caseload as an import compares her; `values` holds the single ones that she has."""

    id: int
    values: Values
    is_followed: bool
    exited_on: date | None
    may_be_replaced: bool
    may_rename: bool = False  # the référent and the coordination
    is_limited: bool = False  # nothing changes, whatever a file says
    left_on: date | None = None  # the end of an earlier stay
    publics: frozenset[Value] = frozenset()
    identifiers: Mapping[ImportField, frozenset[str]] = field(default_factory=dict)
    structures: frozenset[int] = frozenset()
    contracts: Mapping[tuple[ContractKind, date], date] = field(default_factory=dict)
    appointments: frozenset[datetime] = frozenset()

    def may_replace(self, name: ImportField) -> bool:
        """As by hand: whoever opens the file steers the path, fewer correct an identity."""
        return self.may_rename if name in IDENTITY_FIELDS else self.may_be_replaced


@dataclass
class Comparison:
    """`news` is taken as it is; `conflicts` waits for a choice."""

    news: Values = field(default_factory=dict)
    conflicts: Values = field(default_factory=dict)


def compare(known: KnownPerson, imported: Values, last_said: Mapping[str, str]) -> Comparison:
    """What this line brings about somebody known; `last_said` is what its source said the time before."""
    told = {name: value for name, value in imported.items() if last_said.get(str(name)) != said(value)}
    found = Comparison()
    if known.is_limited:
        return found
    _compare_single(known, told, last_said, found, IDENTITY_FIELDS)
    _add_missing(known, told, found)
    if _comes_back(known, told):
        _add_structure(known, told, found)
        found.news |= {name: value for name, value in imported.items() if name in _OF_THE_PATH}
    elif known.is_followed:
        _add_structure(known, told, found)
        _compare_single(known, told, last_said, found, PATH_FIELDS)
        _compare_path(known, told, imported, last_said, found)
    return found


_OF_THE_PATH = frozenset(
    {
        *PATH_FIELDS,
        *APPOINTMENT_FIELDS,
        ImportField.ORIENTED_ON,
        ImportField.CONTRACT_KIND,
        ImportField.CONTRACT_STARTS_ON,
        ImportField.CONTRACT_ENDS_ON,
    }
)


def _compare_single(
    known: KnownPerson,
    told: Values,
    last_said: Mapping[str, str],
    found: Comparison,
    names: tuple[ImportField, ...],
) -> None:
    for name in names:
        value, stored = told.get(name), known.values.get(name)
        if value is None or _is_known(known, name, value) or _is_of_earlier_stay(known, name, value):
            continue
        may_follow = known.may_rename or name not in _WHO_SHE_IS
        if stored is None or (may_follow and last_said.get(str(name)) == said(stored)):
            found.news[name] = value
        else:
            found.conflicts[name] = value


def _is_known(known: KnownPerson, name: ImportField, value: Value) -> bool:
    """Case, accents and hyphens are no news, nor « Non précisée »; « Nom » alone may be her usual name."""
    stored = known.values.get(name)
    if name not in _AS_WRITTEN_ANYHOW:
        return value in (stored, Civility.UNSPECIFIED)
    others = {stored}
    if name == ImportField.BIRTH_NAME:
        others.add(known.values.get(ImportField.USUAL_NAME))
    return normalise_name(str(value)) in {normalise_name(str(other)) for other in others if other}


def _is_of_earlier_stay(known: KnownPerson, name: ImportField, value: Value) -> bool:
    """Lists often give the very first entry of somebody who left and came back."""
    is_entry = name == ImportField.ENTERED_ON and isinstance(value, date)
    return is_entry and known.left_on is not None and value <= known.left_on  # type: ignore[operator]  # a date


def _add_missing(known: KnownPerson, told: Values, found: Comparison) -> None:
    publics = told.get(ImportField.PUBLICS)
    if isinstance(publics, frozenset) and publics - known.publics:
        found.news[ImportField.PUBLICS] = publics
    for name in IDENTIFIER_FIELDS:
        if name in told and told[name] not in known.identifiers.get(name, frozenset()):
            found.news[name] = told[name]


def _add_structure(known: KnownPerson, told: Values, found: Comparison) -> None:
    """A share of the file: never of somebody who left."""
    structure = told.get(ImportField.STRUCTURE)
    if structure is not None and structure not in known.structures:
        found.news[ImportField.STRUCTURE] = structure


def _comes_back(known: KnownPerson, told: Values) -> bool:
    """Her support ended and the file gives a later entry."""
    entered_on = told.get(ImportField.ENTERED_ON)
    return known.exited_on is not None and isinstance(entered_on, date) and entered_on > known.exited_on


def _compare_path(
    known: KnownPerson, told: Values, imported: Values, last_said: Mapping[str, str], found: Comparison
) -> None:
    for name in APPOINTMENT_FIELDS:
        if name in told and told[name] not in known.appointments:
            found.news[name] = told[name]
    starts_on, ends_on = (imported.get(name) for name in _DATES)
    if starts_on is None or ends_on is None or told.keys().isdisjoint(_DATES):
        return
    kind = imported.get(ImportField.CONTRACT_KIND, ContractKind.ENGAGEMENT)
    stored_end = known.contracts.get((kind, starts_on))  # type: ignore[arg-type]  # readers give these types
    if stored_end is None:
        found.news |= {ImportField.CONTRACT_KIND: kind, **{name: imported[name] for name in _DATES}}
    elif ends_on != stored_end:
        follows = last_said.get(str(ImportField.CONTRACT_ENDS_ON)) == said(stored_end)
        (found.news if follows else found.conflicts)[ImportField.CONTRACT_ENDS_ON] = ends_on


_DATES = (ImportField.CONTRACT_STARTS_ON, ImportField.CONTRACT_ENDS_ON)
