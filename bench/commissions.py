"""The animation of a commission: « Suivant », from a situation of the demonstration to the next one."""

from functools import partial
from itertools import cycle, islice

from bench.ground import Ground
from bench.statements import replay_ms
from bench.window import Run, Window
from db.engine import write_session
from db.models.accounts import Professional
from db.models.beneficiaries import Beneficiary
from domain import clock
from domain.access import Viewer
from domain.commissions.words import CaseState, MeetingState
from domain.identifiers import new_id
from navigation import ANIMATION
from tests.commission_factories import make_body, make_case, make_meeting, make_point

_WARM_UP = 6  # PostgreSQL's driver prepares a statement at its sixth run


def time_next(viewer: Viewer, ground: Ground, runs: int) -> dict[str, tuple[list[float], list[Run]]]:
    """As many situations in a row: bare SQL and runs."""
    window = Window()
    meeting_id, _ = open_meeting(viewer, ground, runs + _WARM_UP)
    window.open(ANIMATION.url_path, f"seance={meeting_id}")
    turns = [window.use("step_1", trigger_value=True) for _ in range(runs + _WARM_UP)][_WARM_UP:]
    replay = partial(replay_ms, consortium_id=viewer.consortium_id)
    return {"commission_next": ([replay(run.capture) for run in turns], turns)}


def open_meeting(viewer: Viewer, ground: Ground, count: int) -> tuple[int, dict[str, int]]:
    """A meeting of today about these people, with a body of its own; its points by their question."""
    points = {}
    with write_session(viewer) as session:
        body = make_body(session, viewer.consortium_id, name=f"Commission d’essai {new_id()}")
        meeting = make_meeting(session, body, clock.now(), state=MeetingState.OPEN)
        presenter = session.get_one(Professional, (viewer.consortium_id, viewer.professional_id))
        for rank, person_id in enumerate(islice(cycle(ground.people), count), start=1):
            person = session.get_one(Beneficiary, (viewer.consortium_id, person_id))
            about = {"state": CaseState.SCHEDULED, "question": f"Que proposer, situation {rank} ?"}
            case = make_case(session, person, body, presenter, **about)
            points[case.question] = make_point(session, meeting, case, rank=rank, number=rank).id
        return int(meeting.id), points
