"""What is agreed and written: objectives with their actions, notes."""

from datetime import date
from typing import NamedTuple

from db.demo.calendar import draw_days, later
from db.demo.model import Desk, Path
from db.demo.network import Worker
from db.demo.sentences import MEMOS, NOTES, THEMES, Theme
from db.models.exchanges import Note
from db.models.paths import Objective, PlanAction
from domain.follow_up import ActionOrigin, ActionStatus, NoteVisibility, ObjectiveStatus

NOTE_GAP_DAYS = 330
_VISIBILITIES = (0.62, 0.14, 0.14, 0.1)


def add_plan(desk: Desk, path: Path) -> None:
    """Queue the objectives of an oriented person with their actions, and notes about her."""
    if not path.referents:
        return
    if desk.rng.random() < 0.85:
        _add_objectives(desk, path)
    for day in draw_days(desk.rng, path.referents[0].started_on, path.until, NOTE_GAP_DAYS):
        if colleagues := path.colleagues_on(day):
            _add_note(desk, path, day, desk.rng.choice(colleagues))


def _add_objectives(desk: Desk, path: Path) -> None:
    rng = desk.rng
    count = rng.choices((1, 2, 3), (0.35, 0.45, 0.2))[0]
    drawn = rng.choices(THEMES, [theme.share for theme in THEMES], k=count)
    for theme in dict.fromkeys(drawn):
        set_on = later(path.referents[0].started_on, rng.randint(0, 60))
        if set_on <= path.until:
            _add_objective(desk, path, theme, set_on)


class _DrawnObjective(NamedTuple):
    id: int
    set_on: date
    is_over: bool


def _add_objective(desk: Desk, path: Path, theme: Theme, set_on: date) -> None:
    rng = desk.rng
    is_over = (path.until - set_on).days > 120 and rng.random() < 0.45
    end = rng.choices((ObjectiveStatus.REACHED, ObjectiveStatus.DROPPED), (0.75, 0.25))[0]
    objective_id = desk.batch.add(
        Objective,
        set_on,
        path.referents[0].worker.id,
        support_period_id=path.support_period_id,
        theme=theme.code,
        title=rng.choice(theme.objectives),
        set_on=set_on,
        status=end if is_over else ObjectiveStatus.OPEN,
    )
    for title in rng.sample(theme.actions, k=rng.randint(1, len(theme.actions))):
        _add_action(desk, path, _DrawnObjective(objective_id, set_on, is_over), title)


def _add_action(desk: Desk, path: Path, objective: _DrawnObjective, title: str) -> None:
    rng, (objective_id, set_on, is_over) = desk.rng, objective
    done_on = later(set_on, rng.randint(5, 140))
    is_done = done_on <= path.until and rng.random() < (0.85 if is_over else 0.5)
    waiting = ActionStatus.DROPPED if is_over else rng.choice((ActionStatus.TO_DO, ActionStatus.IN_PROGRESS))
    worker = path.referents[-1].worker
    desk.batch.add(
        PlanAction,
        set_on,
        worker.id,
        objective_id=objective_id,
        title=title,
        owner_id=worker.id if rng.random() < 0.4 else None,
        deadline_on=later(set_on, rng.randint(20, 150)) if rng.random() < 0.8 else None,
        status=ActionStatus.DONE if is_done else waiting,
        origin=rng.choices(list(ActionOrigin), (0.35, 0.5, 0.15, 0.0))[0],
        done_on=done_on if is_done else None,
    )


def _add_note(desk: Desk, path: Path, day: date, author: Worker) -> None:
    visibility = desk.rng.choices(list(NoteVisibility), _VISIBILITIES)[0]
    is_for_field = visibility is NoteVisibility.RESTRICTED_FIELD
    is_for_structure = visibility is NoteVisibility.RESTRICTED_STRUCTURE
    desk.batch.add(
        Note,
        day,
        author.id,
        support_period_id=path.support_period_id,
        written_on=day,
        author_id=author.id,
        visibility=visibility,
        restricted_field=author.field if is_for_field else None,
        restricted_structure_id=author.site.id if is_for_structure else None,
        text=desk.rng.choice(MEMOS if visibility is NoteVisibility.MEMO else NOTES),
    )
