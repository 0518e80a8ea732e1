"""`make bench`: load or reuse a demonstration, measure it on both databases, print and keep the figures."""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.services import postgresql
from tests.services.databases import Database
from tests.services.shared import PROJECT, Shared

_FOLDER = PROJECT / "var/bench"
_COLUMNS = ("action", "database", "people", "runs", "p50_ms", "p95_ms", "sql_ms", "statements")
_LEGEND = (
    "p50_ms, p95_ms: server script time of one user, warm; neither network nor browser.\n"
    "shared_screen_follow: from the secretary's gesture to the projector that received it, others at work.\n"
    "sql_ms: median of the same statements on a raw cursor, as the application role.\n"
    "statements: without identity, tenant setting and audit. Action@account who does it."
)


def main() -> None:
    """Measure both databases, one after the other."""
    arguments = _parse()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    measures: list[dict[str, Any]] = []
    for database in databases(arguments.people):
        load(database, arguments.people)
        measures += _measure(database, arguments.people, arguments.runs)
    (_FOLDER / "latest.json").write_text(json.dumps(measures, indent=1))
    print(_table(measures), _LEGEND, sep="\n\n")


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=60)
    return parser.parse_args()


def databases(people: int) -> Iterator[Database]:
    """Of this size, on SQLite then on PostgreSQL, whose server runs as long as its turn."""
    folder = _FOLDER / str(people)
    yield Database(f"sqlite:///{folder / 'jalons.db'}", folder)
    with _server() as url:
        yield Database(f"{url}/bench_{people}", folder)


@contextmanager
def _server() -> Iterator[str]:
    """Our own cluster, kept from one bench to the next; unlike that of tests, its commits reach the disk."""
    shared = Shared(_FOLDER, "bench")
    url = postgresql.start(shared, settings=postgresql.LOCAL)
    try:
        yield url
    finally:
        postgresql.stop(shared, mode="fast")


def load(database: Database, people: int) -> None:
    """Nothing changes when it is there already; delete var/bench when the schema or the demonstration did."""
    database.data_dir.mkdir(exist_ok=True)
    if database.url.startswith("postgresql"):
        server, _, name = database.url.rpartition("/")
        postgresql.create_missing(server, name)
    _run(database, "-m", "db", "migrate")
    _run(database, "-m", "db", "load-demo", "--people", str(people))


def _measure(database: Database, people: int, runs: int) -> list[dict[str, Any]]:
    """In processes of their own, prepared as the server is: one user alone, then a room among others."""
    result, measures = database.data_dir / "measures.json", []
    for module in ("bench.measures", "bench.follow"):
        _run(database, "-m", module, str(people), str(runs), str(result))
        measures += json.loads(result.read_text())
    return measures


def _run(database: Database, *arguments: str) -> None:
    environment = {**database.environment, "JALONS_DEMO": "1"}
    subprocess.run([sys.executable, *arguments], cwd=PROJECT, env=environment, check=True)


def _table(measures: list[dict[str, Any]]) -> str:
    rows = [_COLUMNS, *([str(measure[name]) for name in _COLUMNS] for measure in measures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [[cell.ljust(width) for cell, width in zip(row, widths, strict=True)] for row in rows]
    return "\n".join("  ".join(line) for line in lines)


if __name__ == "__main__":
    main()
