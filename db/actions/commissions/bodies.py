"""Bodies and their members: created by the coordination, kept up by whoever runs them."""

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.actions.administration import changed_values
from db.actions.commissions.opened import open_body, sign
from db.actions.history import cleaned
from db.models.accounts import Professional
from db.models.commissions import CommissionBody, CommissionMeeting, CommissionMember
from db.models.consortia import Structure
from db.queries.commission_scopes import visible_bodies
from db.queries.settings import get_thresholds
from domain.access import Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.commissions.bodies import (
    REGULATORY_MOTIVES,
    REGULATORY_ON,
    USUAL_COLLEGES,
    USUAL_MOTIVES,
    usual_endings,
    with_postponed,
)
from domain.commissions.body_drafts import BODY_LABELS, MEMBER_LABELS, BodyDraft, MemberDraft
from domain.commissions.words import CommissionFamily, MeetingState, MemberDuty
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError
from domain.names import normalise_name

_AHEAD = [state for state in MeetingState if state.is_to_come] + [MeetingState.OPEN]
_NO_SECRETARY = (
    "Une séance est à venir\u00a0: la commission garde au moins une personne au secrétariat, avec un compte. "
    "Nommez-en une autre d’abord."
)


def create_body(session: Session, viewer: Viewer, *, record_id: int, draft: BodyDraft) -> None:
    """Add a body with the usual lists where none is given; the same `record_id` adds it once."""
    require_role(viewer, Role.COORDINATOR)
    if session.get(CommissionBody, (viewer.consortium_id, record_id)):
        return
    _check(session, viewer, draft, record_id)
    body = CommissionBody(consortium_id=viewer.consortium_id, id=record_id, **_columns(draft))
    session.add(body)
    sign(session, viewer, AuditEvent.CREATE, body)


def change_body(session: Session, viewer: Viewer, body_id: int, *, version: int, draft: BodyDraft) -> None:
    """Its rules and lists; EditConflictError when somebody changed it since `version`."""
    body = open_body(session, viewer, body_id)
    _check(session, viewer, draft, body_id, kept=body.family)
    _apply(session, viewer, body, changed_values(viewer, body, _columns(draft), BODY_LABELS, version=version))


def close_body(session: Session, viewer: Viewer, body_id: int) -> None:
    """It meets no more; refused while a meeting is to come."""
    body = open_body(session, viewer, body_id)
    if _has_meeting_ahead(session, body):
        raise ForbiddenError("Une séance est à venir\u00a0: tenez-la ou annulez-la d’abord.")
    _apply(session, viewer, body, {"is_active": False})


def reopen_body(session: Session, viewer: Viewer, body_id: int) -> None:
    """It meets again."""
    _apply(session, viewer, open_body(session, viewer, body_id), {"is_active": True})


def add_member(session: Session, viewer: Viewer, body_id: int, *, record_id: int, draft: MemberDraft) -> None:
    """Somebody joins; the same `record_id` sent twice adds her once."""
    body = open_body(session, viewer, body_id)
    if session.get(CommissionMember, (viewer.consortium_id, record_id)):
        return
    _check_member(session, viewer, body, draft, record_id)
    key = {"consortium_id": viewer.consortium_id, "id": record_id, "body_id": body.id}
    member = CommissionMember(**key, **_member_columns(draft))
    session.add(member)
    sign(session, viewer, AuditEvent.CREATE, member)


def change_member(
    session: Session, viewer: Viewer, member_id: int, *, version: int, draft: MemberDraft
) -> None:
    """Correct a member; a body with a meeting to come keeps a secretary."""
    body, member = _open_member(session, viewer, member_id)
    _check_member(session, viewer, body, draft, member_id)
    columns = _member_columns(draft)
    _apply(session, viewer, member, changed_values(viewer, member, columns, MEMBER_LABELS, version=version))
    _require_secretary(session, body)


def end_member(session: Session, viewer: Viewer, member_id: int) -> None:
    """She sits no more; who could replace her stays, and replaces nobody."""
    body, member = _open_member(session, viewer, member_id)
    _apply(session, viewer, member, {"ended_on": viewer.today})
    _require_secretary(session, body)
    table = CommissionMember
    of_hers = (table.consortium_id == viewer.consortium_id, table.substitute_for_id == member_id)
    session.execute(update(table).where(*of_hers).values(substitute_for_id=None))


