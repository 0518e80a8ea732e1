"""People who use a running server, through real websockets: sign in, read, think, go on."""

import random
import re
import ssl
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPSConnection
from threading import Event
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from domain.access import Role

_TIMEOUT = 30.0
_REFRESHED_EVERY = 30.0
_LISTS = {"ma-journee": 15, "file-active": 20, "search": 15, "dossier": 30}
_OFFER = {"catalogue": 5, "orientations": 5}
_DASHBOARDS = {"vue-equipe": 10, "publics-et-territoires": 5, "page-copil": 5}
# What each does, and how often: most people read lists and files, a few read figures.
MIX: Mapping[str, Mapping[str, int]] = {
    Role.CASEWORKER: {**_LISTS, **_OFFER, "points-de-situation": 5, "a-reprendre": 5},
    Role.STRUCTURE_MANAGER: {"file-active": 30, "search": 20, "a-reprendre": 10, "vue-equipe": 10},
    Role.COORDINATOR: {"file-active": 20, "search": 20, "dossier": 20, **_DASHBOARDS, "a-reprendre": 10},
    Role.STEERING: _DASHBOARDS,
}
_EARLY = ForwardMsg.ScriptFinishedStatus.FINISHED_EARLY_FOR_RERUN


class PageError(Exception):
    """The page showed an error, or did not answer."""


@dataclass(frozen=True)
class Account:
    """Who signs in, what she reads: `people`, files of hers; `names`, what she searches."""

    login: str
    password: str
    role: str
    people: list[int]
    names: list[str]


@dataclass
class Measure:
    """One interaction: which page, how long until the page is whole, or why it failed."""

    page: str
    at: float
    seconds: float
    problem: str = ""


@dataclass
class Visitor:
    """One window. It takes `think` seconds on average between two interactions."""

    address: str
    account: Account
    think: float
    luck: random.Random
    measures: list[Measure] = field(default_factory=list)
    _search: tuple[str, str] = ("", "")
    _sentinel: str = ""
    _refreshed_at: float = field(default_factory=time.monotonic)

    def live(self, over: Event, wait: float) -> None:
        """Sign in after `wait` seconds, then go from page to page until it is over."""
        over.wait(wait)
        cookie = ""
        while not over.is_set() and not cookie:
            cookie = self._timed("connexion", self._sign_in) or ""
        while not over.is_set():
            try:
                with open_socket(self.address, cookie) as socket:
                    self._work(socket, over)
            except (OSError, WebSocketException) as error:
                self.measures.append(Measure("websocket", time.monotonic(), 0, repr(error)))
                over.wait(1)

    def _work(self, socket: ClientConnection, over: Event) -> None:
        self._timed("file-active", lambda: self._open_page(socket, "file-active"))
        while not over.wait(self.luck.expovariate(1 / self.think)):
            if time.monotonic() - self._refreshed_at > _REFRESHED_EVERY:
                self._timed("session", lambda: self._refresh(socket))
            mix = MIX[self.account.role]
            page = self.luck.choices(list(mix), list(mix.values()))[0]
            self._timed(page, lambda page=page: self._act(socket, page))  # type: ignore[misc]

    def _act(self, socket: ClientConnection, page: str) -> None:
        if page == "dossier":
            self._open_page(socket, page, f"personne={self.luck.choice(self.account.people)}")
        elif page == "search" and self._search[0]:
            self._type(socket, self.luck.choice(self.account.names))
        else:
            self._open_page(socket, "file-active" if page == "search" else page)

    def _refresh(self, socket: ClientConnection) -> None:
        """What an open window asks by itself: is my session still live?"""
        self._refreshed_at = time.monotonic()
        asked = BackMsg()
        asked.rerun_script.fragment_id, asked.rerun_script.is_auto_rerun = self._sentinel, True
        self._exchange(socket, asked)

    def _open_page(self, socket: ClientConnection, page: str, query: str = "") -> None:
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
        self._search = ("", "")
        self._exchange(socket, asked)

    def _type(self, socket: ClientConnection, words: str) -> None:
        asked, (identifier, fragment) = BackMsg(), self._search
        asked.rerun_script.page_name, asked.rerun_script.fragment_id = "file-active", fragment
        asked.rerun_script.widget_states.widgets.add(id=identifier, string_value=words)
        self._exchange(socket, asked)

    def _exchange(self, socket: ClientConnection, asked: BackMsg) -> None:
        socket.send(asked.SerializeToString())
        for message in answers(socket):
            element = message.delta.new_element
            if element.HasField("exception"):
                raise PageError(element.exception.type)
            if message.HasField("auto_rerun"):
                self._sentinel = message.auto_rerun.fragment_id
            if "caseload_search" in element.text_input.id:
                self._search = (element.text_input.id, message.delta.fragment_id)

    def _sign_in(self) -> str:
        form, cookies = _ask(self.address, "GET")
        token = re.search(r'name="jeton" value="(\w+)"', form)
        if token is None:
            raise PageError("no form")
        fields = {"jeton": token[1], "identifiant": self.account.login, "suite": "/"}
        body = urlencode(fields | {"mot_de_passe": self.account.password})
        said, cookie = _ask(self.address, "POST", body, cookies)
        if not cookie:
            raise PageError(said[:80] or "refused")
        return cookie

    def _timed(self, page: str, act):  # type: ignore[no-untyped-def]
        started, problem, result = time.monotonic(), "", None
        try:
            result = act()
        except (PageError, TimeoutError) as error:
            problem = repr(error)
        self.measures.append(Measure(page, started, time.monotonic() - started, problem))
        return result


def answers(socket: ClientConnection) -> Iterator[ForwardMsg]:
    """What the server sends, until the run that we asked for ends."""
    is_begun = is_over = False
    while not is_over:
        message = ForwardMsg.FromString(socket.recv(timeout=_TIMEOUT))  # type: ignore[arg-type]
        is_begun |= message.HasField("new_session")
        is_over = is_begun and message.HasField("script_finished") and message.script_finished != _EARLY
        yield message


def open_socket(address: str, cookie: str) -> ClientConnection:
    """What a window opens, with its cookies."""
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    context = _trusting() if url.startswith("wss") else None
    return connect(  # type: ignore[arg-type]
        url, subprotocols=["streamlit"], additional_headers={"Cookie": cookie}, ssl=context, max_size=2**26
    )


def _ask(address: str, method: str, body: str = "", cookies: str = "") -> tuple[str, str]:
    """The sign-in page's answer, and the cookies it sets."""
    place = urlsplit(address)
    if place.scheme == "https":
        connection: HTTPConnection = HTTPSConnection(place.netloc, timeout=_TIMEOUT, context=_trusting())
    else:
        connection = HTTPConnection(place.netloc, timeout=_TIMEOUT)
    connection.request(method, "/connexion", body=body.encode() or None, headers={"Cookie": cookies})
    answer = connection.getresponse()
    content = answer.read().decode("utf-8", "replace")
    found = [value.partition(";")[0] for value in answer.headers.get_all("set-cookie", [])]
    connection.close()
    return content, "; ".join(one for one in found if not one.endswith("="))


def _trusting() -> ssl.SSLContext:
    """The proxy's certificate is made for this measure."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context
