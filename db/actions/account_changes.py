"""Accounts made and corrected by the administration: who she is, her structure, her roles."""

from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from db.actions.account_access import load_account, require_administrator_left
from db.actions.accounts import open_account
from db.actions.administration import changed_values, lock_consortium, sign_record
from db.actions.audit import write_audits
from db.actions.history import cleaned
from db.models.accounts import Professional, ProfessionalRole
from db.models.beneficiaries import GroupMember
from db.models.caseload import CaseloadEntry
from db.queries.administration_scopes import countable_caseload
from db.queries.directory import list_structures
from domain.access import Role, Viewer
from domain.accounts import ACCOUNT_LABELS, AccountDraft, own_account_problem
from domain.audit import AuditEvent
from domain.errors import FieldDifference, ForbiddenError, InvalidInputError, NotFoundError
from domain.wording import in_words

_COLUMNS = ("first_name", "last_name", "email", "structure_id", "field", "function", "phone")


def add_account(
    session: Session, viewer: Viewer, *, record_id: int, draft: AccountDraft, password_hash: str
) -> None:
    """A new professional, who signs in with a first password that she must change. Sent twice, made once."""
    lock_consortium(session, viewer)
    if session.get(Professional, (viewer.consortium_id, record_id)):
        return
    _check(session, viewer, draft)
    professional = Professional(consortium_id=viewer.consortium_id, id=record_id, **_columns(draft))
    session.add(professional)
    session.flush()
    open_account(session, professional, login=draft.login, roles=draft.roles, password_hash=password_hash)
    sign_record(session, viewer, AuditEvent.CREATE, professional, _told(draft.roles))


def change_account(
    session: Session, viewer: Viewer, professional_id: int, *, version: int, draft: AccountDraft
) -> None:
    """Correct the account read at `version`, but for its login: effective at her next click."""
    lock_consortium(session, viewer)
    professional = load_account(session, viewer, professional_id)
    _check(session, viewer, draft)
    roles, values = _stored_roles(session, professional), _columns(draft)
    told = FieldDifference(ACCOUNT_LABELS["roles"], in_words(roles), in_words(draft.roles))
    changed = changed_values(
        viewer,
        professional,
        values,
        ACCOUNT_LABELS,
        version=version,
        names=list_structures(session, viewer),
        others=[told] if roles != draft.roles else [],
    )
    if "structure_id" in changed:
        _leave_structure(session, viewer, professional)
    for field, value in changed.items():
        setattr(professional, field, value)
    if roles != draft.roles:
        _change_roles(session, viewer, professional, draft.roles)
    if changed or roles != draft.roles:
        sign_record(session, viewer, AuditEvent.UPDATE, professional, _told(draft.roles))


def _check(session: Session, viewer: Viewer, draft: AccountDraft) -> None:
    if problems := draft.problems():
        raise InvalidInputError(problems)
    if draft.structure_id is not None and draft.structure_id not in list_structures(session, viewer):
        raise NotFoundError


def _change_roles(
    session: Session, viewer: Viewer, professional: Professional, roles: frozenset[Role]
) -> None:
    is_own = professional.id == viewer.professional_id
    if problem := own_account_problem(is_own=is_own, roles=roles):
        raise ForbiddenError(problem)
    owner = {"consortium_id": professional.consortium_id, "professional_id": professional.id}
    session.execute(delete(ProfessionalRole).filter_by(**owner))
    session.add_all(ProfessionalRole(**owner, role=role) for role in sorted(roles))
    flag_modified(professional, "updated_at")  # rows of their own: the version must move all the same
    session.flush()
    require_administrator_left(session, viewer)


def _stored_roles(session: Session, professional: Professional) -> frozenset[Role]:
    owner = {"consortium_id": professional.consortium_id, "professional_id": professional.id}
    return frozenset(session.scalars(select(ProfessionalRole.role).filter_by(**owner)))


def _leave_structure(session: Session, viewer: Viewer, professional: Professional) -> None:
    """People share their file with a professional of a structure: she does not take it along elsewhere."""
    hers = countable_caseload(viewer).where(CaseloadEntry.referent_id == professional.id)
    if session.scalar(select(func.count()).select_from(hers.subquery())):
        message = "Elle suit encore des personnes comme référente : transférez d’abord sa file active."
        raise InvalidInputError({"structure_id": message})
    live = session.scalars(
        select(GroupMember).where(
            GroupMember.consortium_id == viewer.consortium_id,
            GroupMember.professional_id == professional.id,
            GroupMember.ended_on.is_(None),
        )
    ).all()
    for member in live:
        member.ended_on = max(member.started_on, viewer.today)
    session.flush()
    kind, people = GroupMember.__tablename__, [member.beneficiary_id for member in live]
    write_audits(session, viewer, AuditEvent.UPDATE, object_kind=kind, beneficiary_ids=people)


def _columns(draft: AccountDraft) -> dict[str, Any]:
    return {field: cleaned(getattr(draft, field)) for field in _COLUMNS}


def _told(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles))
