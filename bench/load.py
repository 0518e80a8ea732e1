"""`make load`: real sessions on a real server, with time to think; what each page took, errors, memory."""

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import urlsplit

from bench.__main__ import databases, load
from bench.crowd import crowd
from bench.visitors import Measure
from tests.services import application
from tests.services.databases import Database
from tests.services.nginx import in_front_of
from tests.services.shared import PROJECT, Shared

_FOLDER = PROJECT / "var/bench"
_COLUMNS = ("users", "page", "count", "p50_ms", "p95_ms", "p99_ms", "errors", "rss_mb")
_WARM = 60.0  # seconds: sign-ins and first pages are told apart


def main() -> None:
    """Start the processes, let the visitors live, print and keep what they measured."""
    arguments = _parse()
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for database in databases(arguments.people):
        if database.url.startswith(arguments.database):
            load(database, arguments.people)
            rows = _measure(database, arguments)
            (_FOLDER / "load.json").write_text(json.dumps(rows, indent=1))
            _print(rows)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.load", description=__doc__)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument(
        "--think", type=float, default=10, help="seconds between two interactions, on average"
    )
    parser.add_argument("--processes", type=int, default=1, help="several go behind nginx")
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="postgresql")
    return parser.parse_args()


def _measure(database: Database, arguments: argparse.Namespace) -> list[dict[str, Any]]:
    with (
        _served(database, arguments.processes) as (address, pids),
        crowd(address, database, arguments.users, arguments.think) as visitors,
    ):
        memory = _watch_memory(arguments.minutes * 60, pids)
    measures = [measure for visitor in visitors for measure in visitor.measures]
    return _told(measures, arguments.users, memory)


def _watch_memory(seconds: float, pids: list[int]) -> list[float]:
    """Resident memory of the processes, in MB, each ten seconds."""
    deadline, memory = time.monotonic() + seconds, []
    while time.monotonic() < deadline:
        time.sleep(10)
        memory.append(sum(_resident_mb(pid) for pid in pids))
    return memory


def _told(measures: list[Measure], users: int, memory: list[float]) -> list[dict[str, Any]]:
    """One row a page, one for all, one for the memory once everything is warm and at the end."""
    started = min(measure.at for measure in measures)
    late = [measure for measure in measures if measure.at - started > _WARM]
    pages = sorted({measure.page for measure in late})
    rows = [_row(page, [one for one in late if one.page == page], users) for page in pages]
    rows.append(_row("toutes", late, users))
    rows.append(_row("première minute", [one for one in measures if one not in late], users))
    middle = memory[min(30, len(memory) // 2)]  # after five minutes, or half-way of a shorter measure
    return [{**row, "rss_mb": round(memory[-1]), "rss_growth": memory[-1] / middle - 1} for row in rows]


def _row(page: str, measures: list[Measure], users: int) -> dict[str, Any]:
    times = sorted(measure.seconds * 1000 for measure in measures) or [0.0]
    cuts = quantiles(times, n=100) if len(times) > 1 else times * 99
    return {
        "users": users,
        "page": page,
        "count": len(measures),
        "p50_ms": round(cuts[49]),
        "p95_ms": round(cuts[94]),
        "p99_ms": round(cuts[98]),
        "errors": sum(bool(measure.problem) for measure in measures),
        "problems": sorted({measure.problem for measure in measures if measure.problem})[:5],
    }


@contextmanager
def _served(database: Database, processes: int) -> Iterator[tuple[str, list[int]]]:
    with ExitStack() as stack:
        running = []
        for number in range(processes):
            settings = {"JALONS_DEMO": "1", "JALONS_NODE": str(number)}
            running.append(application.serve(database, settings))
            stack.callback(application.stop, running[-1])
        address = running[0].url
        if processes > 1:
            ports = [urlsplit(one.url).port or 0 for one in running]
            address = stack.enter_context(in_front_of(Shared(_FOLDER, "load"), ports, _FOLDER / "nginx"))
        yield address, [one.process.pid for one in running]


def _resident_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def _print(rows: list[dict[str, Any]]) -> None:
    for row in [dict(zip(_COLUMNS, _COLUMNS, strict=True)), *rows]:
        print("  ".join(str(row[name]).ljust(22 if name == "page" else 8) for name in _COLUMNS))
    print(f"memory since everything is warm: {rows[-1]['rss_growth']:+.0%}")
    print(*{problem for row in rows for problem in row["problems"]}, sep="\n")


if __name__ == "__main__":
    main()
