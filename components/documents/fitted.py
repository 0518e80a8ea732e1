"""A document in one page or two, in type as large as that allows."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph

from components.documents.layout import Letterhead, built


class _Fit(NamedTuple):
    """A way to hold: in how many pages, saying all or the main part, scale of 12 points, space of lines."""

    pages: int
    is_brief: bool
    scale: float
    leading: float


_SPACES = ("leading", "spaceBefore", "spaceAfter")
_FITS = (
    _Fit(1, False, 1, 1),
    _Fit(1, False, 0.92, 1),
    _Fit(1, False, 0.92, 0.87),
    _Fit(2, False, 1, 1),
    _Fit(2, False, 0.92, 1),
    _Fit(2, False, 0.92, 0.87),
    _Fit(2, True, 0.92, 0.87),
    _Fit(2, True, 0.84, 0.87),
    _Fit(2, True, 0.8, 0.87),
)


def fitted_pdf(story: Callable[[bool], Sequence[Flowable]], letterhead: Letterhead, *, title: str) -> bytes:
    """The first way that holds; `story` is told whether to be brief. More pages rather than a word cut."""
    for fit in _FITS:
        pieces = _closer(story(fit.is_brief), fit.leading)
        content, count = built(pieces, letterhead, title=title, scale=fit.scale)
        if count <= fit.pages:
            break
    return content


def _closer(story: Sequence[Flowable], leading: float) -> Sequence[Flowable]:
    for piece in story:
        if isinstance(piece, Paragraph):
            closer = {name: leading * getattr(piece.style, name) for name in _SPACES}
            piece.style = ParagraphStyle(piece.style.name, piece.style, **closer)
    return story
