"""Every action on the database of the settings: `python -m bench.measures PEOPLE RUNS RESULT.json`."""

import json
import sys
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import make_url

from bench import offer
from bench.actions import READS, WRITES, Action, filter_structure, has_ground, open_caseload
from bench.commissions import time_next
from bench.dashboards import ALONE, FIGURES_ONLY, TOGETHER
from bench.ground import Ground, sign_in, survey
from bench.imports import big_file, check_people, check_services, preview_beside
from bench.offer_ground import multiply_services
from bench.projector import time_projector
from bench.statements import replay_ms
from bench.window import Run, Window, open_runtime
from components.identity import identify_with
from domain.access import Viewer
from settings import get_settings
from web.start import prepare_server

_WARM_UP = 6  # PostgreSQL's driver prepares a statement at its sixth run
_PEOPLE_PER_SERVICE = 10  # ten thousand services for a hundred thousand people
ACCOUNTS = {
    "coordinator": ("coordination.66@exemple.fr", [*READS, *TOGETHER, *offer.TOGETHER]),
    "caseworker": ("professionnel.66@exemple.fr", [*READS[:-2], *ALONE, *WRITES, *offer.ALONE]),
    "steering": ("pilotage.66@exemple.fr", [*FIGURES_ONLY, *offer.FIGURES_ONLY]),
}


@dataclass(frozen=True)
class Measure:
    """Milliseconds of the script and of its bare SQL; statements as budgets count them, the most of a run."""

    action: str
    database: str
    people: int
    runs: int
    p50_ms: float
    p95_ms: float
    sql_ms: float
    statements: int


def measure_all(people: int, runs: int) -> list[Measure]:
    """Every action of every account, one user at a time, warm."""
    prepare_server()
    open_runtime()
    database = make_url(get_settings().database_url).get_backend_name()
    measures = []
    for account, (login, actions) in ACCOUNTS.items():
        current = sign_in(login)
        identify_with(current)
        viewer = current()
        assert viewer is not None
        multiply_services(viewer, people // _PEOPLE_PER_SERVICE)
        ground = survey(viewer)
        for action in (action for action in actions if has_ground(action, ground)):
            sql_ms, timed = _repeat(action, ground, viewer, runs)
            measures.append(_measure(f"{action.name}@{account}", database, people, sql_ms, timed))
        if account == "coordinator":
            measures += _measure_import(viewer, ground, database, people)
            for name, (sql_ms, timed) in time_projector(viewer, runs).items():
                measures.append(_measure(f"{name}@projector", database, people, sql_ms, timed))
            for name, (sql_ms, timed) in time_next(viewer, ground, runs).items():
                measures.append(_measure(f"{name}@{account}", database, people, sql_ms, timed))
    return measures


def _measure_import(viewer: Viewer, ground: Ground, database: str, people: int) -> list[Measure]:
    """A big file of each kind, once; and the same filter as above, by somebody who works meanwhile."""
    window, measures = Window(), []
    open_caseload(window, ground, 0)
    work = partial(filter_structure, window, ground)
    content, lines = big_file(viewer, people)
    services = people // _PEOPLE_PER_SERVICE
    checks = {
        f"import_preview_{lines}": ("import", partial(check_people, viewer, content)),
        f"offer_load_{services}": ("offer_load", partial(check_services, viewer, services)),
    }
    for name, (during, check) in checks.items():
        taken, meanwhile = preview_beside(check, work)
        once = round(taken, 1)
        measures.append(Measure(f"{name}@coordinator", database, people, 1, once, once, 0.0, 0))
        sql_ms = [replay_ms(run.capture, viewer.consortium_id) for run in meanwhile]
        beside = f"file_active_filter_structure_during_{during}@coordinator"
        measures.append(_measure(beside, database, people, sql_ms, meanwhile))
    return measures


def _repeat(action: Action, ground: Ground, viewer: Viewer, runs: int) -> tuple[list[float], list[Run]]:
    sql_ms, timed = [], []
    warm_up = max(0, min(_WARM_UP, runs - 2))
    window = Window()
    if ground.people:
        open_caseload(window, ground, 0)
    for turn in range(runs + warm_up):
        if action.before:
            action.before(window, ground, turn)
        run = action.timed(window, ground, turn)
        bare_ms = replay_ms(run.capture, viewer.consortium_id)
        if turn >= warm_up:
            timed.append(run)
            sql_ms.append(bare_ms)
    return sql_ms, timed


def _measure(action: str, database: str, people: int, sql_ms: list[float], timed: list[Run]) -> Measure:
    milliseconds = [run.total_ms for run in timed]
    return Measure(
        action=action,
        database=database,
        people=people,
        runs=len(timed),
        p50_ms=round(median(milliseconds), 1),
        p95_ms=round(quantiles(milliseconds * 2 if len(timed) == 1 else milliseconds, n=20)[-1], 1),
        sql_ms=round(median(sql_ms), 1),
        statements=max(run.capture.count for run in timed),
    )


if __name__ == "__main__":
    measured = [asdict(measure) for measure in measure_all(int(sys.argv[1]), int(sys.argv[2]))]
    Path(sys.argv[3]).write_text(json.dumps(measured))
