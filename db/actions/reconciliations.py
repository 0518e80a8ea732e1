"""Rapprochements: two files found alike; the coordination joins them, keeps them apart, changes its mind."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.derived_lines import refresh_derived_lines
from db.actions.job_plans import plan_job_checks
from db.actions.joined_files import Moved, join_files, refuse_impossible_link, separate_files
from db.models.beneficiaries import Beneficiary, SupportPeriod
from db.models.caseload import CaseloadEntry
from db.models.reconciliations import Reconciliation
from db.queries.outside_matches import outside_matches
from db.queries.pair_scopes import visible_reconciliations
from domain.access import Role, Viewer, require_role
from domain.audit import AuditEvent
from domain.errors import ForbiddenError, NotFoundError
from domain.matching import match_key
from domain.reconciliations import ReconciliationStatus

ALREADY_DECIDED = "Cette décision vient d’être prise par quelqu’un d’autre : rechargez la page."
DECIDED_SINCE = "Un de ces dossiers a été réuni depuis avec un autre : revenez d’abord sur cette décision-là."


def note_outside_matches(session: Session, viewer: Viewer, person: Beneficiary) -> None:
    """Tell the coordination, and nobody else, that somebody just added may exist out of the viewer's list."""
    session.flush()
    names = person.birth_name, person.usual_name, person.first_names
    key = match_key(*names, person.birth_date, commune_code=person.commune_code)
    for first_id, second_id, reason in outside_matches(session, viewer, {person.id: key}):
        note_reconciliation(session, viewer, first_id, second_id, reason=reason)


def note_reconciliation(
    session: Session, viewer: Viewer, first_id: int, second_id: int, *, reason: str
) -> None:
    """Ask the coordination about these two, in either order; nothing when the pair is known already.

    No line in the journal: those of the person added are read by the one who may not know.
    """
    first_id, second_id = sorted((first_id, second_id))
    pair = {"consortium_id": viewer.consortium_id, "first_id": first_id, "second_id": second_id}
    if session.scalar(select(Reconciliation.id).filter_by(**pair)) is None:
        session.add(Reconciliation(**pair, reason=reason[:200], found_by=viewer.professional_id))
        session.flush()


def keep_apart(session: Session, viewer: Viewer, reconciliation_id: int, *, version: int) -> None:
    """They are two people."""
    found = _load(session, viewer, reconciliation_id, version, ReconciliationStatus.OPEN)
    _decide(session, viewer, found, ReconciliationStatus.APART)


def link(session: Session, viewer: Viewer, reconciliation_id: int, *, kept_id: int, version: int) -> None:
    """They are one person: `kept_id` remains with her identity, the records of the other file join it."""
    found = _load(session, viewer, reconciliation_id, version, ReconciliationStatus.OPEN)
    kept, other = _people(session, found, kept_id)
    if kept.merged_into_id or other.merged_into_id:
        raise ForbiddenError("Un de ces dossiers a déjà été réuni avec un autre.")
    refuse_impossible_link(session, kept, other)
    _pass_on_questions(session, viewer, kept.id, other.id)
    moved = join_files(session, kept, other)
    other.merged_into_id = kept.id
    line = CaseloadEntry.consortium_id == viewer.consortium_id, CaseloadEntry.beneficiary_id == other.id
    session.execute(delete(CaseloadEntry).where(*line))
    _plan_jobs(session, viewer, kept)
    refresh_derived_lines(session, viewer.consortium_id, [other.id])
    refresh_caseload_entry(session, viewer.consortium_id, kept.id)
    _decide(session, viewer, found, ReconciliationStatus.LINKED, moved)


def undo_decision(session: Session, viewer: Viewer, reconciliation_id: int, *, version: int) -> None:
    """Come back to the question; what a link moved returns, what was written since stays in the kept file."""
    decided = ReconciliationStatus.LINKED, ReconciliationStatus.APART
    found = _load(session, viewer, reconciliation_id, version, *decided)
    if found.status == ReconciliationStatus.LINKED:
        _separate(session, viewer, found)
    _decide(session, viewer, found, ReconciliationStatus.OPEN)


