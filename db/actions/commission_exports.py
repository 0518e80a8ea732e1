"""What is behind a figure of commissions, leaving as a file: who asks is read again at the click."""

from db.actions.reads import record_export
from db.engine import read_session, write_session
from db.queries.indicators.commission_lines import list_commission_lines
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.indicators.model import Indicator, Perimeter
from domain.indicators.told_commissions import CommissionLine, Sitting


def take_commission_lines(
    viewer: Viewer, perimeter: Perimeter, sitting: Sitting, indicator: Indicator
) -> list[CommissionLine]:
    """All of them, as they may be listed now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_commission_lines(session, asking, perimeter, sitting, indicator)


def sign_commission_lines(viewer: Viewer, indicator: Indicator, rows: int, detail: str) -> None:
    """Sign that so many lines of this figure left."""
    with write_session(viewer) as session:
        record_export(session, viewer, kind=f"indicator:{indicator.code}", count=rows, detail=detail)
