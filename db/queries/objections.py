"""To whom people refuse that their file be shown."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from db.models.beneficiaries import GroupMember
from domain.access import Viewer

REFUSED = "Rien n’a été changé : une personne s’est opposée à ce que ce ou cette collègue lise son dossier."
_refused, _again = aliased(GroupMember), aliased(GroupMember)


def refuses_share(
    viewer: Viewer, beneficiary_id: Any, *, professional_id: int, structure_id: int | None
) -> ColumnElement[bool]:
    """True for people who objected to this professional or to her structure, and have not shared since."""
    whole_structure = and_(_refused.professional_id.is_(None), _refused.structure_id == structure_id)
    objection = select(_refused.id).where(
        _refused.consortium_id == viewer.consortium_id,
        _refused.beneficiary_id == beneficiary_id,
        _refused.objected_on.is_not(None),
        or_(_refused.professional_id == professional_id, whole_structure),
        ~_is_shared_again(professional_id),
    )
    return objection.exists()


def _is_shared_again(professional_id: int) -> ColumnElement[bool]:
    """With her by name, or with her structure when that is what was refused."""
    with_structure = and_(
        _refused.professional_id.is_(None),
        _again.professional_id.is_(None),
        _again.structure_id == _refused.structure_id,
    )
    share = select(_again.id).where(
        _again.consortium_id == _refused.consortium_id,
        _again.beneficiary_id == _refused.beneficiary_id,
        or_(_again.professional_id == professional_id, with_structure),
        _again.ended_on.is_(None),
        _again.objected_on.is_(None),
    )
    return share.exists()