def _separate(session: Session, viewer: Viewer, found: Reconciliation) -> None:
    moved = found.moved or {}
    kept, other = _people(session, found, moved["kept_id"])
    if kept.merged_into_id is not None or _joined_since(session, found, kept.id):
        raise ForbiddenError(DECIDED_SINCE)
    separate_files(session, found.consortium_id, moved)
    other.merged_into_id = None
    for person in (kept, other):
        _plan_jobs(session, viewer, person)
        refresh_caseload_entry(session, person.consortium_id, person.id)


def _plan_jobs(session: Session, viewer: Viewer, person: Beneficiary) -> None:
    """Jobs side by side ask for other contacts than each in its own file."""
    stays = select(SupportPeriod.id).where(
        SupportPeriod.consortium_id == person.consortium_id, SupportPeriod.beneficiary_id == person.id
    )
    plan_job_checks(session, person.consortium_id, session.scalars(stays).all(), today=viewer.today)


def _joined_since(session: Session, found: Reconciliation, kept_id: int) -> bool:
    """A later link may have left aside what this one had brought: the last one is undone first."""
    later = select(Reconciliation.id).where(
        Reconciliation.consortium_id == found.consortium_id,
        (Reconciliation.first_id == kept_id) | (Reconciliation.second_id == kept_id),
        Reconciliation.status == ReconciliationStatus.LINKED,
        Reconciliation.decided_at > found.decided_at,
    )
    return session.scalars(later.limit(1)).first() is not None


def _load(
    session: Session, viewer: Viewer, reconciliation_id: int, version: int, *expected: ReconciliationStatus
) -> Reconciliation:
    require_role(viewer, Role.COORDINATOR)
    statement = visible_reconciliations(viewer).where(Reconciliation.id == reconciliation_id)
    found = session.scalars(statement.with_for_update(of=Reconciliation)).first()
    if found is None:
        raise NotFoundError
    if found.version != version or found.status not in expected:
        raise ForbiddenError(ALREADY_DECIDED)
    return found


def _people(session: Session, found: Reconciliation, kept_id: int) -> tuple[Beneficiary, Beneficiary]:
    """The file that remains and the other one, locked."""
    pair = {found.first_id, found.second_id}
    if kept_id not in pair:
        raise NotFoundError
    people = session.scalars(
        select(Beneficiary)
        .where(Beneficiary.consortium_id == found.consortium_id, Beneficiary.id.in_(pair))
        .order_by(Beneficiary.id)
        .with_for_update()
    )
    by_id = {person.id: person for person in people}
    return by_id.pop(kept_id), by_id.popitem()[1]


def _pass_on_questions(session: Session, viewer: Viewer, kept_id: int, other_id: int) -> None:
    """What was to decide about the other file is to decide about the one that remains."""
    open_ones = select(Reconciliation).where(
        Reconciliation.consortium_id == viewer.consortium_id,
        (Reconciliation.first_id == other_id) | (Reconciliation.second_id == other_id),
        Reconciliation.status == ReconciliationStatus.OPEN,
    )
    for question in session.scalars(open_ones).all():
        for third_id in {question.first_id, question.second_id} - {kept_id, other_id}:
            note_reconciliation(session, viewer, kept_id, third_id, reason=question.reason)


def _decide(
    session: Session,
    viewer: Viewer,
    found: Reconciliation,
    status: ReconciliationStatus,
    moved: Moved | None = None,
) -> None:
    is_open = status == ReconciliationStatus.OPEN
    found.status, found.moved = status, moved
    found.decided_by = None if is_open else viewer.professional_id
    found.decided_at = None if is_open else viewer.now
    session.flush()
    for person_id in (found.first_id, found.second_id):
        write_audit(
            session,
            viewer,
            AuditEvent.UPDATE,
            object_kind=Reconciliation.__tablename__,
            object_id=found.id,
            beneficiary_id=person_id,
            detail=str(status),
        )
