"""A throw-away PostgreSQL: binaries of the machine or of Debian, free port, data in the session's folder."""

import shutil
import socket
from collections.abc import Mapping
from pathlib import Path

import psycopg

from tests.services.packages import IS_ROOT, can_install, install
from tests.services.shared import ServiceError, Shared, run

OWNER = "jalons_owner"
APPLICATION = "jalons_app"
LOCAL = {"listen_addresses": "127.0.0.1", "max_connections": "400", "unix_socket_directories": ""}
THROW_AWAY = {**LOCAL, "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_HOW_TO = (
    "PostgreSQL est introuvable : les tests ont besoin de initdb, pg_ctl et postgres (avec contrib).\n"
    "PostgreSQL not found. Debian, Ubuntu: sudo apt-get install postgresql postgresql-contrib"
)


def start(shared: Shared, *, settings: Mapping[str, str] = THROW_AWAY) -> str:
    """Start a cluster with our two roles, made on first use; return its server's URL, without a database."""
    binaries = _find_binaries() or _install_binaries(shared)
    data, port = shared.folder / "postgresql", free_port()
    is_new = not data.exists()
    if is_new:
        _initialise(binaries, data)
    options = " ".join(f"-c {name}={value!r}" for name, value in {**settings, "port": str(port)}.items())
    _as_postgres(
        binaries / "pg_ctl", "-D", data, "-w", "-t", "60", "-l", data / "log", "-o", options, "start"
    )
    url = f"postgresql+psycopg://{OWNER}@127.0.0.1:{port}"
    if is_new:
        execute(url, f"CREATE ROLE {APPLICATION} NOLOGIN", f"GRANT {APPLICATION} TO {OWNER}")
    return url


def stop(shared: Shared, *, mode: str = "immediate") -> None:
    """Stop the cluster; at once, unless its data are kept (`mode="fast"`)."""
    binaries = _find_binaries()
    if binaries:
        _as_postgres(binaries / "pg_ctl", "-D", shared.folder / "postgresql", "-m", mode, "stop")


def execute(server_url: str, *statements: str) -> None:
    """Run administration statements, each on its own, outside any transaction."""
    address = server_url.replace("postgresql+psycopg", "postgresql") + "/postgres"
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def create_missing(server_url: str, name: str) -> None:
    """A database of this name, unless it is there."""
    address = server_url.replace("postgresql+psycopg", "postgresql") + "/postgres"
    with psycopg.connect(address) as connection:
        known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone()
    if known is None:
        execute(server_url, f'CREATE DATABASE "{name}"')


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _initialise(binaries: Path, data: Path) -> None:
    data.mkdir()
    if IS_ROOT:
        shutil.chown(data, "postgres", "postgres")
    _as_postgres(
        binaries / "initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
    )


def _find_binaries() -> Path | None:
    in_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    candidates = [Path(in_path).resolve().parent] if in_path else []
    for folder in [*candidates, *debian]:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            return folder
    return None


def _version(folder: Path) -> float:
    return float(folder.parent.name)


def _install_binaries(shared: Shared) -> Path:
    """Debian's package, without the cluster that it would otherwise create and leave running."""
    if not can_install():
        raise ServiceError(_HOW_TO)
    no_cluster = Path("/etc/postgresql-common/createcluster.d/jalons-tests.conf")
    no_cluster.parent.mkdir(parents=True, exist_ok=True)
    no_cluster.write_text("create_main_cluster = false\n")
    try:
        install(shared, "postgresql", "postgresql-contrib")
    finally:
        no_cluster.unlink()
    binaries = _find_binaries()
    if binaries is None:
        raise ServiceError(_HOW_TO)
    return binaries


def _as_postgres(*command: str | Path) -> None:
    """PostgreSQL refuses to run as root."""
    prefix = ("runuser", "-u", "postgres", "--") if IS_ROOT else ()
    run(*prefix, *command)
