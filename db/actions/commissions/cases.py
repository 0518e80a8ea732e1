"""Situations: brought to a body, corrected, made ready for the meeting, withdrawn."""

from dataclasses import fields
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.commissions.opened import sign
from db.actions.files import OpenedFile, open_running_file, sign_change
from db.actions.history import cleaned
from db.models.accounts import Professional
from db.models.beneficiaries import SupportPeriod
from db.models.cases import CommissionCase
from db.models.commissions import CommissionBody
from db.queries.commission_scopes import runs, visible_bodies, visible_cases
from db.queries.commissions.cases import draft_of
from db.queries.scopes import is_named_in_group, visible_professionals
from db.queries.settings import get_thresholds
from domain.access import FILE_WRITER_ROLES, Viewer, require_role
from domain.audit import AuditEvent
from domain.commissions.basket import CASE_LABELS, OPEN_STATES, REASON_LENGTH, missing_parts
from domain.commissions.bodies import off_reason
from domain.commissions.cases import CaseDraft
from domain.commissions.words import CaseOrigin, CaseState
from domain.errors import (
    EditConflictError,
    FieldDifference,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
)
from domain.wording import in_words

OBJECTS = (
    "La personne s’est opposée au partage de son dossier\u00a0: sa situation ne peut pas être présentée "
    "à une commission."
)
ALREADY = "Une situation de cette personne attend déjà une séance de cette commission."


def submit_case(
    session: Session,
    viewer: Viewer,
    beneficiary_id: int,
    *,
    record_id: int,
    draft: CaseDraft,
    is_from_alert: bool = False,
) -> None:
    """Bring her situation to a body; the same `record_id` sent twice brings it once.

    One that the body has examined in this stay already is a new passage: it remembers the former one.
    """
    file = open_running_file(session, viewer, beneficiary_id)
    require_role(viewer, *FILE_WRITER_ROLES)
    if session.get(CommissionCase, (viewer.consortium_id, record_id)) is not None:
        return
    if file.person.sharing_objected_on is not None:
        raise ForbiddenError(OBJECTS)
    body = _check(session, viewer, draft)
    if reason := off_reason(body.family, get_thresholds(session, viewer)):
        raise InvalidInputError({"body_id": reason})
    _refuse_second(session, file, draft.body_id)
    former_id = _former(session, file, draft.body_id)
    usual = CaseOrigin.ALERT if is_from_alert else CaseOrigin.FILE
    case = CommissionCase(
        consortium_id=viewer.consortium_id,
        id=record_id,
        support_period_id=file.period.id,
        origin=CaseOrigin.AGAIN if former_id else usual,
        former_case_id=former_id,
        submitted_on=viewer.today,
        submitted_by_id=viewer.professional_id,
        **_values(draft),
    )
    session.add(case)
    session.flush()
    sign_change(session, viewer, file, case)


def change_case(session: Session, viewer: Viewer, case_id: int, *, version: int, draft: CaseDraft) -> None:
    """Correct it until it is examined; EditConflictError when somebody changed the same since `version`."""
    case, person_id = _hold(session, viewer, case_id)
    values = _values(draft)
    if values["body_id"] != case.body_id:
        raise ForbiddenError("Pour une autre commission, retirez cette situation et saisissez l’autre.")
    _check(session, viewer, draft)
    changed = {field: typed for field, typed in values.items() if getattr(case, field) != typed}
    if changed and case.version != version:
        differences = [
            FieldDifference(CASE_LABELS[field], in_words(getattr(case, field)), in_words(typed))
            for field, typed in changed.items()
        ]
        raise EditConflictError(differences, case.version)
    for field, typed in changed.items():
        setattr(case, field, typed)
    sign(session, viewer, AuditEvent.UPDATE, case, person_id)


def mark_ready(session: Session, viewer: Viewer, case_id: int) -> None:
    """Its presenter has nothing left to complete before the meeting; ForbiddenError says what is missing."""
    case, person_id = _hold(session, viewer, case_id)
    if missing := list(missing_parts(draft_of(case))):
        raise ForbiddenError(f"Il reste à compléter\u00a0: {', '.join(missing)}.")
    case.ready_on = viewer.today
    sign(session, viewer, AuditEvent.UPDATE, case, person_id)


