"""Debian's nginx with the file that we ship: only its addresses and its certificate are the test's."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.services.packages import can_install, install
from tests.services.postgresql import free_port
from tests.services.shared import PROJECT, ServiceError, Shared

_SHIPPED = PROJECT / "deploy/nginx/jalons.conf"
_SHIPPED_SERVERS = tuple(f"    server 127.0.0.1:850{number} " for number in (1, 2, 3))
_MAIN = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/jalons.conf;
}}
"""
_HOW_TO = "nginx not found. Debian, Ubuntu: sudo apt-get install nginx"


@contextmanager
def in_front_of(shared: Shared, ports: Sequence[int], folder: Path) -> Iterator[str]:
    """The address on which nginx answers for these processes."""
    folder.mkdir(exist_ok=True)
    port = free_port()
    _certify(folder)
    (folder / "jalons.conf").write_text(_shipped(port, ports, folder))
    (folder / "nginx.conf").write_text(_MAIN.format(folder=folder))
    command = [_binary(shared), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        yield f"https://localhost:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


def _shipped(port: int, ports: Sequence[int], folder: Path) -> str:
    """Our file, its processes and its certificate replaced; a line that is no longer there is a fault."""
    replaced = {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "/etc/jalons/jalons.crt": str(folder / "jalons.crt"),
        "/etc/jalons/jalons.key": str(folder / "jalons.key"),
    }
    for number, shipped in enumerate(_SHIPPED_SERVERS):
        kept = f"    server 127.0.0.1:{ports[number]} " if number < len(ports) else "    # "
        replaced[shipped] = kept
    content = _SHIPPED.read_text()
    for before, after in replaced.items():
        if before not in content:
            raise ServiceError(f"{_SHIPPED} no longer says {before!r}")
        content = content.replace(before, after)
    return content


def _certify(folder: Path) -> None:
    """A certificate of a day, for localhost."""
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", folder / "jalons.key", "-out", folder / "jalons.crt"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", *names, *files]
    subprocess.run([str(word) for word in command], check=True, capture_output=True)


def _binary(shared: Shared) -> str:
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found:
        return found
    if not can_install():
        raise ServiceError(_HOW_TO)
    install(shared, "nginx", "openssl")
    return "/usr/sbin/nginx"
