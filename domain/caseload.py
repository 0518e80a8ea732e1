"""How a caseload is filtered, sorted and paged."""

from dataclasses import dataclass
from datetime import date

from domain.follow_up import Status, Track
from domain.labels import LabelledEnum
from domain.people import Public

PAGE_SIZE = 50
MAX_BULK = 100  # people that one gesture may change
COUNTED_AT_MOST = 100_000  # beyond, the count would cost more than the list


class AgeBracket(LabelledEnum):
    """Age at the day of the list, in completed years."""

    UNDER_26 = "under_26", "Moins de 26 ans"
    FROM_26 = "from_26", "26 à 34 ans"
    FROM_35 = "from_35", "35 à 44 ans"
    FROM_45 = "from_45", "45 à 54 ans"
    FROM_55 = "from_55", "55 ans et plus"


_FIRST_AGE = {
    AgeBracket.UNDER_26: None,
    AgeBracket.FROM_26: 26,
    AgeBracket.FROM_35: 35,
    AgeBracket.FROM_45: 45,
    AgeBracket.FROM_55: 55,
}
_AGE_AFTER = {
    AgeBracket.UNDER_26: 26,
    AgeBracket.FROM_26: 35,
    AgeBracket.FROM_35: 45,
    AgeBracket.FROM_45: 55,
    AgeBracket.FROM_55: None,
}


class CaseloadSort(LabelledEnum):
    """Orders of the list; each has its index."""

    NAME = "name", "Nom"
    ENTERED = "entered", "Entrée la plus récente"
    LAST_CONTACT = "last_contact", "Dernier contact le plus ancien"
    REVIEW_DUE = "review_due", "Point de situation le plus en retard"


class CaseloadColumn(LabelledEnum):
    """What the list may show beside the name, in this order."""

    AGE = "age", "Âge"
    COMMUNE = "commune", "Commune"
    STATUS = "status", "Statut"
    REFERENT = "referent", "Référent·e"
    LAST_CONTACT = "last_contact", "Dernier contact"
    NEXT_APPOINTMENT = "next_appointment", "Prochain rendez-vous"
    REVIEW = "review", "Point de situation"
    TRACK = "track", "Parcours"
    STRUCTURE = "structure", "Structure"
    PUBLICS = "publics", "Publics"
    ENTERED = "entered", "Entrée"
    JALONS_ID = "jalons_id", "N° Jalons"


DEFAULT_COLUMNS = tuple(column for column in CaseloadColumn if column is not CaseloadColumn.JALONS_ID)


class AreaKind(LabelledEnum):
    """What an area filter names."""

    EPCI = "epci", "Intercommunalité"
    COMMUNE = "commune", "Commune"


@dataclass(frozen=True)
class Area:
    """A commune (INSEE code) or an EPCI (SIREN)."""

    kind: AreaKind
    code: str


@dataclass(frozen=True)
class CaseloadFilters:
    """Every filter of the list; empty means everybody still followed."""

    search: str = ""
    structure_id: int | None = None
    referent_id: int | None = None
    is_without_referent: bool = False
    publics: tuple[Public, ...] = ()
    tracks: tuple[Track, ...] = ()
    statuses: tuple[Status, ...] = (Status.ACTIVE, Status.PAUSED)
    age_brackets: tuple[AgeBracket, ...] = ()
    area: Area | None = None
    entered_from: date | None = None
    entered_to: date | None = None
    no_contact_since: date | None = None
    is_review_late: bool = False


def age_on(day: date, birth_date: date) -> int:
    """Completed years on this day; somebody born on 29 February turns a year older on 1 March."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def birth_range(bracket: AgeBracket, today: date) -> tuple[date | None, date | None]:
    """Births of a bracket: after the first date (excluded), up to the second (included)."""
    first_age, age_after = _FIRST_AGE[bracket], _AGE_AFTER[bracket]
    born_after = _years_before(today, age_after) if age_after else None
    born_until = _years_before(today, first_age) if first_age else None
    return born_after, born_until


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February of a year that has none
        return date(day.year - years, 2, 28)


def status_on(
    day: date, *, exited_on: date | None, paused_on: date | None, pause_ended_on: date | None
) -> Status:
    """Where a path stands on this day, from its dated facts; the day of exit is already out."""
    if exited_on is not None and exited_on <= day:
        return Status.EXITED
    if paused_on is not None and paused_on <= day and (pause_ended_on is None or pause_ended_on > day):
        return Status.PAUSED
    return Status.ACTIVE
