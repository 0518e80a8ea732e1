"""People by alert, told like any figure, under statistical secrecy."""

from sqlalchemy.orm import Session

from db.queries.indicators.told import tell_figures
from domain.access import Viewer
from domain.alerts import AlertCode
from domain.indicators.alerts import alert_of
from domain.indicators.model import Breakdown, Perimeter
from domain.indicators.told import Told
from domain.secrecy import Medium


def tell_alert_counts(
    session: Session,
    viewer: Viewer,
    perimeter: Perimeter,
    *,
    medium: Medium = Medium.SCREEN,
    by: Breakdown = Breakdown.STRUCTURE,
) -> dict[AlertCode, Told]:
    """How many people each alert is about today, and by group: all the alerts in one statement."""
    told = tell_figures(
        session, viewer, perimeter, [alert_of(code) for code in AlertCode], medium=medium, by=by
    )
    return {AlertCode(indicator.variant): figure for indicator, figure in told.items()}
