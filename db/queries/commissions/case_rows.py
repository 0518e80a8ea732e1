"""What statements on situations share: the person's codes in one text, what veiling needs of her."""

from typing import Any

from sqlalchemy import Select, and_, func, select

from db.models.beneficiaries import Beneficiary, ExternalIdentifier, SupportPeriod
from db.models.cases import CommissionCase
from db.models.reference import Commune
from domain.commissions.sheets import shown_commune
from domain.commissions.veil import Identity

SEPARATOR = "|"  # in no code and no identifier
_SHORT = 3  # digits that any sentence may hold


def with_identity(cases: Select[Any], *columns: Any) -> Select[Any]:
    """These situations with what veiling needs: see `identity_of`."""
    return cases.outerjoin(Commune, Commune.code == Beneficiary.commune_code).with_only_columns(
        CommissionCase,
        Beneficiary,
        Commune.name.label("commune"),
        Commune.population,
        joined(ExternalIdentifier, ExternalIdentifier.value).label("identifiers"),
        *columns,
        maintain_column_froms=True,
    )


def identity_of(row: Any) -> Identity:
    """From a row with Beneficiary, identifiers, commune and population: a small commune points at her."""
    person = row.Beneficiary
    others = [one for one in (row.identifiers or "").split(SEPARATOR) if len(one) > _SHORT]
    others += [person.address] if person.address else []
    if row.commune and shown_commune(row.commune, row.population) != row.commune:
        others.append(row.commune)
    names = f"{person.usual_name} {person.birth_name}"
    return Identity(person.first_names, names, birth_date=person.birth_date, others=tuple(others))


def joined(table: Any, column: Any) -> Any:
    """Every value of the person, in one text."""
    return (
        select(func.aggregate_strings(column, SEPARATOR))
        .where(of_person(table, table.beneficiary_id == Beneficiary.id))
        .correlate(Beneficiary)
        .scalar_subquery()
    )


def latest(table: Any, day: Any, value: Any, *conditions: Any) -> Any:
    """`value` of the stay's latest row by `day`."""
    return (
        select(value)
        .where(
            same_consortium(table, SupportPeriod), table.support_period_id == SupportPeriod.id, *conditions
        )
        .order_by(day.desc(), table.id.desc())
        .limit(1)
        .correlate(SupportPeriod)
        .scalar_subquery()
    )


def of_person(table: Any, condition: Any) -> Any:
    """Rows of this table in the person's consortium that meet the condition."""
    return and_(same_consortium(table, Beneficiary), condition)


def same_consortium(table: Any, other: Any) -> Any:
    """Both rows belong to one consortium."""
    return table.consortium_id == other.consortium_id
