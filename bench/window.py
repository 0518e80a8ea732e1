"""A browser window without a browser: Streamlit's own script runner on app.py, its runs timed.

What is timed is what the server does between a message of the browser and the end of the script: identity,
queries, page, elements made into messages. Neither the network, the websocket nor the browser's drawing.
"""

import asyncio
from dataclasses import dataclass, field
from threading import Event
from time import perf_counter
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state import SessionState
from streamlit.util import calc_hash

from bench.statements import Capture, captured

_APP = "app.py"
_ENDS = {
    ScriptRunnerEvent.SCRIPT_STOPPED_WITH_SUCCESS,
    ScriptRunnerEvent.FRAGMENT_STOPPED_WITH_SUCCESS,
    ScriptRunnerEvent.SCRIPT_STOPPED_FOR_RERUN,
}
_TIMEOUT = 60.0


class PageError(Exception):
    """The page showed an exception, or not the widget that the measure needs."""


@dataclass
class Run:
    """What one message of the browser caused; a page that starts itself again has several parts."""

    parts_ms: list[float] = field(default_factory=list)
    sent_by_parts: list[int] = field(default_factory=list)
    capture: Capture = field(default_factory=Capture)
    problem: str = ""

    @property
    def total_ms(self) -> float:
        """Until the page is whole again."""
        return sum(self.parts_ms)

    @property
    def first_part(self) -> "Run":
        """Alone, until the page starts itself again: for a write, until it is done."""
        sent = self.capture.statements[: self.sent_by_parts[0]]
        return Run(self.parts_ms[:1], self.sent_by_parts[:1], Capture(sent))


@dataclass(frozen=True)
class _Widget:
    id: str
    fragment_id: str
    options: list[str]


class Window:
    """One session: its state, its page, the widgets on screen."""

    def __init__(self) -> None:
        self._state = SessionState()
        self._scripts = ScriptCache()
        self._pages = PagesManager(_APP, self._scripts)
        self._fragments = MemoryFragmentStorage()
        self._loop = asyncio.new_event_loop()
        self._uploads = MemoryUploadedFileManager("/upload")
        self._widgets: dict[str, _Widget] = {}
        self._addresses: dict[str, str] = {}
        self._query = ""
        self._refreshed = ""

    def open(self, address: str, query: str = "") -> Run:
        """Go to a page, as a click in the menu or a link does."""
        if not self._addresses:
            self._send(RerunData())
        self._query = query
        self._widgets.clear()
        page = self._addresses.get(address) or calc_hash(address)  # a page of no menu
        return self._send(RerunData(page_script_hash=page, query_string=query))

    def tick(self) -> Run:
        """What the page asks by itself, without anybody: its fragment that runs every so often."""
        page = self._pages.current_page_script_hash
        return self._send(
            RerunData(page_script_hash=page, fragment_id=self._refreshed, query_string=self._query)
        )

    def use(self, name: str, **value: Any) -> Run:
        """Give a value to the widget whose identifier holds this name; a fragment runs alone."""
        widget = self._find(name)
        state = WidgetState(id=widget.id)
        for field_name, content in value.items():
            holder = getattr(state, field_name)
            if isinstance(content, list):
                holder.data.extend(content)
            elif hasattr(holder, "data"):
                holder.data = content
            else:
                setattr(state, field_name, content)
        return self._send(
            RerunData(
                widget_states=WidgetStates(widgets=[state]),
                page_script_hash=self._pages.current_page_script_hash,
                fragment_id=widget.fragment_id or None,
                query_string=self._query,
            )
        )

    def options(self, name: str) -> list[str]:
        """The choices that a widget offers."""
        return self._find(name).options

    def _find(self, name: str) -> _Widget:
        found = [widget for key, widget in self._widgets.items() if name in key]
        if not found:
            raise PageError(f"no widget {name} among {sorted(self._widgets)}")
        return found[-1]

    def _send(self, request: RerunData) -> Run:
        run, over = Run(), Event()
        runner = self._runner(request, run)

        def follow(_sender: Any, event: ScriptRunnerEvent, **details: Any) -> None:
            if event is ScriptRunnerEvent.ENQUEUE_FORWARD_MSG:
                self._read(details["forward_msg"])
            elif event in _ENDS:
                run.parts_ms.append((perf_counter() - started) * 1000 - run.total_ms)
                run.sent_by_parts.append(len(run.capture.statements))
            elif event is ScriptRunnerEvent.SHUTDOWN:
                over.set()

        runner.on_event.connect(follow, weak=False)
        with captured() as run.capture:
            started = perf_counter()
            runner.start()
            is_over = over.wait(_TIMEOUT)
        if run.problem or not is_over:
            raise PageError(run.problem or f"no answer after {_TIMEOUT:.0f} s")
        return run

    def _runner(self, request: RerunData, run: Run) -> ScriptRunner:
        def remember(error: Exception) -> bool:
            run.problem = repr(error)
            return False

        return ScriptRunner(
            session_id="bench",
            main_script_path=_APP,
            session_state=self._state,
            uploaded_file_mgr=self._uploads,
            script_cache=self._scripts,
            initial_rerun_data=request,
            user_info={},
            fragment_storage=self._fragments,
            pages_manager=self._pages,
            event_loop=self._loop,
            on_script_error=remember,
        )

    def _read(self, message: Any) -> None:
        if message.HasField("navigation"):
            pages = message.navigation.app_pages
            self._addresses = {page.url_pathname: page.page_script_hash for page in pages}
        if message.HasField("auto_rerun"):
            self._refreshed = message.auto_rerun.fragment_id
        if not message.HasField("delta") or not message.delta.HasField("new_element"):
            return
        element = message.delta.new_element
        content = getattr(element, element.WhichOneof("type"))
        if identifier := getattr(content, "id", ""):
            options = list(getattr(content, "options", []))
            self._widgets[identifier] = _Widget(identifier, message.delta.fragment_id, options)


def open_runtime() -> None:
    """What pages ask of the server around them: a place for downloads."""
    storage = MemoryMediaFileStorage("/media")
    Runtime(RuntimeConfig(_APP, storage, MemoryUploadedFileManager("/upload")))
