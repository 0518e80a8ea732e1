"""The shared screen of a commission, for the guide: both sizes of a projector, light and dark."""

from typing import Literal

from sqlalchemy import create_engine

from docs.visits import Visit
from tests.services.screen_contents import CASE, FORMER, WRITTEN
from tests.services.shared_screens import make_room

_Scheme = Literal["light", "dark"]
_TAKES: tuple[tuple[str, int, int, _Scheme], ...] = (
    ("ecran-partage", 1920, 1080, "light"),
    ("ecran-partage-sombre", 1920, 1080, "dark"),
    ("ecran-partage-petit", 1280, 720, "light"),
)


def take_shared_screen(visit: Visit) -> None:
    """An ordinary situation at each size, then what is being written, then former commitments."""
    room = make_room(visit.server, create_engine(visit.server.database.url))
    room.give_token(visit.page.context)
    room.tell(CASE)
    for name, width, height, scheme in _TAKES:
        visit.page.set_viewport_size({"width": width, "height": height})
        visit.page.emulate_media(color_scheme=scheme)
        visit.open(f"ecran-partage?seance={room.projection_id}", name)
    for name, screen in (("ecran-partage-conclusion", WRITTEN), ("ecran-partage-engagements", FORMER)):
        room.tell(screen)
        visit.settle()
        visit.shoot(name)
