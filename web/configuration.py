"""Refuses to serve with a protection of .streamlit/config.toml weakened by a file, a flag or a variable."""

from typing import Any

import streamlit as st

_LARGEST = {"server.maxUploadSize": 60, "server.maxMessageSize": 50, "server.maxWidgetStateSize": 2}
_LARGEST |= {"server.disconnectedSessionTTL": 120}
PROTECTIONS: dict[str, Any] = {
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
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
}


def weakened_options() -> str:
    """What to put back, in French; empty when nothing is weaker than what is shipped."""
    found = [name for name, value in PROTECTIONS.items() if st.get_option(name) != value]
    found += [name for name, most in _LARGEST.items() if st.get_option(name) > most]
    hosts = st.get_option("server.allowedHosts")
    if not hosts or any("*" in host for host in hosts):
        found.append("server.allowedHosts")
    if not found:
        return ""
    return f"Protections affaiblies, à rétablir dans .streamlit/config.toml : {', '.join(found)}."
