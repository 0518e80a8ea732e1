"""What the forms of a service choose from: codes, communes, structures."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, literal, or_, select, union_all
from sqlalchemy.orm import Session

from db.models.consortia import Structure
from db.models.offer import OfferStructure
from db.models.reference import Commune, Departement, Epci, VocabularyTerm
from db.queries.directory import departements_of
from db.queries.offer_scopes import visible_offer_structures
from db.queries.scopes import visible_structures
from db.queries.services import FRANCE
from domain.access import Role, Viewer
from domain.names import normalise_name
from domain.offer.new_services import Carrier, ServiceChoices


def list_service_choices(session: Session, viewer: Viewer) -> ServiceChoices:
    """What the forms of a service choose from, in one statement."""
    rows = session.execute(union_all(*_choices(viewer))).all()  # fmt: skip
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: normalise_name(row.label)):
        told[row.kind][row.key] = row.label
    zones = {"france": FRANCE, **told["departement"], **told["epci"], **told["commune"]}
    structures = {int(key): label for key, label in told["structure"].items()}
    return ServiceChoices(told["Thematique"], told["Public"], zones, told["commune"], structures)


def list_possible_carriers(session: Session, viewer: Viewer) -> dict[Carrier, str]:
    """Structures for which she may write a new service; a member without any service is one too."""
    of_offer = visible_offer_structures(viewer).with_only_columns(
        OfferStructure.id.label("offer_structure_id"),
        OfferStructure.structure_id.label("structure_id"),
        OfferStructure.name.label("name"),
    )
    known = visible_offer_structures(viewer).with_only_columns(OfferStructure.structure_id)
    members = visible_structures(viewer).where(
        Structure.id.not_in(known.where(OfferStructure.structure_id.is_not(None)))
    )
    none = literal(None, OfferStructure.id.type)
    others = members.with_only_columns(none, Structure.id, Structure.name)
    rows: Any = session.execute(
        union_all(
            of_offer.where(_may_carry(viewer, OfferStructure.structure_id)),
            others.where(_may_carry(viewer, Structure.id)),
        )
    )
    found = sorted(rows, key=lambda row: normalise_name(row.name))
    return {Carrier(row.offer_structure_id, row.structure_id): row.name for row in found}


def _may_carry(viewer: Viewer, structure_id: Any) -> ColumnElement[bool]:
    """As domain.offer.rights.may_change_offer, in SQL."""
    if viewer.has(Role.COORDINATOR):
        return literal(True)
    grounds = [literal(False)]
    if viewer.has(Role.CASEWORKER, Role.STRUCTURE_MANAGER) and viewer.structure_id is not None:
        grounds.append(structure_id == viewer.structure_id)
    if viewer.has(Role.STRUCTURE_MANAGER):
        grounds.append(structure_id.is_(None))
    return or_(*grounds)


def _choices(viewer: Viewer) -> list[Select[Any, Any, Any]]:
    in_territory = Commune.departement_code.in_(departements_of(viewer))
    terms = VocabularyTerm.vocabulary.in_(("Thematique", "Public"))
    kind, key = VocabularyTerm.vocabulary.label("kind"), VocabularyTerm.code.label("key")
    epcis = Epci.siren.in_(select(Commune.epci_siren).where(in_territory))
    return [
        select(kind, key, VocabularyTerm.label).where(terms),
        select(literal("commune"), Commune.code, Commune.name).where(in_territory),
        select(literal("epci"), Epci.siren, Epci.name).where(epcis),
        select(literal("departement"), Departement.code, Departement.name).where(
            Departement.code.in_(departements_of(viewer))
        ),
        visible_structures(viewer).with_only_columns(
            literal("structure"), cast(Structure.id, String), Structure.name
        ),
    ]
