"""« Points de situation »: when the next one is due, who is listed, what a quick entry shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.caseload import CaseloadFilters
from domain.exchange_drafts import ReviewDraft
from domain.files import FileHeader, SavedRecord
from domain.follow_up import Status, Track
from domain.labels import LabelledEnum
from domain.path_drafts import ActionDraft, ObjectiveDraft
from domain.people import Public

SOON_DAYS = (7, 15, 30)  # how far ahead the list may look; the first is usual


class ReviewsShown(LabelledEnum):
    """Which of the people due are listed; nobody whose follow-up is paused or over."""

    ALL = "all", "En retard et à venir"
    LATE = "late", "En retard"
    SOON = "soon", "À venir"


@dataclass(frozen=True)
class ReviewFilters:
    """Every filter of the list; by default, everybody late or due within a week."""

    shown: ReviewsShown = ReviewsShown.ALL
    soon_days: int = SOON_DAYS[0]
    structure_id: int | None = None
    referent_id: int | None = None
    is_without_referent: bool = False
    has_referent: bool = False
    tracks: tuple[Track, ...] = ()
    publics: tuple[Public, ...] = ()

    @property
    def people(self) -> CaseloadFilters:
        """Who may be listed, whatever the date."""
        return CaseloadFilters(
            structure_id=self.structure_id,
            referent_id=self.referent_id,
            is_without_referent=self.is_without_referent,
            publics=self.publics,
            tracks=self.tracks,
            statuses=(Status.ACTIVE,),
        )

    def due_between(self, today: date) -> tuple[date | None, date]:
        """The first and the last due date that are listed; late is strictly before today."""
        until = {ReviewsShown.LATE: today - timedelta(days=1)}
        since = {ReviewsShown.SOON: today}
        return since.get(self.shown), until.get(self.shown, today + timedelta(days=self.soon_days))


@dataclass(frozen=True)
class FileEvent:
    """Something dated in the file: « 12/10/2026 · Contact · Appel », and in one sentence."""

    day: date
    kind: str
    label: str
    detail: str


@dataclass(frozen=True)
class ReviewGround:
    """What the file tells before a review: the last one, and what has happened since, latest first."""

    header: FileHeader
    last: SavedRecord[ReviewDraft] | None
    since: date
    events: Sequence[FileEvent]
    objectives: Sequence[ObjectiveDraft]
    actions: Sequence[ActionDraft]
    names: dict[int, str]


def review_due_on(
    *, entered_on: date, last_review_on: date | None, agreed_on: date | None, rhythm_days: int
) -> date:
    """The date agreed at the last review, else a rhythm after it, else a rhythm after the entry.

    `agreed_on` is the next date written at the last review; `rhythm_days` (calendar days) is the person's,
    else her track's, else the consortium's.
    """
    return agreed_on or (last_review_on or entered_on) + timedelta(days=rhythm_days)


def told_since(last_review_on: date | None, entered_on: date) -> date:
    """The first day of what is told: the day after the last review, which has told its own day."""
    return max(entered_on, last_review_on + timedelta(days=1)) if last_review_on else entered_on
