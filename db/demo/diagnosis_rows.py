"""The rows of a fictional diagnosis, and what a validated one brings to the plan."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from db.demo.batch import instant
from db.demo.diagnosis_draws import Drawn, Meeting
from db.demo.model import Desk, Path
from db.models.diagnoses import Diagnosis, DiagnosisAnswer, DiagnosisInterviewer, DiagnosisTheme
from db.models.exchanges import Review
from db.models.paths import Objective, PlanAction
from domain.access import Field
from domain.diagnosis.needs import needs_bits
from domain.diagnosis.words import FINAL_STATUSES, DiagnosisStatus
from domain.follow_up import ActionOrigin, ActionStatus, ObjectiveStatus, Presence

_IN_PLAN_SHARE = 0.3  # of first priorities; the other objectives of the plan are drawn in db/demo/plan.py

_OVER_AFTER_DAYS = 120
_REACHED = ObjectiveStatus.REACHED, ActionStatus.DONE
_DROPPED = ObjectiveStatus.DROPPED, ActionStatus.DROPPED
_UNDER_WAY = ObjectiveStatus.OPEN, ActionStatus.TO_DO


class Life(NamedTuple):
    """What became of a diagnosis; `signed`: when each interviewer validated it."""

    status: DiagnosisStatus
    signed: Sequence[date | None]
    superseded_on: date | None = None
    copy_of_id: int | None = None
    first_needs: int | None = None


def add_diagnosis(desk: Desk, path: Path, drawn: Drawn, life: Life) -> int:
    """Queue a diagnosis with its interviewers, answers and themes; return its identifier."""
    meeting, batch = drawn.meeting, desk.batch
    on, by = meeting.held_on, meeting.lead.id
    diagnosis_id = batch.add(
        Diagnosis,
        on,
        by,
        **drawn.values,
        support_period_id=path.support_period_id,
        template_id=meeting.frame.template_id,
        copy_of_id=life.copy_of_id,
        status=life.status,
        moment=meeting.moment,
        held_on=on,
        needs=needs_of(drawn),
        **_signed_values(meeting, life),
    )
    _add_interviewers(desk, drawn, life, diagnosis_id)
    for answer in drawn.answers:
        batch.add(DiagnosisAnswer, on, answer["professional_id"], **answer, diagnosis_id=diagnosis_id)
    for theme in drawn.themes:
        batch.add(DiagnosisTheme, on, by, **theme, diagnosis_id=diagnosis_id)
    return diagnosis_id


def _signed_values(meeting: Meeting, life: Life) -> dict[str, Any]:
    """What is known once every interviewer signed."""
    if life.status not in FINAL_STATUSES:
        return {"is_joint": False}
    validated_on = max(day for day in life.signed if day)
    return {
        "first_needs": life.first_needs,
        "is_joint": {worker.field for worker in meeting.interviewers} == set(Field),
        "validated_on": validated_on,
        "superseded_on": life.superseded_on,
        "closed_on": validated_on,
    }


def needs_of(drawn: Drawn) -> int:
    """The national themes that it retains, once concluded."""
    return needs_bits({row["theme"]: row.get("retained_state") for row in drawn.themes})


def _add_interviewers(desk: Desk, drawn: Drawn, life: Life, diagnosis_id: int) -> None:
    held_on = drawn.meeting.held_on
    for worker, signed_on in zip(drawn.meeting.interviewers, life.signed, strict=True):
        desk.batch.add(
            DiagnosisInterviewer,
            held_on,
            worker.id,
            diagnosis_id=diagnosis_id,
            professional_id=worker.id,
            field=worker.field,
            structure_id=worker.site.id,
            joined_at=instant(held_on, 10 * 60),
            validated_at=instant(signed_on, 17 * 60) if signed_on else None,
        )


def add_to_plan(desk: Desk, path: Path, drawn: Drawn) -> None:
    """The review of the diagnosis, when that day has none, and for some the first objective."""
    held_on = drawn.meeting.held_on
    if held_on not in path.review_days:
        _add_review(desk, path, drawn)
    if drawn.priorities and desk.later_rng.random() < _IN_PLAN_SHARE:
        _add_objective(desk, path, drawn)


def _add_review(desk: Desk, path: Path, drawn: Drawn) -> None:
    meeting = drawn.meeting
    themes = [meeting.frame.themes[row["theme"]].label for row in drawn.priorities]
    told = f"Diagnostic partagé. Parcours proposé\u00a0: {meeting.track.label.lower()}."
    next_review_on = None if path.stay.exited_on else meeting.next_review_on
    desk.batch.add(
        Review,
        meeting.held_on,
        meeting.lead.id,
        support_period_id=path.support_period_id,
        held_on=meeting.held_on,
        presence=Presence.PERSON_AND_PARTNERS if len(meeting.interviewers) > 1 else Presence.PERSON,
        summary=f"{told} Priorités\u00a0: {', '.join(themes) or 'aucune'}.",
        next_review_on=next_review_on,
        professional_id=meeting.lead.id,
    )
    if meeting.held_on > (path.facts.last_review_on or path.stay.entered_on):
        path.facts.last_review_on, path.facts.next_review_on = meeting.held_on, next_review_on


def _add_objective(desk: Desk, path: Path, drawn: Drawn) -> None:
    """The first priority in the plan; what was agreed long ago is over."""
    [first, *_], meeting = drawn.priorities, drawn.meeting
    is_over = (path.until - meeting.held_on).days > _OVER_AFTER_DAYS
    end = _REACHED if desk.later_rng.random() < 0.75 else _DROPPED
    status, action_status = end if is_over else _UNDER_WAY
    objective_id = desk.batch.add(
        Objective,
        meeting.held_on,
        meeting.lead.id,
        support_period_id=path.support_period_id,
        theme=first["theme"] if first["theme"] in meeting.frame.core else None,
        title=first["objective"],
        set_on=meeting.held_on,
        status=status,
    )
    for step in first["next_steps"]:
        _add_action(desk, meeting, objective_id, step, action_status)


def _add_action(
    desk: Desk, meeting: Meeting, objective_id: int, step: Sequence[Any], status: ActionStatus
) -> None:
    title, owner_id, deadline = step
    deadline_on = date.fromisoformat(deadline)
    desk.batch.add(
        PlanAction,
        meeting.held_on,
        meeting.lead.id,
        objective_id=objective_id,
        title=title,
        owner_id=owner_id,
        deadline_on=deadline_on,
        status=status,
        origin=ActionOrigin.DIAGNOSIS,
        done_on=deadline_on if status is ActionStatus.DONE else None,
    )
