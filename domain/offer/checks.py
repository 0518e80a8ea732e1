"""The offer checked regularly: lines to check, shares up to date, campaigns."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.dates import problems_of

PAGE_SIZE = 50
OUTSIDE = 0  # what no member of the consortium carries; no identifier is 0
LONGEST_DAYS = 366
_LONGEST_MESSAGE = 1_000


@dataclass(frozen=True)
class CheckLine:
    """A service to check; `carrier`: the member of the consortium that carries it, if one does."""

    id: int
    name: str
    structure: str
    carrier_id: int | None
    carrier: str
    checked_on: date | None
    checked_by: str
    updated_on: date
    completeness: int


@dataclass(frozen=True)
class CheckShare:
    """Services of a member (OUTSIDE: of nobody) that are not closed, and those up to date."""

    holder: int
    name: str
    in_all: int
    done: int


@dataclass(frozen=True)
class Holder:
    """A member of the consortium that carries services."""

    id: int
    name: str


@dataclass(frozen=True)
class Campaign:
    """What the coordination asks of every structure, until a day."""

    id: int
    opened_on: date
    closes_on: date
    message: str
    asked_by: str


@dataclass(frozen=True)
class CampaignDraft:
    """What the coordination types to open one."""

    closes_on: date | None
    message: str = ""

    def problems(self, today: date) -> dict[str, str]:
        """It closes some day of the coming year."""
        day = self.closes_on
        is_near = day is not None and today <= day <= today + timedelta(days=LONGEST_DAYS)
        return problems_of(
            closes_on=None if is_near else "Choisissez une date de clôture, dans l’année qui vient.",
            message="Ce message est trop long." if len(self.message) > _LONGEST_MESSAGE else None,
        )
