"""Programs that talk to the server without a browser: plain HTTP and a raw websocket."""

from dataclasses import dataclass
from http.client import HTTPConnection
from re import search
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.services.accounts import PASSWORD
from tests.services.application import Server


@dataclass(frozen=True)
class Answer:
    """What came back, redirections not followed; cookies as the next request sends them."""

    status: int
    headers: dict[str, str]
    cookies: str
    body: str


def ask(server: Server, path: str, *, method: str = "GET", body: str = "", **headers: str) -> Answer:
    """One request without cookie unless given; `_` in a header's name stands for `-`."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body.encode() or None, headers=names)
    response = connection.getresponse()
    found = {name.lower(): value for name, value in response.getheaders()}
    cookies = "; ".join(value.partition(";")[0] for value in response.headers.get_all("set-cookie", []))
    answer = Answer(response.status, found, cookies, response.read().decode("utf-8", "replace"))
    connection.close()
    return answer


def sign_in(server: Server, login: str) -> str:
    """Fill the form as a browser would; the session cookie."""
    form = ask(server, "/connexion")
    token = search(r'name="jeton" value="(\w+)"', form.body)
    assert token
    fields = {"jeton": token[1], "identifiant": login, "mot_de_passe": PASSWORD, "suite": "/"}
    answer = ask(server, "/connexion", method="POST", body=urlencode(fields), Cookie=form.cookies)
    assert answer.status == 303
    return answer.cookies


def open_websocket(server: Server, *, cookie: str = "", resumed: str = "") -> ClientConnection:
    """The page's own websocket, resuming a page session when its name is given."""
    url = server.url.replace("http", "ws", 1) + "/_stcore/stream"
    protocols = ["streamlit", "none", resumed] if resumed else ["streamlit"]
    headers = {"Cookie": cookie} if cookie else {}
    return connect(url, subprotocols=protocols, additional_headers=headers)  # type: ignore[arg-type]


def run_page(
    websocket: ClientConnection, *, page: str = "compte", query: str = "", fragment: str = ""
) -> list[ForwardMsg]:
    """Ask for one run of a page, Mon compte if none is told; every message until its end."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    asked.rerun_script.fragment_id = fragment
    websocket.send(asked.SerializeToString())
    messages: list[ForwardMsg] = []
    while not _is_complete(messages):
        messages.append(ForwardMsg.FromString(bytes(websocket.recv(timeout=20))))  # type: ignore[arg-type]
    return messages


def _is_complete(messages: list[ForwardMsg]) -> bool:
    """A run has begun and ended; what a former run still had to say came before."""
    is_begun = any(message.HasField("new_session") for message in messages)
    return is_begun and messages[-1].HasField("script_finished")


def page_session(messages: list[ForwardMsg]) -> str:
    """The name that Streamlit gave to this page session."""
    return next(
        message.new_session.initialize.session_id for message in messages if message.HasField("new_session")
    )
