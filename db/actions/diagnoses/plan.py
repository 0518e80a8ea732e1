"""What a validated diagnosis brings to the plan: objectives, actions, the next review."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actions.audit import write_audit
from db.actions.diagnoses.opened import OpenedDiagnosis
from db.actions.history import apply_changes
from db.models.diagnoses import Diagnosis, DiagnosisTheme
from db.models.exchanges import Review
from db.models.paths import Objective, PlanAction
from db.queries.diagnosis_rows import next_step_of
from domain.access import Viewer
from domain.audit import AuditEvent
from domain.diagnosis.records import NextStep
from domain.diagnosis.template import TemplateContent
from domain.follow_up import ActionOrigin, ObjectiveStatus, Presence
from domain.identifiers import new_id


def add_to_plan(session: Session, viewer: Viewer, opened: OpenedDiagnosis, *, is_with_partners: bool) -> None:
    """An objective by priority with its actions, and a review that gives the next date.

    What the plan says in the same words is not said twice; a correction leaves closed what was closed since.
    """
    priorities = _priorities(session, opened.diagnosis)
    known, former = _known_objectives(session, opened), _former_titles(session, opened.diagnosis)
    for priority in priorities:
        objective = known.get(priority.objective)
        if objective is None and (reworded := known.get(former.get(priority.theme, ""))):
            objective = _reword(session, viewer, opened, reworded, priority.objective)
        objective = objective or _add_objective(session, viewer, opened, priority)
        _add_actions(session, viewer, opened, objective, [next_step_of(one) for one in priority.next_steps])
    if opened.diagnosis.next_review_on and not _is_same_review(session, opened.diagnosis):
        presence = Presence.PERSON_AND_PARTNERS if is_with_partners else Presence.PERSON
        summary = _summary(opened.diagnosis, opened.content, [row.theme for row in priorities])
        _add_review(session, viewer, opened, presence, summary)


def _priorities(session: Session, diagnosis: Diagnosis) -> Sequence[DiagnosisTheme]:
    statement = select(DiagnosisTheme).where(
        DiagnosisTheme.consortium_id == diagnosis.consortium_id,
        DiagnosisTheme.diagnosis_id == diagnosis.id,
        DiagnosisTheme.priority_rank.is_not(None),
    )
    return session.scalars(statement.order_by(DiagnosisTheme.priority_rank)).all()


def _known_objectives(session: Session, opened: OpenedDiagnosis) -> dict[str, Objective]:
    statement = select(Objective).where(
        Objective.consortium_id == opened.diagnosis.consortium_id,
        Objective.support_period_id == opened.period.id,
    )
    if opened.diagnosis.copy_of_id is None:
        statement = statement.where(Objective.status == ObjectiveStatus.OPEN)
    return {objective.title: objective for objective in session.scalars(statement.order_by(Objective.id))}


def _former_titles(session: Session, diagnosis: Diagnosis) -> dict[str, str]:
    """Theme → objective of the diagnosis that this one corrects."""
    if diagnosis.copy_of_id is None:
        return {}
    source = session.get_one(Diagnosis, (diagnosis.consortium_id, diagnosis.copy_of_id))
    return {row.theme: row.objective for row in _priorities(session, source)}


def _reword(
    session: Session, viewer: Viewer, opened: OpenedDiagnosis, objective: Objective, title: str
) -> Objective:
    owner = opened.period.beneficiary_id
    apply_changes(session, viewer, objective, {"title": title}, beneficiary_id=owner)
    session.flush()
    _sign(session, viewer, opened, objective, AuditEvent.UPDATE)
    return objective


def _add_objective(
    session: Session, viewer: Viewer, opened: OpenedDiagnosis, priority: DiagnosisTheme
) -> Objective:
    is_core = priority.theme in opened.content.core_codes
    objective = Objective(
        consortium_id=viewer.consortium_id,
        id=new_id(),
        support_period_id=opened.period.id,
        theme=priority.theme if is_core else None,
        title=priority.objective,
        set_on=opened.diagnosis.held_on,
    )
    session.add(objective)
    session.flush()
    _sign(session, viewer, opened, objective)
    return objective


def _add_actions(
    session: Session,
    viewer: Viewer,
    opened: OpenedDiagnosis,
    objective: Objective,
    steps: Sequence[NextStep],
) -> None:
    statement = select(PlanAction.title).where(
        PlanAction.consortium_id == objective.consortium_id, PlanAction.objective_id == objective.id
    )
    known = set(session.scalars(statement))
    for step in steps:
        if step.title not in known:
            action = _action(objective, step)
            session.add(action)
            session.flush()
            _sign(session, viewer, opened, action)


def _action(objective: Objective, step: NextStep) -> PlanAction:
    return PlanAction(
        consortium_id=objective.consortium_id,
        objective_id=objective.id,
        title=step.title,
        owner_id=step.owner_id,
        deadline_on=step.deadline_on,
        origin=ActionOrigin.DIAGNOSIS,
    )


def _add_review(
    session: Session, viewer: Viewer, opened: OpenedDiagnosis, presence: Presence, summary: str
) -> None:
    review = Review(
        consortium_id=viewer.consortium_id,
        id=new_id(),
        support_period_id=opened.period.id,
        held_on=opened.diagnosis.held_on,
        presence=presence,
        summary=summary,
        next_review_on=opened.diagnosis.next_review_on,
        professional_id=viewer.professional_id,
    )
    session.add(review)
    session.flush()
    _sign(session, viewer, opened, review)


def _is_same_review(session: Session, diagnosis: Diagnosis) -> bool:
    """True for a correction that changes neither the day nor the next date: its source's review holds."""
    if diagnosis.copy_of_id is None:
        return False
    source = session.get_one(Diagnosis, (diagnosis.consortium_id, diagnosis.copy_of_id))
    return _dates(source) == _dates(diagnosis)


def _dates(diagnosis: Diagnosis) -> tuple[date, date | None]:
    return diagnosis.held_on, diagnosis.next_review_on


def _summary(diagnosis: Diagnosis, content: TemplateContent, priorities: Sequence[str]) -> str:
    """Facts only: whoever opens the file reads them in the diagnosis too."""
    labels = ", ".join(content.theme(code).label for code in priorities) or "aucune"
    track = diagnosis.track.label.lower() if diagnosis.track else ""
    return f"Diagnostic partagé. Parcours proposé\u00a0: {track}. Priorités\u00a0: {labels}."


def _sign(
    session: Session,
    viewer: Viewer,
    opened: OpenedDiagnosis,
    record: Objective | PlanAction | Review,
    event: AuditEvent = AuditEvent.CREATE,
) -> None:
    write_audit(
        session,
        viewer,
        event,
        object_kind=record.__tablename__,
        object_id=record.id,
        beneficiary_id=opened.period.beneficiary_id,
    )
