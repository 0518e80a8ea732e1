"""A field that is left by a click: the browser sends both in one message, and both are to be heard.

The message bears the fragment of the field alone. Streamlit 1.67 runs this fragment and nothing else: a
button or a tab elsewhere does not answer, and a link to another page leaves a blank one.
"""

from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.state.session_state import WStates

_VALUES = {"bool_value", "double_value", "int_value", "string_value"}
_VALUES |= {"double_array_value", "int_array_value", "string_array_value"}
_request = AppSession.request_rerun


def hear_all_that_changed() -> None:
    """Once for the process, before its first session."""
    AppSession.request_rerun = _request_rerun  # type: ignore[method-assign, assignment]


def _request_rerun(session: Any, asked: ClientState | None) -> None:
    if asked and not asked.fragment_id:
        session.whole_asked, session.asked_from = (
            _without_values(asked),
            session._client_state.page_script_hash,
        )
    elif asked and not asked.is_auto_rerun:
        if _is_left(session, asked):
            asked = _to_new_page(session, asked)
        elif _changes_elsewhere(session.session_state, asked):
            asked.fragment_id = ""
    _request(session, asked)


def _without_values(asked: ClientState) -> ClientState:
    """Which page with which address; what was typed is not kept twice."""
    kept = ClientState()
    kept.CopyFrom(asked)
    kept.ClearField("widget_states")
    return kept


def _is_left(session: Any, asked: ClientState) -> bool:
    """True when the message comes from a page just left by a click, whether the new one runs yet or not."""
    going_to = session.whole_asked.page_script_hash if hasattr(session, "whole_asked") else ""
    if not going_to or asked.page_script_hash == going_to:
        return False
    now = session._client_state.page_script_hash
    return bool(now == going_to or now == asked.page_script_hash == session.asked_from)


def _to_new_page(session: Any, asked: ClientState) -> ClientState:
    whole = ClientState()
    whole.CopyFrom(session.whole_asked)
    whole.widget_states.CopyFrom(asked.widget_states)
    return whole


def _changes_elsewhere(kept: Any, asked: ClientState) -> bool:
    """True when something out of this fragment was pressed, or has another value than the run before knew."""
    told = WStates(widget_metadata=kept._new_widget_state.widget_metadata)
    for state in asked.widget_states.widgets:
        known = told.widget_metadata.get(state.id)
        if known is None or known.fragment_id == asked.fragment_id:
            continue
        if state.trigger_value:
            return True
        if state.WhichOneof("value") in _VALUES:
            told.set_widget_from_proto(state)
            if told.get(state.id) != kept._old_state.get(state.id):
                return True
    return False
