"""The structures of the network: added and corrected by the administration, never removed."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.administration import changed_values, lock_consortium, sign_record
from db.actions.history import cleaned
from db.models.consortia import MemberOrganisation, Structure
from db.models.reference import Commune
from db.queries.scopes import visible_structures
from db.queries.structures import list_member_organisations
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import InvalidInputError, NotFoundError
from domain.names import normalise_name
from domain.structures import STRUCTURE_LABELS, StructureDraft


def add_structure(session: Session, viewer: Viewer, *, record_id: int, draft: StructureDraft) -> None:
    """Add a structure; sent twice, added once."""
    lock_consortium(session, viewer)
    if session.get(Structure, (viewer.consortium_id, record_id)):
        return
    _check(session, viewer, draft, record_id)
    structure = Structure(consortium_id=viewer.consortium_id, id=record_id, **_columns(draft))
    session.add(structure)
    sign_record(session, viewer, AuditEvent.CREATE, structure)


def change_structure(
    session: Session, viewer: Viewer, structure_id: int, *, version: int, draft: StructureDraft
) -> None:
    """Correct the structure read at `version`; its phone and address go on what is printed from now on."""
    lock_consortium(session, viewer)
    structure = session.scalars(visible_structures(viewer).where(Structure.id == structure_id)).one_or_none()
    if structure is None:
        raise NotFoundError
    _check(session, viewer, draft, structure_id)
    names = list_member_organisations(session, viewer) | _commune_names(session, structure, draft)
    changed = changed_values(
        viewer, structure, _columns(draft), STRUCTURE_LABELS, version=version, names=names
    )
    for field, value in changed.items():
        setattr(structure, field, value)
    if changed:
        sign_record(session, viewer, AuditEvent.UPDATE, structure, ", ".join(changed))


def _check(session: Session, viewer: Viewer, draft: StructureDraft, structure_id: int) -> None:
    others = visible_structures(viewer).where(Structure.id != structure_id)
    names = session.scalars(others.with_only_columns(Structure.name))
    problems = draft.problems()
    if normalise_name(draft.name) in {normalise_name(name) for name in names}:
        problems.setdefault("name", "Une structure du consortium porte déjà ce nom.")
    if problems:
        raise InvalidInputError(problems)
    member = (viewer.consortium_id, draft.member_organisation_id)
    if draft.member_organisation_id is not None and session.get(MemberOrganisation, member) is None:
        raise NotFoundError


def _columns(draft: StructureDraft) -> dict[str, Any]:
    return {field: cleaned(value) for field, value in asdict(draft).items()}


def _commune_names(session: Session, structure: Structure, draft: StructureDraft) -> dict[Any, str]:
    codes = {structure.commune_code, draft.commune_code} - {None}
    communes = session.execute(select(Commune.code, Commune.name).where(Commune.code.in_(codes)))
    return {row.code: row.name for row in communes}
