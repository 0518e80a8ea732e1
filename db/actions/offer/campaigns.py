"""Campaigns of checks, opened and ended by the coordination; one at a time."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.administration import lock_consortium, sign_record
from db.actions.history import cleaned
from db.models.offer_loads import CheckCampaign
from domain.access import Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import DomainError, InvalidInputError, NotFoundError
from domain.offer.checks import CampaignDraft

ONE_AT_A_TIME = "Une campagne est déjà ouverte\u00a0: terminez-la avant d’en ouvrir une autre."


def open_campaign(session: Session, viewer: Viewer, *, record_id: int, draft: CampaignDraft) -> None:
    """Ask every structure to check its services; sent twice, opened once."""
    require_role(viewer, Role.COORDINATOR)
    lock_consortium(session, viewer, Role.COORDINATOR)
    if session.get(CheckCampaign, (viewer.consortium_id, record_id)):
        return
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    mine = CheckCampaign.consortium_id == viewer.consortium_id
    if session.scalars(select(CheckCampaign.id).where(mine, CheckCampaign.ended_on.is_(None))).first():
        raise DomainError(ONE_AT_A_TIME)
    campaign = CheckCampaign(
        consortium_id=viewer.consortium_id,
        id=record_id,
        opened_on=viewer.today,
        closes_on=draft.closes_on,
        message=cleaned(draft.message),
        professional_id=viewer.professional_id,
    )
    session.add(campaign)
    sign_record(session, viewer, AuditEvent.CREATE, campaign)


def end_campaign(session: Session, viewer: Viewer, campaign_id: int) -> None:
    """Nothing is asked any more; ended twice, ended once."""
    require_role(viewer, Role.COORDINATOR)
    campaign = session.get(CheckCampaign, (viewer.consortium_id, campaign_id), with_for_update=True)
    if campaign is None:
        raise NotFoundError
    if campaign.ended_on is None:
        campaign.ended_on = viewer.today
        sign_record(session, viewer, AuditEvent.UPDATE, campaign, "ended_on")