def _apply(session: Session, viewer: Viewer, record: Any, values: dict[str, Any]) -> None:
    for field, value in values.items():
        setattr(record, field, value)
    if values:
        sign(session, viewer, AuditEvent.UPDATE, record)


def _open_member(session: Session, viewer: Viewer, member_id: int) -> tuple[CommissionBody, CommissionMember]:
    member = session.get(CommissionMember, (viewer.consortium_id, member_id))
    if member is None or member.ended_on:
        raise NotFoundError
    return open_body(session, viewer, member.body_id), member


def _check(
    session: Session, viewer: Viewer, draft: BodyDraft, body_id: int, kept: CommissionFamily | None = None
) -> None:
    problems = draft.problems()
    others = visible_bodies(viewer).where(CommissionBody.id != body_id)
    names = session.scalars(others.with_only_columns(CommissionBody.name))
    if normalise_name(draft.name) in {normalise_name(name) for name in names}:
        problems.setdefault("name", "Une commission porte déjà ce nom.")
    is_regulatory = CommissionFamily.REGULATORY == draft.family != kept
    if is_regulatory and not get_thresholds(session, viewer)[REGULATORY_ON]:
        problems["family"] = "Les instances réglementaires ne sont pas activées (Seuils et délais)."
    if problems:
        raise InvalidInputError(problems)


def _columns(draft: BodyDraft) -> dict[str, Any]:
    is_regulatory = draft.family is CommissionFamily.REGULATORY
    endings = with_postponed(draft.endings or usual_endings(draft.family))
    quorum = asdict(draft.quorum) if is_regulatory else {}
    return {
        **{field: getattr(draft, field) for field in ("family", "minutes")},
        **{field: cleaned(getattr(draft, field)) for field in ("name", "place", "rules", "remedies")},
        "communes": list(draft.communes),
        "motives": list(draft.motives or (REGULATORY_MOTIVES if is_regulatory else USUAL_MOTIVES)),
        "colleges": list(draft.colleges or USUAL_COLLEGES),
        "endings": [{"meaning": one.meaning.value, "words": one.words} for one in endings],
        "quorum": {name: value if name == "members" else list(value) for name, value in quorum.items()},
    }


def _check_member(
    session: Session, viewer: Viewer, body: CommissionBody, draft: MemberDraft, member_id: int
) -> None:
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    for model, key in ((Professional, draft.professional_id), (Structure, draft.structure_id)):
        if key is not None and session.get(model, (viewer.consortium_id, key)) is None:
            raise NotFoundError
    if draft.substitute_for_id is None:
        return
    replaced = session.get(CommissionMember, (viewer.consortium_id, draft.substitute_for_id))
    if replaced is None or replaced.body_id != body.id or replaced.id == member_id:
        raise NotFoundError


def _member_columns(draft: MemberDraft) -> dict[str, Any]:
    """Who has an account is named by it; a function alone is its own name."""
    name = "" if draft.professional_id else draft.name.strip() or draft.function
    return {field: cleaned(value) for field, value in asdict(replace(draft, name=name)).items()}


def _require_secretary(session: Session, body: CommissionBody) -> None:
    """Run after the change, in the same transaction: refusing undoes it."""
    member = CommissionMember
    secretaries = select(member.id).where(
        member.consortium_id == body.consortium_id,
        member.body_id == body.id,
        member.duty == MemberDuty.SECRETARY,
        member.professional_id.is_not(None),
        member.ended_on.is_(None),
    )
    if _has_meeting_ahead(session, body) and session.scalars(secretaries.limit(1)).first() is None:
        raise ForbiddenError(_NO_SECRETARY)


def _has_meeting_ahead(session: Session, body: CommissionBody) -> bool:
    meeting = CommissionMeeting
    ahead = select(meeting.id).where(
        meeting.consortium_id == body.consortium_id,
        meeting.body_id == body.id,
        meeting.state.in_(_AHEAD),
    )
    return session.scalars(ahead.limit(1)).first() is not None
