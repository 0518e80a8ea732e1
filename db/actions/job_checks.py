"""A contact of the first months in a job is made: what it says, told once for the exchanges too."""

from typing import Any

from sqlalchemy import and_
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.files import open_file_to_steer
from db.actions.history import apply_changes, cleaned, differences
from db.actions.job_plans import plan_job_checks
from db.models.beneficiaries import SupportPeriod
from db.models.exchanges import Contact
from db.models.paths import JobCheck
from db.queries.scopes import visible_support_periods
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.errors import EditConflictError, InvalidInputError, NotFoundError
from domain.job_checks import JobCheckDraft, told_sentence


def record_job_check(
    session: Session, viewer: Viewer, check_id: int, *, version: int, draft: JobCheckDraft
) -> None:
    """Say what a contact gave, or correct it; members of the group and the coordination, after the exit too.

    When she was reached, the exchanges of her file say so. EditConflictError when somebody else wrote since.
    """
    check, beneficiary_id = _load(session, viewer, check_id)
    open_file_to_steer(session, viewer, beneficiary_id)
    session.refresh(check, with_for_update=True)  # after the stay, as everywhere: no two wait for each other
    values = {name: cleaned(getattr(draft, name)) for name in ("made_on", "is_in_job", "words")}
    if check.version != version:
        if found := differences(viewer, check, values, JobCheckDraft.field_labels):
            raise EditConflictError(found, check.version)
        return
    if problems := draft.problems(viewer.today, check.started_on):
        raise InvalidInputError(problems)
    values["professional_id"] = check.professional_id or viewer.professional_id
    changes = apply_changes(session, viewer, check, values, beneficiary_id=beneficiary_id)
    changes += _tell_exchanges(session, viewer, check, draft, beneficiary_id)
    if not changes:
        return
    plan_job_checks(session, viewer.consortium_id, [check.support_period_id], today=viewer.today)
    refresh_caseload_entry(session, viewer.consortium_id, beneficiary_id)
    about: dict[str, Any] = {"object_kind": JobCheck.__tablename__, "object_id": check.id}
    write_audit(session, viewer, AuditEvent.UPDATE, beneficiary_id=beneficiary_id, **about)


def _load(session: Session, viewer: Viewer, check_id: int) -> tuple[JobCheck, int]:
    of_stay = and_(
        JobCheck.consortium_id == SupportPeriod.consortium_id, JobCheck.support_period_id == SupportPeriod.id
    )
    found = session.execute(
        visible_support_periods(viewer)
        .join(JobCheck, of_stay)
        .where(JobCheck.id == check_id)
        .with_only_columns(JobCheck, SupportPeriod.beneficiary_id, maintain_column_froms=True)
    ).first()
    if found is None:
        raise NotFoundError
    return found.JobCheck, found.beneficiary_id


def _tell_exchanges(
    session: Session, viewer: Viewer, check: JobCheck, draft: JobCheckDraft, beneficiary_id: int
) -> int:
    """The contact that goes with the check, under the same number; how many things changed in it."""
    contact = session.get(Contact, (viewer.consortium_id, check.id))
    values = {
        "happened_on": check.made_on,
        "channel": draft.channel,
        "is_reached": True,
        "sentence": told_sentence(check.months, bool(check.is_in_job), check.words),
    }
    if contact is None and draft.channel is None:
        return 0
    if contact is None:
        owner = {"support_period_id": check.support_period_id, "professional_id": viewer.professional_id}
        session.add(Contact(consortium_id=viewer.consortium_id, id=check.id, **owner, **values))
        return 1
    if draft.channel is None:
        values |= {"channel": contact.channel, "is_reached": False}
    return apply_changes(session, viewer, contact, values, beneficiary_id=beneficiary_id)
