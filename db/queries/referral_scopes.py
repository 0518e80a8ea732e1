"""Who may read referrals: as the steps of the people she may list, or because her structure receives them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.referrals import Referral
from db.queries.indicators.days import Unsearched
from db.queries.objections import refuses_share
from db.queries.scopes import is_not_reserved, may_list
from domain.access import Role, Viewer
from domain.offer.referral_lists import ReferralBox


def visible_referrals(viewer: Viewer, box: ReferralBox | None = None) -> Select[Referral]:
    """Referrals, joined to SupportPeriod and Beneficiary; their words are for `may_open` and `receives`.

    Those of a box are found by its own ground alone, hence by an index: either ground would read them all.
    """
    grounds = {ReferralBox.SENT: may_list, ReferralBox.RECEIVED: receives}
    is_seen = grounds[box](viewer) if box else or_(may_list(viewer), receives(viewer))
    path: tuple[Any, Any] = (Referral.support_period_id, SupportPeriod.beneficiary_id)
    if box is not ReferralBox.SENT:  # from the referral to the person, never from everybody
        path = (Unsearched(path[0]), Unsearched(path[1]))
    return (
        select(Referral)
        .join(SupportPeriod, _same(SupportPeriod, path[0]))
        .join(Beneficiary, _same(Beneficiary, path[1]))
        .where(
            Referral.consortium_id == viewer.consortium_id,
            Beneficiary.merged_into_id.is_(None),
            is_seen,
        )
    )


def receives(viewer: Viewer) -> ColumnElement[bool]:
    """True for referrals to the viewer's structure, unless the person objected to it; beside Beneficiary."""
    if viewer.structure_id is None or not viewer.has(Role.CASEWORKER, Role.STRUCTURE_MANAGER):
        return false()
    who = {"professional_id": viewer.professional_id, "structure_id": viewer.structure_id}
    return and_(
        Referral.structure_id == viewer.structure_id,
        is_not_reserved(viewer, Beneficiary.reserved_structure_id),
        ~refuses_share(viewer, Beneficiary.id, **who),
    )


def _same(table: Any, key: Any) -> ColumnElement[bool]:
    return and_(table.consortium_id == Referral.consortium_id, table.id == key)
