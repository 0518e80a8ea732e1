"""The process that reads one file for `isolation.read_apart`: a JSON line, then the file; JSON back."""

import gc
import json
import os
import resource
import sys
from typing import Any

from domain.imports.model import Encoding, FileRefusedError, ReadingChoices, Separator, Table
from domain.imports.reading import read_table


def main() -> None:
    """Take the limits, read the file, answer with its table or with the reason of the refusal."""
    order = json.loads(sys.stdin.buffer.readline())
    _limit(order["seconds"], order["memory"])
    try:
        table = read_table(sys.stdin.buffer.read(), order["name"], _choices(order["choices"]))
        answer = _written(table)
    except FileRefusedError as refusal:
        answer = {"refused": str(refusal)}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode())


def _limit(seconds: int, memory: int) -> None:
    os.nice(10)  # people at work come first
    gc.disable()  # one file, then the end: nothing to collect
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),  # a dump would write people's names on the disk
    ):
        resource.setrlimit(limit, (value, value))


def _choices(written: dict[str, Any]) -> ReadingChoices:
    encoding, separator = written["encoding"], written["separator"]
    return ReadingChoices(
        encoding=encoding and Encoding(encoding),
        separator=separator and Separator(separator),
        heading_line=written["heading_line"],
    )


def _written(table: Table) -> dict[str, Any]:
    lines = [(line.number, line.cells, line.problem) for line in table.lines]
    return {**vars(table), "lines": lines}


if __name__ == "__main__":
    main()
