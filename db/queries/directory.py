"""Lists to choose from: structures, professionals, areas, communes, themes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, String, cast, literal, or_, select, union_all
from sqlalchemy.orm import Session

from db.models.accounts import Professional, ProfessionalRole
from db.models.consortia import Consortium, Structure
from db.models.reference import Commune, CommunePostalCode, Epci, TerritoryDepartement, VocabularyTerm
from db.queries.scopes import visible_professionals, visible_structures
from db.queries.settings import list_reasons
from domain.access import Role, Viewer
from domain.caseload import Area, AreaKind
from domain.names import normalise_name, told_apart


@dataclass(frozen=True)
class FilterOptions:
    """What the caseload can be filtered by."""

    structures: dict[int, str]
    referents: dict[int, str]
    areas: dict[Area, str]


def list_structures(session: Session, viewer: Viewer) -> dict[int, str]:
    """Structures of the consortium, by name."""
    statement = visible_structures(viewer).with_only_columns(Structure.id, Structure.name)
    return {row.id: row.name for row in session.execute(statement.order_by(Structure.name))}


def list_professionals(session: Session, viewer: Viewer) -> dict[int, str]:
    """Active professionals: « Prénom Nom — Structure », by last name."""
    statement = (
        visible_professionals(viewer)
        .outerjoin(
            Structure,
            (Structure.consortium_id == Professional.consortium_id)
            & (Structure.id == Professional.structure_id),
        )
        .where(Professional.is_active)
        .with_only_columns(Professional, Structure.name, maintain_column_froms=True)
        .order_by(Professional.last_name, Professional.first_name, Professional.id)
    )
    rows = session.execute(statement).all()
    names = {who.id: who.display_name + (f" — {name}" if name else "") for who, name in rows}
    return told_apart(names, _details(who for who, _ in rows))


def list_possible_referents(session: Session, viewer: Viewer) -> dict[int, str]:
    """Whom the viewer may name from the list: anybody for the coordination, else her own structure."""
    if viewer.has(Role.COORDINATOR):
        return list_professionals(session, viewer)
    statement = (
        visible_professionals(viewer)
        .where(Professional.is_active, Professional.structure_id == viewer.structure_id)
        .order_by(Professional.last_name, Professional.first_name, Professional.id)
    )
    colleagues = session.scalars(statement).all()
    return told_apart({who.id: who.display_name for who in colleagues}, _details(colleagues))


def list_filter_options(session: Session, viewer: Viewer) -> FilterOptions:
    """Structures, référents and areas, in one statement."""
    rows = session.execute(
        union_all(_structure_options(viewer), _referent_options(viewer), *_area_options(viewer))
    ).all()
    options: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for _name, kind, key, label in sorted((normalise_name(label), *told, label) for *told, label in rows):
        options[kind][key] = label
    areas = ((kind, options[kind.value]) for kind in (AreaKind.EPCI, AreaKind.COMMUNE))
    return FilterOptions(
        structures={int(key): label for key, label in options["structure"].items()},
        referents={int(key): label for key, label in options["referent"].items()},
        areas={Area(kind, code): label for kind, some in areas for code, label in some.items()},
    )


def list_communes(session: Session, viewer: Viewer) -> dict[str, str]:
    """Communes of the territory's départements: INSEE code → « Perpignan (66000) »."""
    postal_code = (
        select(CommunePostalCode.postal_code)
        .where(CommunePostalCode.commune_code == Commune.code)
        .order_by(CommunePostalCode.postal_code)
        .limit(1)
        .scalar_subquery()
    )
    statement = select(
        Commune.code, Commune.name, Commune.search_name, postal_code.label("postal_code")
    ).where(Commune.departement_code.in_(departements_of(viewer)))
    # Sorted here: asked to sort, SQLite walks the 35,000 communes of France by name.
    communes = sorted(session.execute(statement), key=lambda row: row.search_name)
    return {row.code: f"{row.name} ({row.postal_code or row.code})" for row in communes}


def list_form_choices(session: Session, viewer: Viewer) -> dict[str, Any]:
    """What the forms of a file choose from: structures, communes, themes, reasons."""
    return {
        "structures": list_structures(session, viewer),
        "communes": list_communes(session, viewer),
        "themes": list_themes(session, viewer),
        "reasons": list_reasons(session, viewer),
    }


def list_themes(session: Session, _viewer: Viewer) -> dict[str, str]:
    """Categories of data·inclusion v1, code → label."""
    statement = (
        select(VocabularyTerm.code, VocabularyTerm.label)
        .where(VocabularyTerm.vocabulary == "Categorie")
        .order_by(VocabularyTerm.label)
    )
    return {row.code: row.label for row in session.execute(statement)}


def _details(professionals: Iterable[Professional]) -> dict[int, str]:
    """What tells two namesakes apart."""
    return {who.id: who.function or who.email for who in professionals}


def departements_of(viewer: Viewer) -> Select[str]:
    return (
        select(TerritoryDepartement.departement_code)
        .join(Consortium, Consortium.territory_id == TerritoryDepartement.territory_id)
        .where(Consortium.id == viewer.consortium_id)
    )


def _structure_options(viewer: Viewer) -> Select[str, str, str]:
    return visible_structures(viewer).with_only_columns(
        literal("structure").label("kind"),
        cast(Structure.id, String).label("key"),
        Structure.name.label("label"),
    )


def _referent_options(viewer: Viewer) -> Select[str, str, str]:
    is_caseworker = select(ProfessionalRole.professional_id).where(
        ProfessionalRole.consortium_id == viewer.consortium_id, ProfessionalRole.role == Role.CASEWORKER
    )
    return (
        visible_professionals(viewer)
        .where(or_(Professional.field.is_not(None), Professional.id.in_(is_caseworker)))
        .with_only_columns(
            literal("referent").label("kind"),
            cast(Professional.id, String).label("key"),
            (Professional.last_name + " " + Professional.first_name).label("label"),
        )
    )


def _area_options(viewer: Viewer) -> list[Select[str, str, str]]:
    in_territory = Commune.departement_code.in_(departements_of(viewer))
    communes = select(literal(str(AreaKind.COMMUNE)), Commune.code, Commune.name).where(in_territory)
    epcis = select(literal(str(AreaKind.EPCI)), Epci.siren, Epci.name).where(
        Epci.siren.in_(select(Commune.epci_siren).where(in_territory))
    )
    return [communes, epcis]
