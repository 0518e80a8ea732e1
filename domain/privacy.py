"""Rights of people over their data: their requests, urgent access, how long files are kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.access import Role
from domain.audit import AuditEvent, AuditOutcome
from domain.dates import months_before, problems_of
from domain.labels import LabelledEnum

PRIVACY_ROLES = frozenset({Role.DATA_PROTECTION})
URGENT_ROLES = frozenset({Role.COORDINATOR, Role.STRUCTURE_MANAGER})
URGENT_ACCESS_LASTS = timedelta(hours=3)
SHORTEST_REASON, LONGEST_REASON = 20, 500
TOLD_DAYS = 7  # how long the référent reads on her day that her file was opened in urgency
INFORMATION_DAYS = 30
NOTICE_DAYS = 30
LINES_PER_PAGE = 50
LIMITED = "Cette personne a demandé la limitation de ses données : son dossier se lit, il ne se modifie plus."


class RequestKind(LabelledEnum):
    """What a person may ask about her own data."""

    ACCESS = "access", "Accès à ses données"
    RECTIFICATION = "rectification", "Rectification"
    LIMITATION = "limitation", "Limitation"
    OPPOSITION = "opposition", "Opposition au partage"
    ERASURE = "erasure", "Effacement"


class RequestState(LabelledEnum):
    """Where a request stands."""

    OPEN = "open", "À traiter"
    ACCEPTED = "accepted", "Acceptée"
    REFUSED = "refused", "Refusée"


@dataclass(frozen=True)
class JournalFilters:
    """What the data-protection officer looks for in the journal; days are included."""

    since: date
    until: date
    professional_id: int | None = None
    beneficiary_id: int | None = None
    event: AuditEvent | None = None
    outcome: AuditOutcome | None = None


@dataclass(frozen=True)
class RequestLine:
    """A request as its list shows it; `who` is empty once the person is anonymised."""

    id: int
    version: int
    beneficiary_id: int
    who: str
    kind: RequestKind
    state: RequestState
    received_on: date
    due_on: date
    answered_on: date | None
    answer: str


@dataclass(frozen=True)
class UrgentAccessLine:
    """A file opened in urgency: by whom, why, until when."""

    beneficiary_id: int
    who: str
    professional_name: str
    structure_name: str
    reason: str
    started_at: datetime
    ends_at: datetime


def due_date(received_on: date) -> date:
    """One month to answer: the same day of the next month, or its last one."""
    return months_before(received_on, -1)


def reason_problem(reason: str) -> str | None:
    """Why this is not a reason that the référent and the data-protection officer may read."""
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        return f"Écrivez pourquoi, en {SHORTEST_REASON} caractères au moins."
    return None


def request_problems(received_on: date | None, today: date) -> dict[str, str]:
    """A request has arrived, and not tomorrow."""
    is_right = received_on is not None and received_on <= today
    return problems_of(received_on=None if is_right else "La date de réception n’est pas dans le futur.")
