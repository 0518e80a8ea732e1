"""The reading of a dropped file in a process of its own, whose limits are all that a bomb can spend."""

import json
import logging
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from domain.imports.model import Encoding, FileRefusedError, Line, ReadingChoices, Separator, Table

MAX_SECONDS = 30
MAX_MEMORY = 512 * 1024 * 1024
_COMMAND = [sys.executable, "-P", "-m", "domain.imports"]
_ENVIRONMENT = {"PYTHONPATH": str(Path(__file__).resolve().parents[2])}  # no secret of ours
_STOPPED = (
    "Ce fichier est trop lourd ou trop long à lire, ou abîmé. Copiez le tableau dans un nouveau classeur, "
    "sans rien à côté ni en dessous, ou coupez-le en plusieurs fichiers."
)


def read_apart(
    content: bytes,
    name: str,
    choices: ReadingChoices,
    *,
    seconds: int = MAX_SECONDS,
    memory: int = MAX_MEMORY,
) -> Table:
    """`reading.read_table` within limits of time and memory (bytes); FileRefusedError beyond them."""
    order = {"name": name, "seconds": seconds, "memory": memory, "choices": asdict(choices)}
    request = json.dumps(order).encode() + b"\n" + content
    try:
        answer = subprocess.run(
            _COMMAND,
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # the trace of an error could show the cells of a person
            env=_ENVIRONMENT,
            timeout=seconds,
            check=True,
        )
    except subprocess.SubprocessError as error:
        status = getattr(error, "returncode", "timeout")
        logging.getLogger(__name__).warning("reading a dropped file: stopped (%s)", status)
        raise FileRefusedError(_STOPPED) from None
    return _table(answer.stdout)


def _table(answer: bytes) -> Table:
    found = json.loads(answer)
    if "refused" in found:
        raise FileRefusedError(found["refused"])
    return Table(
        encoding=found["encoding"] and Encoding(found["encoding"]),
        separator=found["separator"] and Separator(found["separator"]),
        sheet=found["sheet"],
        heading_line=found["heading_line"],
        headings=found["headings"],
        lines=[Line(*line) for line in found["lines"]],
    )
