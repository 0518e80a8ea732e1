"""To whom people refuse that their file be shown."""

from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased

from db.models.beneficiaries import GroupMember
from domain.access import Viewer

_refused, _again = aliased(GroupMember), aliased(GroupMember)


def refuses_share(
    viewer: Viewer, beneficiary_id: Any, *, professional_id: int, structure_id: int | None
) -> ColumnElement[bool]:
    """True for people who objected to this professional, or to her structure, and have not shared since."""
    concerns_her = or_(
        _refused.professional_id == professional_id,
        and_(_refused.professional_id.is_(None), _refused.structure_id == structure_id),
    )
    shared_again = select(_again.id).where(
        _again.consortium_id == _refused.consortium_id,
        _again.beneficiary_id == _refused.beneficiary_id,
        _again.structure_id == _refused.structure_id,
        _again.professional_id.is_not_distinct_from(_refused.professional_id),
        _again.ended_on.is_(None),
        _again.objected_on.is_(None),
    )
    objection = select(_refused.id).where(
        _refused.consortium_id == viewer.consortium_id,
        _refused.beneficiary_id == beneficiary_id,
        _refused.objected_on.is_not(None),
        concerns_her,
        ~shared_again.exists(),
    )
    return objection.exists()
