"""What fits on the shared screen: how many lines each text wants, and how many it gets before « … »."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from components.commissions.screen_style import BODY, LINE, QUESTION_LINE

_WIDTH_IN_CHARACTERS = (
    345 / BODY
)  # of body text, on a window 16:9: on another shape texts are cut sooner or later
_GAP_IN_CHARACTERS = 2
_WRAPPED = 0.88  # a line is never full: words are not cut
_AROUND = 10.5  # hundredths of the height: margins, the top line, what separates it from the rest
_TITLE_LINES, _BETWEEN_LINES = 1, 0.5
_COLUMN_EDGE = 1.3


class Item(NamedTuple):
    """One thing in a list: what is read first, then the rest; `mark` is a word or a shape before it."""

    text: str = ""
    strong: str = ""
    mark: str = ""

    @property
    def length(self) -> int:
        """Characters, as they are read one after the other."""
        return len(" ".join(part for part in self if part))


class Block(NamedTuple):
    """A title and what stands under it."""

    title: str
    items: Sequence[Item]
    is_large: bool = False


def wanted_lines(block: Block, characters: float) -> int:
    """Lines of this block in a column of that many characters."""
    return sum(max(1, ceil(item.length / (characters * _WRAPPED))) for item in block.items)


def column_characters(weights: Sequence[float]) -> list[float]:
    """Characters a line of each column, from their relative widths."""
    room = _WIDTH_IN_CHARACTERS - _GAP_IN_CHARACTERS * (len(weights) - 1)
    return [room * weight / sum(weights) for weight in weights]


def question_lines(question: str) -> int:
    """At most three: the question is read in one look."""
    per_line = _WIDTH_IN_CHARACTERS * BODY / 4.4 * _WRAPPED
    return min(3, max(1, ceil(len(question) / per_line)))


def column_room(question: str, blocks: int, line: float = LINE) -> int:
    """Lines of text under the titles of a column."""
    height = 100 - _AROUND - question_lines(question) * QUESTION_LINE - _COLUMN_EDGE
    titles = blocks * _TITLE_LINES * LINE + (blocks - 1) * 2
    return int((height - titles) / line)


def share_lines(wanted: Sequence[int], room: int) -> list[int]:
    """Give each block its lines, one at a time to the least served; what is left over goes round too."""
    given = [0] * len(wanted)
    for _ in range(room):
        short = [place for place, lines in enumerate(wanted) if given[place] < lines]
        poorest = min(short or range(len(wanted)), key=given.__getitem__)
        given[poorest] += 1
    return given
