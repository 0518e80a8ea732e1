"""The people to take up together: who is listed, what is told of each, how an alert is put off."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.alerts import Alert, AlertCode
from domain.caseload import CaseloadFilters
from domain.dates import months_before, problems_of

LONGEST_REASON = 300
MOST_MONTHS = 6  # an alert is not put off for longer
COUNTED_AT_MOST = 1_000  # beyond, the count would cost more than the list
PEOPLE_A_PAGE = 20  # cards of several lines, not rows of a table


@dataclass(frozen=True)
class AlertFilters:
    """Which alerts (none chosen: any), of whom (search, statuses and dates are not used), put off or not."""

    codes: tuple[AlertCode, ...] = ()
    people: CaseloadFilters = field(default=CaseloadFilters())
    is_put_off: bool = False


def is_beyond_count(filters: AlertFilters, counts: Mapping[AlertCode, int]) -> bool:
    """True when one of the alerts asked is alone about more people than are counted."""
    return max((counts.get(code, 0) for code in filters.codes or AlertCode), default=0) > COUNTED_AT_MOST


@dataclass(frozen=True)
class AlertedPerson:
    """A person and her alerts, the oldest first; `may_open`: the viewer may read her file and put off."""

    beneficiary_id: int
    first_names: str
    last_name: str
    referent_name: str
    structure_name: str
    may_open: bool
    alerts: tuple[Alert, ...]


@dataclass(frozen=True)
class AlertedPeople:
    """How many there are in all (beyond COUNTED_AT_MOST, one more), and those of the page."""

    count: int
    people: tuple[AlertedPerson, ...] = ()


def last_put_off(today: date) -> date:
    """Until when an alert may be put off."""
    return months_before(today, -MOST_MONTHS)


def put_off_problems(until_on: date | None, reason: str, today: date) -> dict[str, str]:
    """Why this alert cannot be put off so, in French."""
    return problems_of(until_on=_until_problem(until_on, today), reason=_reason_problem(reason.strip()))


def _until_problem(until_on: date | None, today: date) -> str | None:
    if until_on is None:
        return "Indiquez jusqu’à quand."
    if until_on <= today:
        return "Choisissez une date à venir."
    if until_on > last_put_off(today):
        return f"Une alerte se reporte de {MOST_MONTHS}\u00a0mois au plus."
    return None


def _reason_problem(reason: str) -> str | None:
    if not reason:
        return "Dites pourquoi."
    return f"{LONGEST_REASON}\u00a0signes au plus." if len(reason) > LONGEST_REASON else None
