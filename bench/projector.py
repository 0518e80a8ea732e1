"""The shared screen of a commission: what it asks each second, and what a change costs it."""

from functools import partial

from bench.statements import replay_ms
from bench.window import Run, Window
from components.commissions.projections import project_with
from db.actions.commissions.projections import open_projection
from db.engine import sign_in_session, write_session
from db.models.commissions import SharedScreen
from db.queries.commissions.projections import find_projection
from domain import clock
from domain.access import Viewer
from domain.commissions.projections import Projection
from domain.commissions.screens import to_json
from domain.commissions.words import MeetingState
from domain.identifiers import new_id
from navigation import SHARED_SCREEN
from tests.commission_factories import make_body, make_meeting
from tests.services.screen_contents import CASE, WRITTEN

_WARM_UP = 6  # PostgreSQL's driver prepares a statement at its sixth run


def time_projector(viewer: Viewer, runs: int) -> dict[str, tuple[list[float], list[Run]]]:
    """Seconds with nothing new, then as many changes: bare SQL and runs of each."""
    meeting_id, projection = _open(viewer)
    window = Window()
    window.open(SHARED_SCREEN.url_path, f"seance={projection.id}")
    ticks = [window.tick() for _ in range(runs + _WARM_UP)][_WARM_UP:]
    changes = []
    for turn in range(runs):
        _change(viewer, meeting_id, turn)
        changes.append(window.tick())
    measured = {"shared_screen_tick": ticks, "shared_screen_change": changes}
    replay = partial(replay_ms, consortium_id=viewer.consortium_id)
    return {name: ([replay(run.capture) for run in found], found) for name, found in measured.items()}


def _open(viewer: Viewer) -> tuple[int, Projection]:
    with write_session(viewer) as session:
        body = make_body(session, viewer.consortium_id, name=f"Commission d’essai {new_id()}")
        meeting = make_meeting(session, body, clock.now(), state=MeetingState.OPEN)
        key = {"consortium_id": viewer.consortium_id, "meeting_id": meeting.id}
        session.add(SharedScreen(**key, changes=1, content=to_json(CASE)))
        projection, token = open_projection(session, viewer, meeting.id)

    def current() -> Projection | None:
        with sign_in_session(is_readonly=True) as session:
            return find_projection(session, token, clock.now())

    project_with(current)
    return meeting.id, projection


def _change(viewer: Viewer, meeting_id: int, turn: int) -> None:
    with write_session(viewer) as session:
        stored = session.get_one(SharedScreen, (viewer.consortium_id, meeting_id))
        stored.changes += 1
        stored.content = to_json(WRITTEN if turn % 2 else CASE)
