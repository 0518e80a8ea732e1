"""One change for several people at once: all of them, or nobody."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entries
from db.actions.groups import hand_over
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.queries.scopes import visible_beneficiaries, visible_caseload
from domain.access import BULK_ROLES, Viewer, require_role
from domain.caseload import MAX_BULK
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.identifiers import new_id


def change_referent(
    session: Session, viewer: Viewer, beneficiary_ids: Collection[int], *, professional_id: int
) -> int:
    """Make this professional the référent of all these people; return how many changed hands.

    `hand_over` says for each whether the viewer may: one refusal, and nobody changes.
    """
    require_role(viewer, *BULK_ROLES)
    people = sorted(set(beneficiary_ids))
    if not 1 <= len(people) <= MAX_BULK:
        raise InvalidInputError({"people": f"Choisissez de 1 à {MAX_BULK} personnes."})
    _lock(session, viewer, people)
    moved = _followed_by_others(session, viewer, people, professional_id)
    for person_id in moved:
        hand_over(session, viewer, person_id, record_id=new_id(), professional_id=professional_id)
    refresh_caseload_entries(session, viewer.consortium_id, moved)
    return len(moved)


def _lock(session: Session, viewer: Viewer, people: list[int]) -> None:
    """Every path, in one order, before the first audit line: two changes never wait for each other."""
    listed = visible_beneficiaries(viewer).where(Beneficiary.id.in_(people))
    periods = select(SupportPeriod).where(
        SupportPeriod.consortium_id == viewer.consortium_id,
        SupportPeriod.beneficiary_id.in_(listed.with_only_columns(Beneficiary.id)),
    )
    found = session.scalars(periods.order_by(SupportPeriod.id).with_for_update()).all()
    if {period.beneficiary_id for period in found} != set(people):
        raise NotFoundError


def _followed_by_others(
    session: Session, viewer: Viewer, people: list[int], professional_id: int
) -> list[int]:
    asked = visible_caseload(viewer).where(CaseloadEntry.beneficiary_id.in_(people))
    entries = session.scalars(asked.order_by(CaseloadEntry.beneficiary_id)).all()
    over = sum(entry.exited_on is not None for entry in entries)
    if over:
        raise ForbiddenError(
            f"Rien n’a été changé : le suivi est terminé pour {over} des personnes choisies. Retirez-les."
        )
    return [entry.beneficiary_id for entry in entries if entry.referent_id != professional_id]
