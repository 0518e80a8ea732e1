"""How long a room waits: from what the secretary does to the shared screen that shows it, while others work.

`python -m bench.follow PEOPLE RUNS RESULT.json`, on the database of the settings.
"""

import json
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from threading import Event, Thread

from sqlalchemy import make_url
from streamlit.proto.BackMsg_pb2 import BackMsg

from bench.commissions import open_meeting
from bench.crowd import crowd
from bench.ground import sign_in, survey
from bench.measures import ACCOUNTS, Measure
from bench.visitors import answers, open_socket
from components.commissions.screen import TICK_SECONDS
from db.actions.commissions.day import go_to_point
from db.actions.commissions.projections import open_projection
from db.engine import connect, write_session
from domain.access import Viewer
from navigation import SHARED_SCREEN
from settings import get_settings
from tests.services import application
from tests.services.databases import Database

USERS, THINK = 20, 10.0
_LONGEST_WAIT = 15.0


def measure_follow(people: int, runs: int) -> Measure:
    """As many situations in a row, each at any moment of the projector's second."""
    settings = get_settings()
    connect(settings.database_url)
    current = sign_in(ACCOUNTS["coordinator"][0])
    viewer = current()
    assert viewer is not None
    meeting_id, points = open_meeting(viewer, survey(viewer), runs)
    with write_session(viewer) as session:
        projection, token = open_projection(session, viewer, meeting_id)
    database = Database(settings.database_url, settings.data_dir)
    server = application.serve(database, {"JALONS_DEMO": "1"})
    try:
        with (
            crowd(server.url, database, USERS, THINK),
            _watched(server.url, f"jalons_projection={token}", f"seance={projection.id}") as shown,
        ):
            waits = [_wait(viewer, point_id, words, shown) for words, point_id in points.items()]
    finally:
        application.stop(server)
    return _measure(waits, make_url(settings.database_url).get_backend_name(), people)


def _wait(viewer: Viewer, point_id: int, words: str, shown: set[bytes]) -> float:
    """Seconds from the secretary's gesture to its words on the projector."""
    time.sleep(random.uniform(0.5, 1.5))
    started = time.monotonic()
    with write_session(viewer) as session:
        go_to_point(session, viewer, point_id)
    while not any(words.encode() in message for message in list(shown)):
        if time.monotonic() - started > _LONGEST_WAIT:
            raise TimeoutError(words)
        time.sleep(0.01)
    return time.monotonic() - started


@contextmanager
def _watched(address: str, cookie: str, query: str) -> Iterator[set[bytes]]:
    """What the projector's window has received so far; it asks again each second, as a browser does."""
    shown: set[bytes] = set()
    over, is_ready = Event(), Event()

    def watch() -> None:
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = SHARED_SCREEN.url_path, query
        with open_socket(address, cookie) as socket:
            while not over.is_set():
                socket.send(asked.SerializeToString())
                for message in answers(socket):
                    shown.add(message.SerializeToString())
                    if message.HasField("navigation"):  # the page that a part of it belongs to
                        asked.rerun_script.page_script_hash = message.navigation.page_script_hash
                    if message.HasField("auto_rerun"):
                        asked.rerun_script.fragment_id = message.auto_rerun.fragment_id
                        asked.rerun_script.is_auto_rerun = True
                is_ready.set()
                over.wait(TICK_SECONDS)

    thread = Thread(target=watch, daemon=True)
    thread.start()
    is_ready.wait(_LONGEST_WAIT)
    yield shown
    over.set()
    thread.join(_LONGEST_WAIT)


def _measure(waits: list[float], database: str, people: int) -> Measure:
    milliseconds = sorted(wait * 1000 for wait in waits)
    p95 = quantiles(milliseconds * 2 if len(waits) == 1 else milliseconds, n=20)[-1]
    about = (f"shared_screen_follow_{USERS}_users@projector", database, people, len(waits))
    return Measure(*about, round(median(milliseconds), 1), round(p95, 1), sql_ms=0.0, statements=0)


if __name__ == "__main__":
    Path(sys.argv[3]).write_text(json.dumps([vars(measure_follow(int(sys.argv[1]), int(sys.argv[2])))]))
