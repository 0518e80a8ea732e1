"""What fits on the shared screen: how many lines each text wants, and how many it gets before « … »."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from components.commissions.screen_style import BODY, LARGE, LINE, QUESTION, QUESTION_LINE

# Of the smallest text, on a window 16:9, measured; on another shape texts are cut sooner or later.
_WIDTH_IN_CHARACTERS = 390 / BODY
_GAP_IN_CHARACTERS = 2
_AROUND = 11.5  # hundredths of the height: margins, the top line, what separates it from the rest
_COLUMN_EDGE, _BETWEEN_BLOCKS = 1.3, 2.0
_INDENT_IN_CHARACTERS = 2
_SCALES = (1.5, 1.35, 1.2, 1.1)
_SURE = 0.9  # of its room: what seems to fit exactly may not


class Item(NamedTuple):
    """One thing in a list: what is read first, then the rest; `mark` is a word or a shape before it."""

    text: str = ""
    strong: str = ""
    mark: str = ""

    def lines(self, characters: float) -> int:
        """How many it takes, words kept whole."""
        said = " ".join(part for part in (self.mark, self.strong, self.text) if part)
        return len(wrap(said, max(1, int(characters))))


class Block(NamedTuple):
    """A title and what stands under it, one thing or a list."""

    title: str
    items: Sequence[Item]
    is_large: bool = False
    is_text: bool = False

    @property
    def is_list(self) -> bool:
        """True when each thing must be told from the next."""
        return len(self.items) > 1 and not self.is_text


def wanted_lines(block: Block, characters: float, scale: float = 1) -> int:
    """Lines of this block in a column of that many characters of the smallest text."""
    size = scale * (LARGE / BODY if block.is_large else 1)
    indent = _INDENT_IN_CHARACTERS if block.is_list else 0
    return sum(item.lines(characters / size - indent) for item in block.items)


def column_characters(weights: Sequence[float]) -> list[float]:
    """Characters a line of each column, from their relative widths."""
    room = _WIDTH_IN_CHARACTERS - _GAP_IN_CHARACTERS * (len(weights) - 1)
    return [room * weight / sum(weights) for weight in weights]


def question_lines(question: str) -> int:
    """At most three: the question is read in one look."""
    per_line = _WIDTH_IN_CHARACTERS * BODY / QUESTION
    return min(3, max(1, Item(question).lines(per_line)))


def column_room(question: str, column: Sequence[Block], scale: float = 1) -> int:
    """Lines of text under the titles of a column."""
    height = 100 - _AROUND - question_lines(question) * QUESTION_LINE - _COLUMN_EDGE
    titles = len(column) * LINE * scale + (len(column) - 1) * _BETWEEN_BLOCKS
    line = LINE * scale * (LARGE / BODY if column[0].is_large else 1)
    return int((height - titles) / line)


def best_scale(question: str, columns: Sequence[Sequence[Block]], widths: Sequence[float]) -> float:
    """How much larger than the smallest text everything may be, and still be seen whole."""

    def fits(column: Sequence[Block], width: float, scale: float) -> bool:
        wanted = sum(wanted_lines(block, width, scale) for block in column)
        return wanted <= column_room(question, column, scale) * _SURE

    pairs = list(zip(columns, widths, strict=True))
    return next((scale for scale in _SCALES if all(fits(*pair, scale) for pair in pairs)), 1)


def share_lines(wanted: Sequence[int], room: int) -> list[int]:
    """One at a time to the block that has least; once all are served, what is left in proportion."""
    given = [0] * len(wanted)
    for _ in range(room):
        short = [place for place, lines in enumerate(wanted) if given[place] < lines]
        if short:
            given[min(short, key=given.__getitem__)] += 1
        else:
            given[max(range(len(wanted)), key=lambda place: wanted[place] / given[place])] += 1
    return given
