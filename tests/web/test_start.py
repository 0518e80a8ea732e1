"""The server refuses to start half-ready, and says in French what to do."""

import os
import subprocess
import sys

import pytest

from tests.services.databases import SECRET
from tests.services.shared import PROJECT

COMMAND = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "0")


def start(**settings):
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("JALONS_")}
    return subprocess.run(
        COMMAND, cwd=PROJECT, env=inherited | settings, capture_output=True, text=True, timeout=60
    )


@pytest.mark.parametrize("secret", ["", "trop-court"])
def test_without_its_secret_it_says_how_to_make_one(secret, tmp_path):
    """T015."""
    ended = start(JALONS_SECRET=secret, JALONS_DATA_DIR=str(tmp_path))
    assert ended.returncode != 0
    assert "export JALONS_SECRET=" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_without_a_database_it_says_to_migrate_and_creates_none(tmp_path):
    ended = start(JALONS_SECRET=SECRET, JALONS_DATA_DIR=str(tmp_path))
    assert ended.returncode != 0
    assert "python -m db migrate" in ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_on_a_database_without_tables_it_says_to_migrate(empty_database):
    ended = start(JALONS_SECRET=SECRET, JALONS_DATABASE_URL=empty_database.url)
    assert ended.returncode != 0
    assert "python -m db migrate" in ended.stderr


@pytest.mark.parametrize(
    ("variable", "value", "option"),
    [
        ("STREAMLIT_CLIENT_SHOW_ERROR_DETAILS", "full", "client.showErrorDetails"),
        ("STREAMLIT_SERVER_ALLOWED_HOSTS", "*", "server.allowedHosts"),
    ],
)
def test_with_a_protection_weakened_it_says_which(tmp_path, variable, value, option):
    """T177."""
    ended = start(JALONS_SECRET=SECRET, JALONS_DATA_DIR=str(tmp_path), **{variable: value})
    assert ended.returncode != 0
    assert f"Protections affaiblies, à rétablir dans .streamlit/config.toml : {option}." in ended.stderr
