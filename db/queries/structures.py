"""The structures of the network, as the administration keeps them."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models.accounts import Professional
from db.models.consortia import MemberOrganisation, Structure
from db.models.reference import Commune
from db.queries.scopes import visible_professionals, visible_structures
from domain.access import Viewer
from domain.names import normalise_name
from domain.structures import STRUCTURE_LABELS, StructureDraft, StructureLine


def list_structure_lines(session: Session, viewer: Viewer) -> list[StructureLine]:
    """Every structure by name, in one statement."""
    rows = session.execute(_lines(viewer))
    return [
        StructureLine(
            id=row.Structure.id,
            version=row.Structure.version,
            draft=StructureDraft(**{field: getattr(row.Structure, field) for field in STRUCTURE_LABELS}),
            member_name=row.member_name or "",
            commune_name=row.commune_name or "",
            professionals=row.professionals,
        )
        for row in sorted(rows, key=lambda row: normalise_name(row.Structure.name))
    ]


def list_member_organisations(session: Session, viewer: Viewer) -> dict[int, str]:
    """Members of the viewer's consortium, in the order of its sheet."""
    statement = (
        select(MemberOrganisation.id, MemberOrganisation.name)
        .where(MemberOrganisation.consortium_id == viewer.consortium_id)
        .order_by(MemberOrganisation.rank, MemberOrganisation.id)
    )
    return {row.id: row.name for row in session.execute(statement)}


def _lines(viewer: Viewer) -> Select[*tuple[Any, ...]]:
    active = (
        visible_professionals(viewer)
        .where(Professional.is_active, Professional.structure_id == Structure.id)
        .with_only_columns(func.count())
        .correlate(Structure)
        .scalar_subquery()
    )
    return (
        visible_structures(viewer)
        .outerjoin(
            MemberOrganisation,
            (MemberOrganisation.consortium_id == Structure.consortium_id)
            & (MemberOrganisation.id == Structure.member_organisation_id),
        )
        .outerjoin(Commune, Commune.code == Structure.commune_code)
        .with_only_columns(
            Structure,
            MemberOrganisation.name.label("member_name"),
            Commune.name.label("commune_name"),
            active.label("professionals"),
            maintain_column_froms=True,
        )
    )
