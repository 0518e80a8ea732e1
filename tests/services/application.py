"""The real application, served by a process of its own."""

import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from tests.services.databases import Database
from tests.services.postgresql import free_port
from tests.services.shared import PROJECT, ServiceError

_START_TIMEOUT = 90.0


@dataclass(frozen=True)
class Server:
    """A running application: where it answers, its database, its output."""

    url: str
    database: Database
    log: Path
    process: subprocess.Popen[bytes]


def serve(database: Database, settings: dict[str, str], port: int | None = None) -> Server:
    """Start `streamlit run app.py` on this database; return when /readyz answers."""
    port = port or free_port()
    log = database.data_dir / "server.log"
    command = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port))
    with log.open("wb") as output:
        environment = database.environment | settings
        process = subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    server = Server(f"http://127.0.0.1:{port}", database, log, process)
    _wait_until_ready(server)
    return server


def stop(server: Server) -> None:
    """End the process that we started."""
    server.process.terminate()
    try:
        server.process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.process.kill()
        server.process.wait()


def _wait_until_ready(server: Server) -> None:
    deadline = time.monotonic() + _START_TIMEOUT
    while server.process.poll() is None and time.monotonic() < deadline:
        if _is_ready(server):
            return
        time.sleep(0.1)
    stop(server)
    raise ServiceError(f"The application does not answer on /readyz:\n{server.log.read_text()[-4000:]}")


def _is_ready(server: Server) -> bool:
    """Streamlit answers 200 to any path: only our own route says no HTML."""
    try:
        with urllib.request.urlopen(f"{server.url}/readyz", timeout=5) as answer:
            return b"<html" not in answer.read().lower()
    except OSError:
        return False