def withdraw(session: Session, viewer: Viewer, case_id: int, *, version: int, reason: str) -> None:
    """Take it out of the basket, and say why; on an agenda, the meeting's page does it."""
    case, person_id = _hold(session, viewer, case_id)
    if not reason.strip() or len(reason) > REASON_LENGTH:
        raise InvalidInputError({"reason": f"Dites pourquoi, en {REASON_LENGTH} signes au plus."})
    if case.state is not CaseState.WAITING:
        raise ForbiddenError(
            "Cette situation est à l’ordre du jour\u00a0: elle se retire depuis la page de la séance."
        )
    if case.version != version:
        raise ForbiddenError("Cette situation vient d’être modifiée\u00a0: relisez-la d’abord.")
    case.state, case.withdrawn_reason = CaseState.WITHDRAWN, cleaned(reason)
    sign(session, viewer, AuditEvent.UPDATE, case, person_id)
    refresh_caseload_entry(session, viewer.consortium_id, person_id)


def _hold(session: Session, viewer: Viewer, case_id: int) -> tuple[CommissionCase, int]:
    """An open situation, locked, with its person: for her group, the coordination, who runs the body."""
    may_change = or_(
        runs(viewer, CommissionCase.body_id), is_named_in_group(viewer, SupportPeriod.beneficiary_id)
    )
    row = session.execute(
        visible_cases(viewer)
        .where(CommissionCase.id == case_id)
        .with_only_columns(
            CommissionCase,
            SupportPeriod.beneficiary_id,
            may_change.label("may_change"),
            maintain_column_froms=True,
        )
        .with_for_update(of=CommissionCase)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    if not row.may_change:
        raise ForbiddenError
    if row.CommissionCase.state not in OPEN_STATES:
        raise ForbiddenError(f"Cette situation est «\u00a0{row.CommissionCase.state.label}\u00a0».")
    return row.CommissionCase, row.beneficiary_id


def _check(session: Session, viewer: Viewer, draft: CaseDraft) -> CommissionBody:
    """Typed as it should be, for a body (given back) and a presenter of this consortium."""
    if problems := draft.problems(viewer.today):
        raise InvalidInputError(problems)
    body = session.scalar(visible_bodies(viewer).where(CommissionBody.id == draft.body_id))
    presenter = visible_professionals(viewer).where(Professional.id == draft.presenter_id)
    if body is None or session.scalar(presenter) is None:
        raise NotFoundError
    if not body.is_active:
        raise InvalidInputError({"body_id": "Cette commission ne se réunit plus."})
    return body


def _refuse_second(session: Session, file: OpenedFile, body_id: int | None) -> None:
    is_open = CommissionCase.state.in_(OPEN_STATES)
    if session.scalar(_same_person(file, body_id).where(is_open).limit(1)):
        raise ForbiddenError(ALREADY)


def _former(session: Session, file: OpenedFile, body_id: int | None) -> int | None:
    examined = _same_person(file, body_id).where(CommissionCase.state == CaseState.EXAMINED)
    former: int | None = session.scalar(examined.order_by(CommissionCase.passed_on.desc()).limit(1))
    return former


def _same_person(file: OpenedFile, body_id: int | None) -> Any:
    """Her situations brought to this body, in any of her stays."""
    stay = (SupportPeriod.consortium_id == CommissionCase.consortium_id) & (
        SupportPeriod.id == CommissionCase.support_period_id
    )
    return (
        select(CommissionCase.id)
        .join(SupportPeriod, stay)
        .where(
            CommissionCase.consortium_id == file.person.consortium_id,
            CommissionCase.body_id == body_id,
            SupportPeriod.beneficiary_id == file.person.id,
        )
    )


def _values(draft: CaseDraft) -> dict[str, Any]:
    values = {one.name: cleaned(getattr(draft, one.name)) for one in fields(draft)}
    return values | {"hidden": [part.value for part in draft.hidden]}
