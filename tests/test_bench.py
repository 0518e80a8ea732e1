"""The benchmark measures the real pages: it must keep working when they change. It asserts no time."""

import json
import subprocess
import sys

from tests.services.databases import copy_of_template
from tests.services.shared import PROJECT

KEYS = {"action", "database", "people", "runs", "p50_ms", "p95_ms", "sql_ms", "statements"}


def measured_by(module, database):
    """What this part of the bench writes, once, on few people."""
    result = database.data_dir / "measures.json"
    command = [sys.executable, "-m", "tests.services.commands", module, "60", "1", str(result)]
    environment = {**database.environment, "JALONS_DEMO": "1"}
    subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True, timeout=120)
    return json.loads(result.read_text())


def test_every_action_is_measured_next_to_its_sql(shared):
    database = copy_of_template(shared, "sqlite", "bench", people=60)
    measures = [*measured_by("bench.measures", database), *measured_by("bench.follow", database)]
    measured = {measure["action"] for measure in measures}
    pages = {"ma_journee@caseworker", "dossier@coordinator", "search@caseworker"}
    lists = {"diagnostics_list@caseworker", "alerts_list@caseworker", "reviews_list@coordinator"}
    dashboards = {"dashboard_team@steering", "dashboard_paths_kept@coordinator", "presentation@coordinator"}
    writes = {"write_appointment@caseworker", "write_review@caseworker", "write_alert_put_off@coordinator"}
    offer = {"catalogue_search@caseworker", "suggestions@caseworker", "dashboard_needs_kept@coordinator"}
    files = {"import_preview_60@coordinator", "offer_load_6@coordinator"}
    projector = {
        "shared_screen_tick@projector",
        "shared_screen_change@projector",
        "commission_next@coordinator",
        "shared_screen_follow_20_users@projector",
    }
    assert files | offer | pages | lists | dashboards | writes | projector <= measured
    assert all(measure.keys() == KEYS and measure["p95_ms"] > 0 for measure in measures)
