"""The people behind delays: read on screen, or leaving as a file; who asks is read again at the click."""

import pandas as pd

from db.engine import read_session
from db.queries.indicators.delayed_people import list_delayed_people
from db.queries.indicators.people import PeopleBehind
from db.queries.viewers import ask_again
from domain.access import Viewer
from domain.indicators.delay_lists import DelayPart
from domain.indicators.model import Perimeter
from domain.indicators.pairs import Pair


def read_delayed_people(
    viewer: Viewer, perimeter: Perimeter, pair: Pair, *, part: DelayPart, page: int
) -> PeopleBehind:
    """A page of them: dates of the path, which no answer of a diagnosis tells."""
    with read_session(viewer) as session:
        return list_delayed_people(session, viewer, perimeter, pair, part=part, page=page)


def take_delayed_people(viewer: Viewer, perimeter: Perimeter, pair: Pair, part: DelayPart) -> pd.DataFrame:
    """All of them, as they may be listed now; NotFoundError when the session is over."""
    asking = ask_again(viewer)
    with read_session(asking) as session:
        return list_delayed_people(session, asking, perimeter, pair, part=part, page=None).people
