"""Debian packages, installed when we are root; otherwise the caller says what to install."""

import os
import shutil

from tests.services.shared import Shared, run

IS_ROOT = os.geteuid() == 0


def can_install() -> bool:
    """True when this process may install Debian packages."""
    return IS_ROOT and shutil.which("apt-get") is not None


def install(shared: Shared, *packages: str) -> None:
    """Install with apt-get, one worker at a time; raise ServiceError when it fails."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    with shared.lock("apt"):
        run("apt-get", "update", "-qq", environment=quiet)
        options = ("-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300")
        run("apt-get", "install", *options, *packages, environment=quiet, timeout=600)
