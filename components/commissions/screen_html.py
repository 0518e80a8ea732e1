"""The shared screen as HTML: every word escaped, every text cut where its place ends."""

from collections.abc import Sequence
from html import escape

from components.commissions.screen_lines import (
    Block,
    Item,
    column_characters,
    column_room,
    question_lines,
    share_lines,
    wanted_lines,
)
from components.commissions.screen_style import BODY, LARGE, LARGE_LINE, LINE
from components.commissions.screen_words import (
    Column,
    case_columns,
    solutions_column,
    top_words,
    written_column,
)
from components.formats import NO_BREAK, count_of, format_date
from domain.commissions.sheets import CaseSheet, CommitmentLine, Screen

_MOST_COMMITMENTS = 7
_WRITTEN_WEIGHT = 1.7  # what is being written is read first


def case_html(screen: Screen, sheet: CaseSheet) -> str:
    """A situation: who is not said, what matters is."""
    written = written_column(screen)
    columns = case_columns(sheet)
    last = written or solutions_column(sheet)
    weights = [1.0] * len(columns) + ([_WRITTEN_WEIGHT if written else 1.0] if last else [])
    if last:
        columns.append(last)
    total = f" sur {screen.total}" if screen.total else ""
    top = f"<b>Situation{NO_BREAK}{screen.number}{total}</b>"
    rest = escape(top_words(screen, sheet))
    return _screen(
        f'<p class="js-top {_CUT}" style="{_clamp(1)}">{top}{" · " if rest else ""}{rest}</p>'
        f'<h1 class="js-question {_CUT}" style="{_clamp(question_lines(sheet.question))}">'
        f"{escape(sheet.question)}</h1>{_columns(columns, weights, sheet.question)}"
    )


def commitments_html(title: str, lines: Sequence[CommitmentLine], screen: Screen) -> str:
    """Commitments of former meetings: a late one is told by a word and a shape."""
    shown = lines if len(lines) <= _MOST_COMMITMENTS else lines[: _MOST_COMMITMENTS - 1]
    rows = "".join(_row(line, is_late=line.is_late(screen.meets_on)) for line in shown)
    hidden = len(lines) - len(shown)
    more = f"<p><i>et {count_of(hidden, 'autre engagement', 'autres engagements')}</i></p>" if hidden else ""
    nothing = "" if lines else "<p>Tous les engagements pris sont tenus.</p>"
    return _screen(
        f'<p class="js-top {_CUT}" style="{_clamp(1)}"><b>{escape(screen.body)}</b></p>'
        f'<h1 class="js-question">{escape(title)}</h1>{nothing}<div class="js-rows">{rows}</div>{more}'
    )


def notice_html(title: str, *lines: str) -> str:
    """A few words in the middle of the screen."""
    below = "".join(f'<p class="{_CUT}" style="{_clamp(2)}">{escape(line)}</p>' for line in lines if line)
    heading = f'<h1 class="{_CUT}" style="{_clamp(3)}">{escape(title)}</h1>'
    return f'<div class="js-screen js-notice">{heading}{below}</div>'


_CUT = "js-cut"


def _screen(content: str) -> str:
    return f'<div class="js-screen">{content}</div>'


def _clamp(lines: int) -> str:
    return f"-webkit-line-clamp:{lines}"


def _columns(columns: Sequence[Column], weights: Sequence[float], question: str) -> str:
    tracks = " ".join(f"minmax(0,{weight}fr)" for weight in weights)
    characters = column_characters(weights) if weights else []
    drawn = "".join(_column(column, wide, question) for column, wide in zip(columns, characters, strict=True))
    return f'<div class="js-columns" style="grid-template-columns:{tracks}">{drawn}</div>'


def _column(column: Column, characters: float, question: str) -> str:
    is_large = column[0].is_large
    room = column_room(question, len(column), LARGE_LINE if is_large else LINE)
    wide = characters * BODY / LARGE if is_large else characters
    lines = share_lines([wanted_lines(block, wide) for block in column], room)
    blocks = "".join(_block(block, given) for block, given in zip(column, lines, strict=True))
    return f'<div class="js-column">{blocks}</div>'


def _block(block: Block, lines: int) -> str:
    items = "<br>".join(_item(item) for item in block.items)
    size = ' class="js-large"' if block.is_large else ""
    text = f'<p class="{_CUT}" style="{_clamp(lines)}">{items}</p>'
    return f"<div{size}><h2>{escape(block.title)}</h2>{text}</div>"


def _item(item: Item) -> str:
    parts = (escape(item.mark), f"<b>{escape(item.strong)}</b>" if item.strong else "", escape(item.text))
    return " ".join(part for part in parts if part)


def _row(line: CommitmentLine, *, is_late: bool) -> str:
    if line.is_done:
        mark = "✓ Fait"
    else:
        mark = '<span class="js-late">▲ En retard</span>' if is_late else "● En cours"
    deadline = format_date(line.deadline_on) if line.deadline_on else "sans échéance"
    cells = (f"<b>{escape(line.title)}</b>", escape(line.owner), f"<i>{escape(deadline)}</i>")
    return f"<p>{mark}</p>" + "".join(f'<p class="{_CUT}" style="{_clamp(2)}">{cell}</p>' for cell in cells)
