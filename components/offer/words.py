"""A service in words: price, places, last check."""

from datetime import date

from components.formats import NO_BREAK, count_of, format_count, format_date
from domain.offer.search import is_to_check
from domain.offer.words import Fee, ServiceState

FEE_UNKNOWN = "Tarif non précisé"
NEVER_CHECKED = "À vérifier (jamais vérifié)"


def fee_words(fee: Fee | None) -> str:
    """« Gratuit », « Payant », or that nobody said."""
    return fee.label if fee else FEE_UNKNOWN


def places_words(places: int | None) -> str:
    """« 3 places », « complet », or that nobody said."""
    if places is None:
        return "places non précisées"
    return count_of(places, "place") if places else "complet"


def session_words(day: date | None, today: date) -> str:
    """« prochaine session le 12/12/2026 »; a past one is not told."""
    return f"prochaine session le {format_date(day)}" if day and day >= today else ""


def state_words(state: ServiceState, until: date | None) -> str:
    """« Suspendu jusqu’au 31/12/2026 »."""
    return f"{state.label} jusqu’au {format_date(until)}" if until else state.label


def check_words(checked_on: date | None, checked_by: str, today: date, months: int) -> str:
    """« Vérifié le 03/03/2026 par … »; « À vérifier » when it is too old."""
    if checked_on is None:
        return NEVER_CHECKED
    who = f" par {checked_by}" if checked_by else ""
    if is_to_check(checked_on, today, months):
        return f"À vérifier (dernière vérification le {format_date(checked_on)}{who})"
    return f"Vérifié le {format_date(checked_on)}{who}"


def place_words(commune: str, km: float | None, *, is_remote: bool) -> str:
    """« Prades, à 12 km », « Prades ou à distance »."""
    near = f", à {format_count(round(km))}{NO_BREAK}km" if km is not None else ""
    where = f"{commune}{near}"
    if not where:
        return "À distance" if is_remote else "Lieu non précisé"
    return f"{where} ou à distance" if is_remote else where


def completeness_words(percent: int) -> str:
    """The score of the data·inclusion package, told plainly."""
    if percent >= 80:
        return f"fiche remplie à {percent}\u202f%"
    told = "fiche à compléter" if percent >= 50 else "fiche très incomplète"
    return f"{told} ({percent}\u202f%)"


def freshness_words(updated_on: date, today: date) -> str:
    """When the producer last changed it; a year is old."""
    months = (today.year - updated_on.year) * 12 + today.month - updated_on.month
    old = f" — plus d’un an{NO_BREAK}!" if months >= 12 else ""
    return f"modifiée par son producteur le {format_date(updated_on)}{old}"
