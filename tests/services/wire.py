"""What a browser receives, byte by byte."""

from playwright.sync_api import Page, Request


def heard_by(page: Page) -> list[bytes]:
    """Everything that this window receives from now on, but the front end's own files."""
    heard: list[bytes] = []

    def keep_frame(frame: str | bytes) -> None:
        heard.append(frame if isinstance(frame, bytes) else frame.encode())

    def keep_body(asked: Request) -> None:
        answer = asked.response()
        if answer and answer.ok and "/static/" not in asked.url:
            heard.append(answer.body())

    page.on("websocket", lambda socket: socket.on("framereceived", keep_frame))
    page.on("requestfinished", keep_body)
    return heard
