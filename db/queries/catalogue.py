"""The catalogue: services found by words and filters, a page of them, and where they are."""

from collections import defaultdict
from math import sqrt
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, null, select, union_all
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.offer import OfferStructure, Service, ServicePublic, ServiceTheme
from db.models.reference import Commune, VocabularyTerm
from db.models.settings import ConsortiumSetting
from db.queries.catalogue_filters import narrowed, order_of, squared_km
from db.queries.directory import departements_of
from db.queries.indicators.kept import kept
from db.queries.offer_scopes import visible_offer_structures, visible_services
from domain.access import Viewer
from domain.names import normalise_name
from domain.offer.search import (
    PAGE_SIZE,
    CatalogueFilters,
    CatalogueOptions,
    ServiceCard,
)
from domain.thresholds import in_force

_CHECK = "service_check_months"
_SEPARATOR = "|"  # in no official code
_KEPT = (
    "id",
    "name",
    "kind",
    "fee",
    "is_remote",
    "places",
    "next_session_on",
    "state",
    "checked_on",
    "suspended_until_on",
)


def get_catalogue_options(session: Session, viewer: Viewer) -> CatalogueOptions:
    """Themes, publics, structures, communes and the delay between checks; kept until the data change."""
    return kept(session, viewer, "catalogue options", lambda: _read_options(session, viewer))


def _read_options(session: Session, viewer: Viewer) -> CatalogueOptions:
    rows = session.execute(union_all(*_options(viewer)))
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: normalise_name(row.label)):
        told[row.kind][row.key] = row.label
    own = {code: int(value) for code, value in told["setting"].items()}
    return CatalogueOptions(
        categories=told["Categorie"],
        publics=told["Public"],
        structures={int(key): label for key, label in told["structure"].items()},
        communes=told["commune"],
        check_months=in_force(own)[_CHECK],
    )


def list_services(
    session: Session, viewer: Viewer, filters: CatalogueFilters, *, page: int = 1
) -> tuple[int, list[ServiceCard]]:
    """How many match, and a page of them (PAGE_SIZE); one statement."""
    found = narrowed(viewer, filters)
    in_all: Any = func.count().over()  # words are looked for in every text: once
    if not filters.search:  # else the index gives the page, and the count apart
        in_all = found.with_only_columns(func.count()).scalar_subquery()
    page_of = (
        found.with_only_columns(Service.id, in_all.label("in_all"))
        .order_by(*order_of(filters))
        .limit(PAGE_SIZE)
        .offset(PAGE_SIZE * (page - 1))
        .subquery()
    )
    rows = session.execute(_told(viewer, filters, page_of).order_by(*order_of(filters))).all()
    return (rows[0].in_all if rows else 0), [_card(row) for row in rows]


def _options(viewer: Viewer) -> list[Select[Any, Any, Any]]:
    terms = VocabularyTerm.vocabulary.in_(("Categorie", "Public"))
    setting = ConsortiumSetting.consortium_id == viewer.consortium_id
    return [
        select(
            VocabularyTerm.vocabulary.label("kind"), VocabularyTerm.code.label("key"), VocabularyTerm.label
        ).where(terms),
        visible_offer_structures(viewer).with_only_columns(
            literal("structure"), cast(OfferStructure.id, String), OfferStructure.name
        ),
        select(literal("commune"), Commune.code, Commune.name).where(
            Commune.departement_code.in_(departements_of(viewer))
        ),
        select(literal("setting"), ConsortiumSetting.code, cast(ConsortiumSetting.value, String)).where(
            setting, ConsortiumSetting.code == _CHECK
        ),
    ]


def _told(viewer: Viewer, filters: CatalogueFilters, page_of: Any) -> Select[*tuple[Any, ...]]:
    """The services of this page with all that a card says."""
    square: ColumnElement[Any] = squared_km(filters.circle) if filters.circle else null()
    same = Service.consortium_id
    return (
        visible_services(viewer)
        .join(page_of, page_of.c.id == Service.id)
        .join(OfferStructure, (OfferStructure.consortium_id == same) & of_structure())
        .outerjoin(Commune, Commune.code == Service.commune_code)
        .outerjoin(
            Professional, (Professional.consortium_id == same) & (Professional.id == Service.checked_by_id)
        )
        .with_only_columns(
            *(getattr(Service, name) for name in _KEPT),
            page_of.c.in_all,
            OfferStructure.name.label("structure"),
            Commune.name.label("commune"),
            Professional.first_name,
            Professional.last_name,
            square.label("square"),
            _listed(ServiceTheme, ServiceTheme.category, "categories"),
            _listed(ServicePublic, ServicePublic.public, "publics"),
            maintain_column_froms=True,
        )
    )


def of_structure() -> ColumnElement[bool]:
    """A service and the structure of the offer that carries it, in the same consortium."""
    return OfferStructure.id == Service.offer_structure_id


def _listed(model: Any, column: Any, name: str) -> ColumnElement[Any]:
    """The codes of a service, side by side: one statement for a page whatever they are."""
    of_service = (model.consortium_id == Service.consortium_id, model.service_id == Service.id)
    return select(func.aggregate_strings(column, _SEPARATOR)).where(*of_service).scalar_subquery().label(name)


def codes_of(listed: str | None) -> tuple[str, ...]:
    """What `_listed` put side by side, each once."""
    return tuple(sorted(set(listed.split(_SEPARATOR)))) if listed else ()


def _card(row: Any) -> ServiceCard:
    return ServiceCard(
        **{name: getattr(row, name) for name in _KEPT},
        structure=row.structure,
        commune=row.commune or "",
        km=None if row.square is None else sqrt(row.square),
        categories=codes_of(row.categories),
        publics=codes_of(row.publics),
        checked_by=f"{row.first_name} {row.last_name}" if row.last_name else "",
    )
