"""Situations that the fictional bodies look at: brought, examined, promised about, waiting."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from db.demo.batch import Batch
from db.demo.commission_people import Candidate
from db.models.cases import AgendaPoint, CommissionCase, Commitment
from db.models.paths import Objective, PlanAction
from domain.commissions.bodies import USUAL_MINUTES
from domain.commissions.words import (
    CaseOrigin,
    CaseState,
    Conclusion,
    PersonAttendance,
    PointKind,
    PointState,
)
from domain.follow_up import ActionOrigin, ActionStatus

TOLD = tomllib.loads(Path(__file__).with_name("commissions_66.toml").read_text())
_BASKET = 12
_DONE_SHARE = 0.85
_ATTENDANCES = (
    PersonAttendance.ALONE,
    PersonAttendance.ACCOMPANIED,
    PersonAttendance.ABSENT,
    PersonAttendance.UNKNOWN,
)


class Held(NamedTuple):
    """A meeting whose rows are queued."""

    id: int
    on: date


class BodyDesk:
    """One body at work: who waits to be brought to it, who sits, what is written."""

    def __init__(
        self, batch: Batch, rng: Random, body_id: int, waiting: list[Candidate], today: date
    ) -> None:
        self.batch, self.rng, self.body_id, self.today = batch, rng, body_id, today
        self.waiting, self.seen = waiting, list[Candidate]()
        self.members: list[int] = []
        self.secretary_id = self.secretary = self.chair_id = 0  # an account, its member, another member
        self.seen_last: tuple[Candidate, int] | None = None  # examined, with her situation
        self.stories: Iterator[Mapping[str, Any]] = cycle(TOLD["cases"])

    def next_person(self) -> Candidate | None:
        """Somebody who was not brought yet."""
        if not self.waiting:
            return None
        self.seen.append(self.waiting.pop())
        return self.seen[-1]


def put_on_agenda(desk: BodyDesk, meeting: Held, number: int, *, ending: Conclusion | None = None) -> None:
    """The next situation; with an ending, what the meeting said of it, and what was promised."""
    if (who := desk.next_person()) is None:
        return
    story = next(desk.stories)
    case_id = _add_case(
        desk, who, story, min(meeting.on, desk.today) - timedelta(days=desk.rng.randint(22, 50)),
        state=CaseState.EXAMINED if ending else CaseState.SCHEDULED,
        passed_on=meeting.on if ending else None,
    )  # fmt: skip
    point_id = desk.batch.add(
        AgendaPoint, min(meeting.on, desk.today), desk.secretary_id, meeting_id=meeting.id, case_id=case_id,
        kind=PointKind.SITUATION, rank=number + 1, number=number, minutes=USUAL_MINUTES,
        state=PointState.TREATED if ending else PointState.PLANNED, conclusion=ending,
        conclusion_words=ending.label if ending else "", spent_seconds=60 * 13 if ending else 0,
        comment=_told(story["comment"], "La personne") if ending else "",
    )  # fmt: skip
    if ending:
        desk.seen_last = who, case_id
        _commit(desk, who, story["actions"], (meeting, point_id, case_id))


def _add_case(desk: BodyDesk, who: Candidate, story: Mapping[str, Any], on: date, **values: Any) -> int:
    on = max(on, who.entered_on)
    is_on_agenda = values.get("state") == CaseState.SCHEDULED  # where the shared screen has a name to veil
    name = who.first_name if is_on_agenda else "La personne"
    usual = {"informed_on": on, "is_reread": True, "attendance": desk.rng.choice(_ATTENDANCES)}
    return desk.batch.add(
        CommissionCase, on, who.referent_id, body_id=desk.body_id, support_period_id=who.support_period_id,
        submitted_on=on, submitted_by_id=who.referent_id, presenter_id=who.referent_id,
        motive=story["motive"], question=story["question"], tried=story["tried"],
        person_words=_told(story["words"], name), **(usual | values),
    )  # fmt: skip


def _told(text: str, name: str) -> str:
    return text.format(first=name)


def _commit(desk: BodyDesk, who: Candidate, titles: list[str], found: tuple[Held, int, int]) -> None:
    """What was promised joins her plan: mostly done, some late."""
    meeting, point_id, case_id = found
    objective_id = desk.batch.add(
        Objective, meeting.on, desk.secretary_id, support_period_id=who.support_period_id,
        title=f"Décisions de la commission du {meeting.on:%d/%m/%Y}", set_on=meeting.on,
    )  # fmt: skip
    for title in titles[: desk.rng.randint(1, 2)]:
        deadline = meeting.on + timedelta(days=desk.rng.randint(14, 50))
        done_on = meeting.on + timedelta(days=desk.rng.randint(5, 48))
        is_done = done_on <= desk.today and desk.rng.random() < _DONE_SHARE
        action_id = desk.batch.add(
            PlanAction, meeting.on, desk.secretary_id, objective_id=objective_id, title=title,
            owner_id=who.referent_id, deadline_on=deadline, origin=ActionOrigin.COMMISSION,
            status=ActionStatus.DONE if is_done else ActionStatus.TO_DO, done_on=done_on if is_done else None,
        )  # fmt: skip
        desk.batch.add(
            Commitment, meeting.on, desk.secretary_id, meeting_id=meeting.id, point_id=point_id,
            case_id=case_id, action_id=action_id, taken_on=meeting.on,
        )  # fmt: skip


def fill_basket(desk: BodyDesk) -> None:
    """Situations that wait: one urgent, put off, not informed, objecting; one that passed lately."""
    put_off_on = desk.today - timedelta(days=28)
    special: list[dict[str, Any]] = [
        {"is_urgent": True},
        {"put_off_on": put_off_on},
        {"informed_on": None, "is_reread": False},
        {"objection": "Ne souhaite pas que sa situation soit présentée pour le moment."},
    ]
    examined = desk.seen_last
    for values in [*special, *({} for _ in range(_BASKET - len(special) - 1))]:
        if who := desk.next_person():
            days = desk.rng.randint(35, 60) if "put_off_on" in values else desk.rng.randint(2, 30)
            _add_case(desk, who, next(desk.stories), desk.today - timedelta(days=days), **values)
    if examined:
        who, case_id = examined
        on = desk.today - timedelta(days=2)
        told = {"origin": CaseOrigin.AGAIN, "former_case_id": case_id}
        _add_case(desk, who, next(desk.stories), on, **told)
