"""The shared screen as HTML: every word escaped, every text cut where its place ends."""

from collections.abc import Sequence
from html import escape

from components.commissions.screen_lines import (
    Block,
    Item,
    best_scale,
    column_characters,
    column_room,
    question_lines,
    share_lines,
    wanted_lines,
)
from components.commissions.screen_words import (
    Column,
    case_columns,
    solutions_column,
    top_words,
    written_column,
)
from components.formats import NO_BREAK, count_of, format_date
from domain.commissions.sheets import CaseSheet, CommitmentLine, Screen

_MOST_COMMITMENTS = 8
_WRITTEN_WEIGHT = 1.7  # what is being written is read first


def case_html(screen: Screen, sheet: CaseSheet) -> str:
    """A situation: who is not said, what matters is."""
    columns, written = case_columns(sheet), written_column(screen)
    weights = [1.0] * len(columns)
    if last := written or solutions_column(sheet):
        columns.append(last)
        weights.append(_WRITTEN_WEIGHT if written else 1.0)
    top = _top(screen, sheet)
    if not columns:
        return notice_html(sheet.question, above=top)
    question = f'<h1 class="js-question {_CUT}" style="{_clamp(question_lines(sheet.question))}">'
    return _screen(
        f"{top}{question}{escape(sheet.question)}</h1>{_columns(columns, weights, sheet.question)}"
    )


def commitments_html(title: str, lines: Sequence[CommitmentLine], screen: Screen) -> str:
    """Commitments of former meetings: a late one is told by a word and a shape."""
    shown = lines if len(lines) <= _MOST_COMMITMENTS else lines[: _MOST_COMMITMENTS - 1]
    rows = "".join(_row(line, is_late=line.is_late(screen.meets_on)) for line in shown)
    hidden = len(lines) - len(shown)
    more = f"<p><i>et {count_of(hidden, 'autre engagement', 'autres engagements')}</i></p>" if hidden else ""
    table = f'<div class="js-rows" style="--k:{_rows_scale(len(shown) + bool(hidden))}">{rows}</div>'
    nothing = "" if lines else "<p>Tous les engagements pris sont tenus.</p>"
    return _screen(
        f'<p class="js-top {_CUT}" style="{_clamp(1)}"><b>{escape(screen.body)}</b></p>'
        f'<h1 class="js-question">{escape(title)}</h1>{nothing}{table}{more}'
    )


def notice_html(title: str, *lines: str, above: str = "") -> str:
    """A few words in the middle of the screen; `above` is HTML already."""
    below = "".join(f'<p class="{_CUT}" style="{_clamp(2)}">{escape(line)}</p>' for line in lines if line)
    heading = f'<h1 class="{_CUT}" style="{_clamp(3)}">{escape(title)}</h1>'
    return f'<div class="js-screen js-notice">{above}{heading}{below}</div>'


_CUT = "js-cut"


def _screen(content: str) -> str:
    return f'<div class="js-screen">{content}</div>'


def _top(screen: Screen, sheet: CaseSheet) -> str:
    total = f" sur {screen.total}" if screen.total else ""
    rest = escape(top_words(screen, sheet))
    words = f"<b>Situation{NO_BREAK}{screen.number}{total}</b>{' · ' if rest else ''}{rest}"
    return f'<p class="js-top {_CUT}" style="{_clamp(1)}">{words}</p>'


def _clamp(lines: int) -> str:
    return f"-webkit-line-clamp:{lines}"


def _columns(columns: Sequence[Column], weights: Sequence[float], question: str) -> str:
    tracks = " ".join(f"minmax(0,{weight}fr)" for weight in weights)
    widths = column_characters(weights) if weights else []
    scale = best_scale(question, columns, widths)
    drawn = "".join(_column(*pair, question, scale) for pair in zip(columns, widths, strict=True))
    return f'<div class="js-columns" style="--k:{scale};grid-template-columns:{tracks}">{drawn}</div>'


def _column(column: Column, characters: float, question: str, scale: float) -> str:
    room = column_room(question, column, scale)
    lines = share_lines([wanted_lines(block, characters, scale) for block in column], room)
    blocks = "".join(_block(block, given) for block, given in zip(column, lines, strict=True))
    return f'<div class="js-column">{blocks}</div>'


def _block(block: Block, lines: int) -> str:
    items = "".join(f"<span>{_item(item)}</span>" for item in block.items)
    size = ' class="js-large"' if block.is_large else ""
    listed = " js-list" if block.is_list else ""
    text = f'<p class="{_CUT}{listed}" style="{_clamp(lines)}">{items}</p>'
    return f"<div{size}><h2>{escape(block.title)}</h2>{text}</div>"


def _item(item: Item) -> str:
    parts = (escape(item.mark), f"<b>{escape(item.strong)}</b>" if item.strong else "", escape(item.text))
    return " ".join(part for part in parts if part)


def _rows_scale(rows: int) -> float:
    """As large as two lines a row allow."""
    return round(max(1, min(1.4, _MOST_COMMITMENTS / max(1, rows))), 2)


def _row(line: CommitmentLine, *, is_late: bool) -> str:
    if line.is_done:
        mark = "✓ Fait"
    else:
        mark = '<span class="js-late">▲ En retard</span>' if is_late else "● En cours"
    deadline = format_date(line.deadline_on) if line.deadline_on else "sans échéance"
    cells = (f"<b>{escape(line.title)}</b>", escape(line.owner), f"<i>{escape(deadline)}</i>")
    return f"<p>{mark}</p>" + "".join(f'<p class="{_CUT}" style="{_clamp(2)}">{cell}</p>' for cell in cells)
