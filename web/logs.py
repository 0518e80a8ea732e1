"""The server's log: one JSON object a line, with what happened and where, never what was typed or read."""

import json
import logging
import secrets
import sys
import traceback
from pathlib import Path

import streamlit as st

from db.faults import words_for
from domain import clock

_HOUSE = Path(__file__).parent.parent
_UNKNOWN = "Une erreur est survenue\u00a0: ce que vous venez de demander n’a pas abouti. Réessayez."
_logger = logging.getLogger("jalons")


def prepare_logs() -> None:
    """Send our lines to the error output, and silence those that would print the text of an exception."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    _logger.addHandler(handler)
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    logging.getLogger("uvicorn.access").disabled = True  # addresses hold what was searched
    # Streamlit prints message and values of every uncaught exception, names of people included.
    logging.getLogger("streamlit.error_util").addFilter(
        lambda record: record.getMessage() != "Uncaught app execution"
    )


def log_event(event: str, **facts: object) -> None:
    """One line; facts are references and counts."""
    _logger.info(json.dumps({"at": clock.now().isoformat(), "event": event, **facts}, ensure_ascii=False))


def report_script_error(error: Exception) -> bool:
    """An incident number on screen, the place of the error in the log; its text and trace go nowhere."""
    incident = secrets.token_hex(3).upper()
    log_event("page_error", incident=incident, error=type(error).__name__, where=_places(error))
    words = words_for(error) or _UNKNOWN
    st.error(f"{words} Si cela continue, donnez à votre administration le numéro d’incident **{incident}**.")
    return True


def _places(error: Exception) -> list[str]:
    return [
        f"{Path(frame.filename).relative_to(_HOUSE)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(_HOUSE) and ".venv" not in frame.filename
    ]
