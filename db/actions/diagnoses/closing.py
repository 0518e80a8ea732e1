"""The end of a diagnosis: concluded, reopened, validated by each interviewer; then the plan follows."""

from sqlalchemy import ScalarResult, select
from sqlalchemy.orm import Session

from db.actions.caseload_entries import refresh_caseload_entry
from db.actions.diagnoses.life import interviewers_of
from db.actions.diagnoses.opened import OpenedDiagnosis, lock_stay, open_diagnosis, open_running, sign
from db.actions.diagnoses.plan import add_to_plan
from db.models.diagnoses import Diagnosis, DiagnosisInterviewer, DiagnosisTheme
from db.queries.diagnoses import read_entry
from domain import clock
from domain.access import Field, Viewer
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.records import Conclusion, Entry, ThemeRecord
from domain.diagnosis.rules import (
    compared_count,
    conclusion_problems,
    divergent_themes,
    explored_count,
    retained_state,
)
from domain.diagnosis.words import FINAL_STATUSES, DiagnosisStatus, Moment, ThemeState
from domain.errors import ForbiddenError, InvalidInputError, NotFoundError


def conclude(session: Session, viewer: Viewer, diagnosis_id: int) -> None:
    """Close the entry and keep what is retained of each theme; InvalidInputError says what is missing."""
    opened = open_running(session, viewer, diagnosis_id)
    if opened.diagnosis.status is DiagnosisStatus.COMPLETED:
        return
    diagnosis, entry = opened.diagnosis, read_entry(session, viewer, diagnosis_id)
    if problems := _problems(viewer, opened, entry):
        raise InvalidInputError(problems)
    _retain(session, opened, entry)
    diagnosis.status = DiagnosisStatus.COMPLETED
    diagnosis.explored_count = explored_count(opened.content, entry.answers)
    diagnosis.compared_count = compared_count(entry.answers)
    diagnosis.divergent_count = len(divergent_themes(opened.content, entry))
    session.flush()
    diagnosis.needs = needs_bits({row.theme: row.retained_state for row in _themes(session, diagnosis)})
    session.flush()
    sign(session, viewer, opened, diagnosis)


def reopen(session: Session, viewer: Viewer, diagnosis_id: int) -> None:
    """Back to the entry: what was validated is not what will be read, so validations are withdrawn."""
    opened = open_running(session, viewer, diagnosis_id)
    if opened.diagnosis.status is DiagnosisStatus.DRAFT:
        return
    opened.diagnosis.status = DiagnosisStatus.DRAFT
    for interviewer in interviewers_of(session, opened):
        interviewer.validated_at = None
    _forget_conclusion(session, opened.diagnosis)
    session.flush()
    sign(session, viewer, opened, opened.diagnosis)


def validate(session: Session, viewer: Viewer, diagnosis_id: int) -> None:
    """Sign the conclusion; the last one awaited closes the diagnosis. A double click signs once."""
    lock_stay(session, viewer, diagnosis_id)
    opened = open_diagnosis(session, viewer, diagnosis_id)
    if opened.interviewer and opened.interviewer.validated_at and _is_signed(opened.diagnosis):
        return
    opened = open_running(session, viewer, diagnosis_id)
    if opened.diagnosis.status is DiagnosisStatus.DRAFT or opened.interviewer is None:
        raise ForbiddenError("Écrivez d’abord la conclusion.")
    opened.interviewer.validated_at = clock.now()
    session.flush()
    sign(session, viewer, opened, opened.interviewer)
    _close_if_all_signed(session, viewer, opened)


def release_interviewer(session: Session, viewer: Viewer, diagnosis_id: int, professional_id: int) -> None:
    """No longer wait for somebody's validation (or for one's own); her answers stay."""
    lock_stay(session, viewer, diagnosis_id)
    opened = open_running(session, viewer, diagnosis_id)
    taking_part = [one for one in interviewers_of(session, opened) if one.released_at is None]
    released = next((one for one in taking_part if one.professional_id == professional_id), None)
    if released is None or released.validated_at is not None:
        raise NotFoundError
    if len(taking_part) == 1:
        raise ForbiddenError("Il reste au moins une personne pour mener l’entretien.")
    released.released_at = clock.now()
    session.flush()
    sign(session, viewer, opened, released)
    _close_if_all_signed(session, viewer, opened)


