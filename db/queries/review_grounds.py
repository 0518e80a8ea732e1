"""What a quick « point de situation » opens with: the last one, and what has happened in the file since."""

from collections.abc import Iterable
from datetime import date
from functools import partial

import pandas as pd
from sqlalchemy.orm import Session

from db.queries.directory import list_professionals
from db.queries.file_headers import get_header
from db.queries.files import list_records
from db.queries.timelines import list_timeline
from domain.access import Viewer
from domain.exchange_drafts import ReviewDraft
from domain.files import SavedRecord
from domain.follow_up import ActionStatus, ObjectiveStatus
from domain.path_drafts import ActionDraft, ObjectiveDraft
from domain.reviews import FileEvent, ReviewGround, told_since

_WHOLE_STAY = "Suivi"  # the lane of the timeline that lasts as long as the stay


def get_review_ground(session: Session, viewer: Viewer, beneficiary_id: int) -> ReviewGround:
    """Of a file that the viewer may open; NotFoundError otherwise. As many statements whatever it holds."""
    records = partial(list_records, session, viewer, beneficiary_id)
    header = get_header(session, viewer, beneficiary_id)
    since = told_since(header.last_review_on, header.period.entered_on)
    reviews: list[SavedRecord[ReviewDraft]] = [
        one for one in records(ReviewDraft) if one.support_period_id == header.period.id
    ]
    actions: list[ActionDraft] = [one.draft for one in records(ActionDraft)]
    events = _happened(list_timeline(session, viewer, beneficiary_id), since, viewer.today)
    return ReviewGround(
        header=header,
        last=max(reviews, key=lambda one: (one.draft.held_on or date.min, one.id), default=None),
        since=since,
        events=sorted([*events, *_done(actions, since)], key=lambda one: one.day, reverse=True),
        objectives=[one.draft for one in records(ObjectiveDraft) if _is_open(one.draft)],
        actions=[one for one in actions if one.status in (ActionStatus.TO_DO, ActionStatus.IN_PROGRESS)],
        names=list_professionals(session, viewer),
    )


def _is_open(objective: ObjectiveDraft) -> bool:
    return objective.status is ObjectiveStatus.OPEN


def _happened(timeline: pd.DataFrame, since: date, today: date) -> Iterable[FileEvent]:
    """What began since, or ended since; what is still to come is not told."""
    for row in timeline.to_dict("records"):
        started_on, ended_on = row["starts_on"].date(), row["ends_on"]
        days = [started_on] if pd.isna(ended_on) else [started_on, ended_on.date()]
        told = [day for day in days if since <= day <= today]
        if told and row["lane"] != _WHOLE_STAY:
            is_over = len(days) > 1 and days[1] in told
            label = f"{row['label']}\u00a0: fin" if is_over else row["label"]
            yield FileEvent(max(told), row["lane"], label, row["detail"])


def _done(actions: Iterable[ActionDraft], since: date) -> Iterable[FileEvent]:
    for action in actions:
        if action.done_on and action.done_on >= since:
            yield FileEvent(action.done_on, ActionDraft.label, "Action faite", action.title)
