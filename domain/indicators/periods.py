"""The usual periods of dashboards, up to the reference date."""

from datetime import date, timedelta

from domain.dates import months_before
from domain.labels import LabelledEnum


class Period(LabelledEnum):
    """Which entries, exits and appointments are counted."""

    THREE_MONTHS = "3-months", "3 derniers mois"
    TWELVE_MONTHS = "12-months", "12 derniers mois"
    THIS_YEAR = "year", "Année en cours"
    OTHER = "other", "Autre période"

    def starts_on(self, reference_on: date) -> date:
        """Its first day, when it ends at the reference date; another one starts like the longest."""
        if self is Period.THIS_YEAR:
            return reference_on.replace(month=1, day=1)
        months = 3 if self is Period.THREE_MONTHS else 12
        return months_before(reference_on, months) + timedelta(days=1)
