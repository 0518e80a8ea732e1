"""By what a figure is told: the group of each person of a population, in SQL."""

from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case

from db.models.beneficiaries import BeneficiaryPublic
from db.models.reference import Commune
from db.queries.indicators.days import Unsearched
from domain.caseload import AgeBracket, birth_range
from domain.indicators.model import Breakdown, Perimeter, Seniority, entry_range


def grouped(people: Subquery, by: Breakdown, perimeter: Perimeter) -> tuple[Any, Any]:
    """What to select from, and the key of the group; a person belongs to each of her publics."""
    person = people.c
    if by is Breakdown.PUBLIC:
        owned = and_(
            BeneficiaryPublic.consortium_id == person.consortium_id,
            BeneficiaryPublic.beneficiary_id == person.beneficiary_id,
        )
        return people.outerjoin(BeneficiaryPublic, owned), BeneficiaryPublic.public
    if by is Breakdown.EPCI:
        return people.outerjoin(Commune, Commune.code == person.commune_code), Commune.epci_siren
    return people, _KEYS[by](person, perimeter)


def _age(person: Any, perimeter: Perimeter) -> ColumnElement[Any]:
    branches = []
    for bracket in AgeBracket:
        after, until = birth_range(bracket, perimeter.reference_on)
        bounds = [person.birth_date > after] if after else []
        bounds += [person.birth_date <= until] if until else []
        branches.append((and_(*bounds), str(bracket.value)))
    return case(*branches)


def _seniority(person: Any, perimeter: Perimeter) -> ColumnElement[Any]:
    branches = []
    for seniority in Seniority:
        after, until = entry_range(seniority, perimeter.reference_on)
        bounds = [person.entered_on > after] if after else []
        branches.append((and_(person.entered_on <= until, *bounds), str(seniority.value)))
    return case(*branches)


_KEYS = {
    Breakdown.STRUCTURE: lambda person, _perimeter: person.structure_id,
    Breakdown.REFERENT: lambda person, _perimeter: Unsearched(person.referent_id),
    Breakdown.TRACK: lambda person, _perimeter: person.track,
    Breakdown.COMMUNE: lambda person, _perimeter: person.commune_code,
    Breakdown.EXIT_REASON: lambda person, _perimeter: person.exit_reason,
    Breakdown.AGE: _age,
    Breakdown.SENIORITY: _seniority,
}
_ENUMS = {Breakdown.AGE: AgeBracket, Breakdown.SENIORITY: Seniority}


def key_of(by: Breakdown, value: Any) -> Any:
    """The key as the domain words it."""
    return _ENUMS[by](value) if by in _ENUMS and value is not None else value