def _close_if_all_signed(session: Session, viewer: Viewer, opened: OpenedDiagnosis) -> None:
    """When nobody is waited for any more, the diagnosis is validated; a running follow-up gets its plan."""
    people = interviewers_of(session, opened)
    signed = [one for one in people if one.validated_at is not None]
    waited = [one for one in people if one.validated_at is None and one.released_at is None]
    if opened.diagnosis.status is not DiagnosisStatus.COMPLETED or waited or not signed:
        return
    opened.diagnosis.first_needs = _first_needs(session, opened)
    _supersede_others(session, viewer, opened)
    _close(opened.diagnosis, viewer, signed)
    session.flush()
    if opened.period.exited_on is None:
        add_to_plan(session, viewer, opened, is_with_partners=len(signed) > 1)
    refresh_caseload_entry(session, viewer.consortium_id, opened.period.beneficiary_id)
    sign(session, viewer, opened, opened.diagnosis)


def _problems(viewer: Viewer, opened: OpenedDiagnosis, entry: Entry) -> dict[str, str]:
    diagnosis = opened.diagnosis
    conclusion = Conclusion(
        diagnosis.track, diagnosis.next_review_on, diagnosis.agreement, diagnosis.person_comment
    )
    return conclusion_problems(
        opened.content,
        entry,
        conclusion,
        held_on=diagnosis.held_on,
        today=viewer.today,
        is_last=diagnosis.moment is Moment.EXIT,
    )


def _forget_conclusion(session: Session, diagnosis: Diagnosis) -> None:
    """What had been retained is not so any more."""
    diagnosis.explored_count = diagnosis.compared_count = diagnosis.divergent_count = diagnosis.needs = 0
    for row in _themes(session, diagnosis):
        row.retained_state, row.is_divergent = None, False


def _themes(session: Session, diagnosis: Diagnosis) -> ScalarResult[DiagnosisTheme]:
    owner = {"consortium_id": diagnosis.consortium_id, "diagnosis_id": diagnosis.id}
    return session.scalars(select(DiagnosisTheme).filter_by(**owner))


def _is_signed(diagnosis: Diagnosis) -> bool:
    return diagnosis.status in (DiagnosisStatus.COMPLETED, *FINAL_STATUSES)


def _close(diagnosis: Diagnosis, viewer: Viewer, signed: list[DiagnosisInterviewer]) -> None:
    diagnosis.status = DiagnosisStatus.VALIDATED
    diagnosis.validated_on = diagnosis.closed_on = viewer.today
    diagnosis.is_joint = {one.field for one in signed} == set(Field)


def _first_needs(session: Session, opened: OpenedDiagnosis) -> int | None:
    """What the first validated diagnosis of the stay had retained; None when this is the first."""
    former = select(Diagnosis.needs).where(
        Diagnosis.consortium_id == opened.diagnosis.consortium_id,
        Diagnosis.support_period_id == opened.period.id,
        Diagnosis.validated_on.is_not(None),
    )
    return session.scalars(former.order_by(Diagnosis.validated_on, Diagnosis.id).limit(1)).first()


def _supersede_others(session: Session, viewer: Viewer, opened: OpenedDiagnosis) -> None:
    former = select(Diagnosis).where(
        Diagnosis.consortium_id == viewer.consortium_id,
        Diagnosis.support_period_id == opened.period.id,
        Diagnosis.status == DiagnosisStatus.VALIDATED,
    )
    for diagnosis in session.scalars(former):
        diagnosis.status, diagnosis.superseded_on = DiagnosisStatus.SUPERSEDED, viewer.today


def _retain(session: Session, opened: OpenedDiagnosis, entry: Entry) -> None:
    """Write on each theme what is kept of it: lists, figures and evolution read it there."""
    owner = {"consortium_id": opened.diagnosis.consortium_id, "diagnosis_id": opened.diagnosis.id}
    rows = {row.theme: row for row in _themes(session, opened.diagnosis)}
    divergent = divergent_themes(opened.content, entry)
    for code in opened.content.codes:
        shared = entry.themes.get(code, ThemeRecord(code))
        state = retained_state(entry.answers_on(code), shared)
        row = rows.get(code)
        if row is None and state is ThemeState.NOT_EXPLORED:
            continue
        row = row or DiagnosisTheme(**owner, theme=code)
        row.retained_state, row.is_divergent = state, code in divergent
        session.add(row)
