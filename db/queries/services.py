"""A service in full: what its producer says, what the consortium knows, what was corrected here."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, cast, literal, select, union_all
from sqlalchemy.orm import Session

from db.actions.offer.rows import service_values
from db.models.accounts import Professional
from db.models.consortia import Structure
from db.models.offer import (
    OfferStructure,
    Service,
    ServiceChange,
    ServicePrescriber,
    ServicePublic,
    ServiceTheme,
    ServiceZone,
)
from db.models.reference import Commune, Departement, Epci, VocabularyTerm
from db.queries.offer_scopes import visible_services
from db.queries.scopes import visible_structures
from domain.access import Viewer
from domain.errors import NotFoundError
from domain.offer.services import NATIONAL_ZONES
from domain.offer.sheets import LocalValues, ServiceDraft, ServiceSheet
from domain.offer.sheets import ServiceChange as Change

FRANCE = "Toute la France"
_CHILDREN = (
    ("theme", ServiceTheme, ServiceTheme.theme),
    ("public", ServicePublic, ServicePublic.public),
    ("zone", ServiceZone, ServiceZone.code),
    ("prescriber", ServicePrescriber, cast(ServicePrescriber.structure_id, String)),
)
_LOCAL = ("state", "suspended_until_on", "places", "next_session_on", "local_contact", "internal_note")


def get_service(session: Session, viewer: Viewer, service_id: int) -> ServiceSheet:
    """Everything of a service, in three statements; NotFoundError outside of the viewer's directory."""
    row = session.execute(_one(viewer).where(Service.id == service_id)).one_or_none()
    if row is None:
        raise NotFoundError
    codes = _codes_of(session, viewer, service_id)
    commune = {row.Service.commune_code} - {None}
    names = list_names(session, viewer, {*codes["theme"], *codes["public"], *codes["zone"], *commune})
    return _sheet(row, codes, names)


def list_service_changes(session: Session, viewer: Viewer, service_id: int) -> list[Change]:
    """What was corrected here, the latest first; at most a hundred fields."""
    rows = session.execute(
        visible_services(viewer)
        .where(Service.id == service_id)
        .join(ServiceChange, _here(ServiceChange, ServiceChange.service_id == Service.id))
        .outerjoin(Professional, _here(Professional, Professional.id == ServiceChange.professional_id))
        .with_only_columns(
            ServiceChange, Professional.first_name, Professional.last_name, maintain_column_froms=True
        )
        .order_by(ServiceChange.changed_at.desc(), ServiceChange.id)
        .limit(100)
    )
    return [
        Change(one.changed_at, one.field, one.old_value, one.new_value, f"{first or ''} {last or ''}".strip())
        for one, first, last in rows
    ]


def list_names(session: Session, _viewer: Viewer, codes: Collection[str]) -> dict[str, str]:
    """Labels of official codes (themes, publics, communes, EPCI, départements); public references."""
    if not codes:
        return {}
    rows = session.execute(
        union_all(
            select(VocabularyTerm.code.label("code"), VocabularyTerm.label.label("label")).where(
                VocabularyTerm.vocabulary.in_(("Thematique", "Public")), VocabularyTerm.code.in_(codes)
            ),
            select(Commune.code, Commune.name).where(Commune.code.in_(codes)),
            select(Epci.siren, Epci.name).where(Epci.siren.in_(codes)),
            select(Departement.code, Departement.name).where(Departement.code.in_(codes)),
        )
    )
    return {row.code: row.label for row in rows} | dict.fromkeys(NATIONAL_ZONES, FRANCE)


def _one(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    return (
        visible_services(viewer)
        .join(OfferStructure, _here(OfferStructure, OfferStructure.id == Service.offer_structure_id))
        .outerjoin(Structure, _here(Structure, Structure.id == OfferStructure.structure_id))
        .outerjoin(Professional, _here(Professional, Professional.id == Service.checked_by_id))
        .with_only_columns(
            Service,
            OfferStructure,
            Structure.name.label("carrier"),
            Professional.first_name,
            Professional.last_name,
            maintain_column_froms=True,
        )
    )


def _codes_of(session: Session, viewer: Viewer, service_id: int) -> dict[str, dict[str, str]]:
    """Codes of each kind, with the name of a structure for those who may refer people to it."""
    parts = [
        select(literal(kind).label("kind"), column.label("code"), literal("").label("label")).where(
            model.consortium_id == viewer.consortium_id, model.service_id == service_id
        )
        for kind, model, column in _CHILDREN
    ]
    names = (
        visible_structures(viewer)
        .join(ServicePrescriber, (ServicePrescriber.consortium_id == Structure.consortium_id)
              & (ServicePrescriber.structure_id == Structure.id))
        .where(ServicePrescriber.service_id == service_id)
        .with_only_columns(literal("name"), cast(Structure.id, String), Structure.name,
                           maintain_column_froms=True)
    )  # fmt: skip
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in session.execute(union_all(*parts, names)):
        found[row.kind][row.code] = row.label
    return found


def _sheet(row: Any, codes: dict[str, dict[str, str]], names: dict[str, str]) -> ServiceSheet:
    service, structure = row.Service, row.OfferStructure
    values = service_values(
        service, structure, themes=codes["theme"], publics=codes["public"], zones=codes["zone"]
    )
    prescribers = frozenset(int(code) for code in codes["prescriber"])
    local = LocalValues(prescribers=prescribers, **{name: getattr(service, name) for name in _LOCAL})
    kept = ("id", "version", "completeness", "places_told_on", "checked_on", "missing_since_on")
    return ServiceSheet(
        **{name: getattr(service, name) for name in kept},
        draft=ServiceDraft(values, local),
        structure_id=structure.id,
        structure_name=structure.name,
        carrier_id=structure.structure_id,
        carrier_name=row.carrier or "",
        checked_by=f"{row.first_name} {row.last_name}" if row.last_name else "",
        corrected=tuple(service.corrected),
        names=names,
        prescriber_names={int(code): label for code, label in codes["name"].items()},
    )


def _here(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(table.consortium_id == Service.consortium_id, condition)
