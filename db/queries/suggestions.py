"""Services that fit the needs of a person: open, with room, reachable, for her, last checked first."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, true
from sqlalchemy.orm import Session

from db.models.beneficiaries import Beneficiary, BeneficiaryPublic
from db.models.offer import (
    OfferStructure,
    Service,
    ServicePrescriber,
    ServicePublic,
    ServiceTheme,
    ServiceZone,
)
from db.models.reference import Commune
from db.queries.offer_scopes import visible_services
from db.queries.scopes import visible_beneficiaries
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.offer.publics import EVERYBODY, MATCHING, official_publics
from domain.offer.search import Reach
from domain.offer.services import NATIONAL_ZONES
from domain.offer.suggestions import MOST, Suggestion
from domain.offer.words import ServiceState
from domain.people import Public

_SEPARATOR = "|"  # in no official code


class _Person(NamedTuple):
    """Where she lives, and her publics."""

    commune_code: str | None
    epci_siren: str | None
    departement_code: str | None
    publics: frozenset[Public]


def suggest_services(
    session: Session, viewer: Viewer, beneficiary_id: int, themes: Sequence[str]
) -> dict[str, list[Suggestion]]:
    """For each theme (a category of data·inclusion), up to MOST services; two statements.

    Raises NotFoundError when the viewer does not see this person.
    """
    person = _read_person(session, viewer, beneficiary_id)
    ranked = _ranked(viewer, person, themes).subquery()
    rows = session.execute(_told(viewer, person, ranked))
    found: dict[str, list[Suggestion]] = defaultdict(list)
    for row in rows:
        found[row.category].append(_suggestion(row, person))
    return dict(found)


def _read_person(session: Session, viewer: Viewer, beneficiary_id: int) -> _Person:
    statement = (
        visible_beneficiaries(viewer)
        .where(Beneficiary.id == beneficiary_id)
        .outerjoin(Commune, Commune.code == Beneficiary.commune_code)
        .outerjoin(
            BeneficiaryPublic,
            (BeneficiaryPublic.consortium_id == Beneficiary.consortium_id)
            & (BeneficiaryPublic.beneficiary_id == Beneficiary.id),
        )
        .with_only_columns(
            Commune.code,
            Commune.epci_siren,
            Commune.departement_code,
            BeneficiaryPublic.public,
            maintain_column_froms=True,
        )
    )
    rows = session.execute(statement).all()
    if not rows:
        raise NotFoundError
    return _Person(*rows[0][:3], frozenset(row.public for row in rows if row.public))


def _ranked(viewer: Viewer, person: _Person, themes: Sequence[str]) -> Select[Any]:
    """Identifiers of what fits, by theme, the last checked first and then the nearest."""
    order = (Service.checked_on.is_(None), Service.checked_on.desc(), _nearness(person), Service.id)
    theme = ServiceTheme
    of_theme = (
        select(theme.service_id, theme.category)
        .where(theme.consortium_id == viewer.consortium_id, theme.category.in_(themes))
        .distinct()
        .subquery()
    )
    return (
        visible_services(viewer)
        .join(of_theme, of_theme.c.service_id == Service.id)
        .outerjoin(Commune, Commune.code == Service.commune_code)
        .where(*_fits(viewer, person))
        .with_only_columns(
            Service.id,
            of_theme.c.category,
            func.row_number().over(partition_by=of_theme.c.category, order_by=order).label("rank"),
            maintain_column_froms=True,
        )
    )


def _fits(viewer: Viewer, person: _Person) -> list[ColumnElement[bool]]:
    """Open, not full, hers to reach and to ask for, by her referrer."""
    zones = {person.commune_code, person.epci_siren, person.departement_code} - {None} | NATIONAL_ZONES
    here = or_(_has(ServiceZone, ServiceZone.code.in_(sorted(zones))), ~_has(ServiceZone) & _is_near(person))
    publics = ServicePublic.public.in_(sorted(official_publics(person.publics)))
    mine = ServicePrescriber.structure_id == viewer.structure_id
    return [
        Service.state == ServiceState.OPEN,
        or_(Service.places.is_(None), Service.places > 0),
        or_(here, Service.is_remote),
        or_(_has(ServicePublic, publics), ~_has(ServicePublic)),
        or_(_has(ServicePrescriber, mine), ~_has(ServicePrescriber)),
    ]


def _has(model: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    of_service = (model.consortium_id == Service.consortium_id, model.service_id == Service.id)
    return select(model.service_id).where(*of_service, *conditions).exists()


def _is_near(person: _Person) -> ColumnElement[bool]:
    """In her département; anywhere when nobody knows where she lives."""
    if person.departement_code is None:
        return true()
    return Commune.departement_code == person.departement_code


def _nearness(person: _Person) -> ColumnElement[int]:
    """0 in her commune, 1 in her inter-communal body, 2 in her département, 3 elsewhere."""
    columns = (Service.commune_code, Commune.epci_siren, Commune.departement_code)
    known = list(zip(columns, person[:3], strict=True))
    nearer = [(column == code, rank) for rank, (column, code) in enumerate(known) if code]
    return case(*nearer, else_=len(known)) if nearer else literal(len(known))


def _told(viewer: Viewer, person: _Person, ranked: Any) -> Select[Any]:
    """The first of each theme, with what is said of them."""
    publics = (
        select(func.aggregate_strings(ServicePublic.public, _SEPARATOR))
        .where(ServicePublic.consortium_id == Service.consortium_id, ServicePublic.service_id == Service.id)
        .scalar_subquery()
    )
    return (
        visible_services(viewer)
        .join(ranked, ranked.c.id == Service.id)
        .join(OfferStructure, _carries())
        .outerjoin(Commune, Commune.code == Service.commune_code)
        .where(ranked.c.rank <= MOST)
        .order_by(ranked.c.category, ranked.c.rank)
        .with_only_columns(
            Service,
            ranked.c.category,
            OfferStructure.name.label("structure"),
            Commune.name.label("commune"),
            _nearness(person).label("nearness"),
            publics.label("publics"),
            maintain_column_froms=True,
        )
    )


def _carries() -> ColumnElement[bool]:
    here = OfferStructure.consortium_id == Service.consortium_id
    return and_(here, OfferStructure.id == Service.offer_structure_id)


def _suggestion(row: Any, person: _Person) -> Suggestion:
    service, reaches = row.Service, list(Reach)
    codes = set(row.publics.split(_SEPARATOR)) if row.publics else set()
    kept = ("name", "is_remote", "places", "next_session_on", "checked_on")
    return Suggestion(
        service_id=service.id,
        theme=row.category,
        structure=row.structure,
        commune=row.commune or "",
        reach=reaches[row.nearness] if row.nearness < len(reaches) else None,
        publics=tuple(one.label for one in Public if one in person.publics and MATCHING[one] in codes),
        is_for_everybody=EVERYBODY in codes,
        **{name: getattr(service, name) for name in kept},
    )
