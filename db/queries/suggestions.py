"""Services that fit the needs of a person: open, with room, reachable, for her, last checked first."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, or_, select, true
from sqlalchemy.orm import Session

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
from db.queries.referred_people import find_person
from domain.access import Viewer
from domain.offer.publics import EVERYBODY, MATCHING, official_publics
from domain.offer.search import Reach
from domain.offer.services import NATIONAL_ZONES
from domain.offer.suggestions import MOST, Referred, Suggestion
from domain.offer.words import ServiceState
from domain.people import Public

_SEPARATOR = "|"  # in no official code
_KEPT = ("name", "is_remote", "places", "next_session_on", "checked_on")


def suggest_services(
    session: Session, viewer: Viewer, beneficiary_id: int, themes: Sequence[str]
) -> dict[str, list[Suggestion]]:
    """For each theme (a category of data·inclusion), up to MOST services; two statements.

    Raises NotFoundError when the viewer does not see this person.
    """
    return suggest_to(session, viewer, find_person(session, viewer, beneficiary_id), themes)


def suggest_to(
    session: Session, viewer: Viewer, person: Referred, themes: Sequence[str]
) -> dict[str, list[Suggestion]]:
    """The same for somebody already read; one statement."""
    ranked = _ranked(viewer, person, themes).subquery()
    rows = session.execute(_told(viewer, person, ranked))
    found: dict[str, list[Suggestion]] = defaultdict(list)
    for row in rows:
        found[row.category].append(_suggestion(row, person))
    return dict(found)


def _ranked(viewer: Viewer, person: Referred, themes: Sequence[str]) -> Select[Any]:
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
        .outerjoin(Commune, and_(Commune.code == Service.commune_code, *_around(person)))
        .where(*_fits(viewer, person))
        .with_only_columns(
            Service.id,
            of_theme.c.category,
            func.row_number().over(partition_by=of_theme.c.category, order_by=order).label("rank"),
            maintain_column_froms=True,
        )
    )


def _fits(viewer: Viewer, person: Referred) -> list[ColumnElement[bool]]:
    """Open, not full, hers to reach and to ask for, by her referrer."""
    zones = set(filter(None, person.lives_in)) | NATIONAL_ZONES
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


def _is_near(person: Referred) -> ColumnElement[bool]:
    """In her département; anywhere when nobody knows where she lives."""
    departement_code = person.lives_in[-1]
    return true() if departement_code is None else Commune.departement_code == departement_code


def _around(person: Referred) -> list[ColumnElement[bool]]:
    """Only the communes that are near her: the others need not be read to be far."""
    _, epci_siren, departement_code = person.lives_in
    known = {Commune.epci_siren: epci_siren, Commune.departement_code: departement_code}
    return [or_(*(column == code for column, code in known.items() if code))] if departement_code else []


def _nearness(person: Referred) -> ColumnElement[int]:
    """0 in her commune, 1 in her inter-communal body, 2 in her département, 3 elsewhere."""
    columns = (Service.commune_code, Commune.epci_siren, Commune.departement_code)
    known = list(zip(columns, person.lives_in, strict=True))
    nearer = [(column == code, rank) for rank, (column, code) in enumerate(known) if code]
    return case(*nearer, else_=len(known)) if nearer else literal(len(known))


def _told(viewer: Viewer, person: Referred, ranked: Any) -> Select[Any]:
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
            *(getattr(Service, name) for name in ("id", *_KEPT)),
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


def _suggestion(row: Any, person: Referred) -> Suggestion:
    reaches = list(Reach)
    codes = set(row.publics.split(_SEPARATOR)) if row.publics else set()
    return Suggestion(
        service_id=row.id,
        theme=row.category,
        structure=row.structure,
        commune=row.commune or "",
        reach=reaches[row.nearness] if row.nearness < len(reaches) else None,
        publics=tuple(one.label for one in Public if one in person.publics and MATCHING[one] in codes),
        is_for_everybody=EVERYBODY in codes,
        **{name: getattr(row, name) for name in _KEPT},
    )
