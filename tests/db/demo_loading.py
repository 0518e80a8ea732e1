"""Loads the demonstration in tests, on a fixed day and with a hash that costs nothing."""

from datetime import date
from pathlib import Path

from sqlalchemy import Connection, Engine

from db.demo.loader import load_demo

TODAY = date(2026, 11, 18)


def load(bind: Engine | Connection, data_dir: Path, *, people: int = 60, seed: int = 66) -> list[str]:
    """Load with a cheap hash; return what was reported."""
    lines: list[str] = []
    load_demo(
        bind,
        people=people,
        seed=seed,
        today=TODAY,
        data_dir=data_dir,
        hash_password=lambda password: f"hash of {len(password)}",
        report=lines.append,
    )
    return lines
