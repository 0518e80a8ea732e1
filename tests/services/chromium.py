"""A Chromium for the browser tests: the machine's, else Debian's, else Playwright's."""

import shutil
import sys

from playwright.sync_api import Browser, Playwright

from tests.services.packages import IS_ROOT, can_install, install
from tests.services.shared import ServiceError, Shared, run

OF_PLAYWRIGHT = "playwright"  # instead of a path: the browser that Playwright keeps for itself
_PLAYWRIGHT = (sys.executable, "-m", "playwright")
_NAMES = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
)
_HOW_TO = (
    "Chromium est introuvable et n'a pas pu être installé.\n"
    "Chromium not found. Debian: sudo apt-get install chromium\n"
    "Elsewhere: .venv/bin/playwright install chromium"
)


def find(shared: Shared) -> str:
    """The path of a browser that starts, or OF_PLAYWRIGHT; installs one if needed."""
    _ensure_driver(shared)
    return _on_machine() or _from_debian(shared) or _from_playwright()


def launch(playwright: Playwright, browser: str) -> Browser:
    """Start the browser; the sandbox is given up only as root, where Chromium refuses it."""
    return playwright.chromium.launch(
        executable_path=None if browser == OF_PLAYWRIGHT else browser,
        chromium_sandbox=not IS_ROOT,
        args=[*_QUIET, *(["--no-sandbox"] if IS_ROOT else [])],
    )


def _ensure_driver(shared: Shared) -> None:
    """Playwright's own driver needs a library that a bare Debian does not have."""
    try:
        run(*_PLAYWRIGHT, "--version", timeout=60)
    except ServiceError as error:
        if not can_install():
            raise ServiceError(f"sudo apt-get install libatomic1\n{error}") from error
        install(shared, "libatomic1")


def _on_machine() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name)) and _starts(path)), None)


def _starts(path: str) -> bool:
    """Ubuntu's chromium-browser may be a stub that only says to install a snap."""
    try:
        run(path, "--version", *(["--no-sandbox"] if IS_ROOT else []), timeout=30)
    except ServiceError:
        return False
    return True


def _from_debian(shared: Shared) -> str | None:
    if not can_install():
        return None
    try:
        install(shared, "chromium", "fonts-dejavu-core")
    except ServiceError:
        return None  # not a Debian that has it: Playwright is tried next
    return _on_machine()


def _from_playwright() -> str:
    try:
        run(*_PLAYWRIGHT, "install", "chromium", timeout=60)  # at once when it is there already
    except ServiceError as error:
        raise ServiceError(f"{_HOW_TO}\n{error}") from error
    return OF_PLAYWRIGHT
