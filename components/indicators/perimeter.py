"""Over whom and when, in words: always shown beside figures, on screen and on documents."""

from collections.abc import Mapping
from typing import Protocol

from components.formats import format_date
from components.indicators.words import people_words
from domain.access import Viewer
from domain.caseload import Area
from domain.indicators.access import whom_she_knows
from domain.indicators.model import Perimeter, Scope

_WHOLE = "dernier trimestre écoulé, un seul filtre à la fois"
_BESIDE_HERS = "sans détail par mois, motif ni commune, puisque votre compte liste aussi des personnes"


class Options(Protocol):
    """What may be chosen (db.queries.directory.FilterOptions)."""

    @property
    def structures(self) -> Mapping[int, str]: ...
    @property
    def referents(self) -> Mapping[int, str]: ...
    @property
    def areas(self) -> Mapping[Area, str]: ...


def perimeter_words(
    viewer: Viewer, perimeter: Perimeter, options: Options, *, has_period: bool = True
) -> str:
    """Who, when and with which filters, for the screen and for documents."""
    period = f"Du {format_date(perimeter.starts_on)} au {format_date(perimeter.ends_on)}, situation au "
    when = f"{period if has_period else 'Situation au '}{format_date(perimeter.reference_on)}"
    told = [when, *_filters_words(perimeter, options)]
    if perimeter.scope is not Scope.LISTED:
        told.append(_WHOLE)
    if perimeter.scope is Scope.CONSORTIUM and whom_she_knows(viewer, perimeter.scope):
        told.append(_BESIDE_HERS)
    return f"{people_words(viewer, perimeter.scope)} {' · '.join(told)}."


def _filters_words(perimeter: Perimeter, options: Options) -> list[str]:
    people = perimeter.people
    kinds = [
        ("publics", people.publics),
        ("parcours", people.tracks),
        ("âge", people.age_brackets),
        ("ancienneté", perimeter.seniorities),
    ]
    told = [f"{name}\u00a0: {', '.join(one.label for one in chosen)}" for name, chosen in kinds if chosen]
    if people.area:
        told.insert(0, options.areas.get(people.area, ""))
    if people.referent_id is not None:
        told.insert(0, f"référent·e\u00a0: {options.referents.get(people.referent_id, '')}")
    if people.structure_id is not None:
        told.insert(0, options.structures.get(people.structure_id, ""))
    return told
