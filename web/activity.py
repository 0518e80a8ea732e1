"""What a message of a browser tab says of the person in front of it: does she act, and on which page."""

from collections.abc import Collection
from typing import Any, NamedTuple

from streamlit.util import calc_hash


class Activity(NamedTuple):
    """`is_on_long_page`: a page that keeps the session for long is open; None when nothing new is told."""

    is_real: bool = False
    is_on_long_page: bool | None = None


NOTHING = Activity()


class Tab:
    """A tab, behind its websocket; `long_pages` are addresses."""

    def __init__(self, long_pages: Collection[str]) -> None:
        self._long_pages = {calc_hash(address) for address in long_pages}  # as Streamlit names its pages
        self._is_on_long_page = False

    def activity(self, back_msg: Any) -> Activity:
        """An automatic run is not activity, but tells that the program opened or left a long page."""
        if not back_msg.HasField("rerun_script"):
            return NOTHING
        asked = back_msg.rerun_script
        page = asked.page_script_hash or calc_hash(asked.page_name.strip("/"))
        was_long, self._is_on_long_page = self._is_on_long_page, page in self._long_pages
        if asked.is_auto_rerun and not (was_long or self._is_on_long_page):
            return NOTHING
        return Activity(not asked.is_auto_rerun, self._is_on_long_page)
