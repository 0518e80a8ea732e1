"""For whom an importer may import: the coordination for everybody, a manager for her own structure."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from db.models.consortia import Structure
from db.queries.known_names import Directory
from db.queries.scopes import visible_structures
from domain.access import Role, Viewer
from domain.errors import NotFoundError
from domain.imports.model import ImportField
from domain.imports.values import Values

NOT_YOURS = "Vous importez pour votre structure : {words} n’en fait pas partie."


def check_structure(session: Session, viewer: Viewer, structure_id: int) -> None:
    """NotFoundError unless new people may be brought to this structure."""
    if not viewer.has(Role.COORDINATOR) and structure_id != viewer.structure_id:
        raise NotFoundError
    if session.scalars(visible_structures(viewer).where(Structure.id == structure_id)).first() is None:
        raise NotFoundError


def beyond_rights(
    viewer: Viewer, directory: Directory, values: Values, fields: Iterable[ImportField]
) -> dict[ImportField, str]:
    """Which of these fields the viewer may not set as the line says, and why.

    A manager brings people to her structure and to its professionals only.
    """
    if viewer.has(Role.COORDINATOR):
        return {}
    referent: Any = values.get(ImportField.REFERENT)
    homes = {
        ImportField.STRUCTURE: values.get(ImportField.STRUCTURE),
        ImportField.REFERENT: directory.structure_of.get(referent),
    }
    return {
        field: NOT_YOURS.format(words=directory.words(field, values[field]))
        for field in fields
        if field in homes and homes[field] != viewer.structure_id
    }
