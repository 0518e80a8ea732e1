"""What is shipped in .streamlit/config.toml: known to Streamlit, explained, and as strict as decided."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit import config

from tests.services.shared import PROJECT
from web import configuration

TEXT = (PROJECT / ".streamlit/config.toml").read_text()
STRICT = {
    "server.address": "127.0.0.1",
    "server.allowedHosts": ["localhost", "127.0.0.1"],
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.maxUploadSize": 60,
    "server.maxMessageSize": 50,
    "server.maxWidgetStateSize": 2,
    "server.disconnectedSessionTTL": 120,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.headless": True,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,
    "client.allowedOrigins": [],
    "browser.gatherUsageStats": False,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
    "runner.enforceSerializableSessionState": True,
}


KNOWN = config.get_config_options()


def options(section: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in section.items():
        if isinstance(value, dict) and prefix + name not in KNOWN:
            yield from options(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


SHIPPED = dict(options(tomllib.loads(TEXT)))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_option_is_known_to_this_streamlit(name):
    assert name in KNOWN


@pytest.mark.parametrize(("name", "value"), STRICT.items())
def test_no_protection_is_weakened(name, value):
    """T177."""
    assert SHIPPED[name] == value


def test_every_option_says_why():
    lines = [line for line in TEXT.splitlines() if " = " in line]
    assert [line for line in lines if " # " not in line] == []


@pytest.mark.parametrize(("name", "strict"), configuration.PROTECTIONS.items())
def test_each_protection_is_read_back_before_the_server_starts(name, strict):
    """T177."""
    shipped = config.get_option(name)
    assert shipped == strict
    weak = "weakened" if isinstance(strict, str) else not strict
    config.set_option(name, weak)
    try:
        assert name in configuration.weakened_options()
    finally:
        config.set_option(name, shipped)
    assert configuration.weakened_options() == ""
