"""The page of every document: styles, header and footer, and the pieces that the contents are made of."""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Table,
)

from components.documents.text import BOLD, FONT, drawable, fitting, markup
from components.formats import format_long_date

BLUE, GREY, PALE = HexColor("#1f3a68"), HexColor("#55585e"), HexColor("#c9cdd4")
BODY = ParagraphStyle("body", fontName=FONT, fontSize=12, leading=18, spaceAfter=3)
SMALL = ParagraphStyle("small", BODY, fontSize=10, leading=14, textColor=GREY)
TITLE = ParagraphStyle("title", BODY, fontName=BOLD, fontSize=22, leading=28, textColor=BLUE, spaceAfter=4)
HEADING = ParagraphStyle(
    "heading", BODY, fontName=BOLD, fontSize=15, leading=20, textColor=BLUE, spaceBefore=14, spaceAfter=5
)
SUBHEADING = ParagraphStyle("subheading", BODY, fontName=BOLD, spaceBefore=6)
BULLET = ParagraphStyle("bullet", BODY, leftIndent=14, bulletIndent=2, bulletFontName=FONT)
_COLUMN = ParagraphStyle("column", BODY, fontName=BOLD, fontSize=10, leading=14)
CELL = ParagraphStyle("cell", BODY, fontSize=10.5, leading=14.5, spaceAfter=0)
MARGIN, _EDGE, _FOOT, _LINE = 18 * mm, 12 * mm, 8.5, 27


@dataclass(frozen=True)
class Letterhead:
    """What every page says around its contents; `notice` stands at the foot."""

    consortium_name: str
    scheme_name: str
    printed_on: date | None
    notice: str = ""


def pdf_bytes(story: Sequence[Flowable], letterhead: Letterhead, *, title: str) -> bytes:
    """The document; `title` is what a browser's tab shows: never the name of a person."""
    return built(story, letterhead, title=title)[0]


def built(
    story: Sequence[Flowable], letterhead: Letterhead, *, title: str, scale: float = 1
) -> tuple[bytes, int]:
    """The document and its number of pages, its contents (not what is around them) drawn at this scale."""
    content = io.BytesIO()
    document = open_document(content, A4, MARGIN, title=title, author=letterhead.consortium_name)
    width, height, margin = (side / scale for side in (document.width, document.height - 4 * mm, MARGIN))
    page = PageTemplate(frames=[Frame(margin, margin, width, height, 0, 0, 0, 0)])
    page.beforeDrawPage = lambda canvas, _: (canvas.saveState(), canvas.scale(scale, scale))
    page.afterDrawPage = lambda canvas, _: canvas.restoreState()
    document.addPageTemplates(page)
    document.build(list(story), canvasmaker=_canvas_for(letterhead))
    return content.getvalue(), document.page


def open_document(
    content: io.BytesIO, size: tuple[float, float], margin: float, *, title: str, author: str
) -> BaseDocTemplate:
    """An empty document in French, with our fonts only."""
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), margin)
    about = {"title": drawable(title), "author": drawable(author), "lang": "fr-FR"}
    by = {"creator": "Jalons", "producer": "Jalons"}
    return BaseDocTemplate(
        content, pagesize=size, initialFontName=FONT, displayDocTitle=True, **margins, **about, **by
    )


def text(words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """A paragraph of typed words."""
    return Paragraph(markup(words), style)


def labelled(label: str, words: str, style: ParagraphStyle = BODY) -> Paragraph:
    """« Téléphone : 06… », the label in bold."""
    return Paragraph(_labelled(label, words), style)


def bullets(lines: Iterable[str]) -> list[Paragraph]:
    """One bullet for each line."""
    return [Paragraph(markup(line), BULLET, bulletText="•") for line in lines]


def labelled_bullets(facts: Iterable[tuple[str, str]]) -> list[Paragraph]:
    """One bullet for each label and what it says; a label alone may stand."""
    return [Paragraph(_labelled(*fact), BULLET, bulletText="•") for fact in facts]


def section(title: str, pieces: Sequence[Flowable], *, room: float = 130) -> list[Flowable]:
    """A heading and what is under it: on the next page when less than `room` is left on this one."""
    return [CondPageBreak(room), text(title, HEADING), *pieces]


LONG = 500  # signs of a cell beyond which its line may go on to the next page


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], shares: Sequence[float]) -> Table:
    """A table over the whole width, its heading repeated; `shares` are those of the columns."""
    cells = [[text(column, _COLUMN) for column in columns]]
    cells += [[text(cell, CELL) for cell in row] for row in rows]
    width = A4[0] - 2 * MARGIN
    style: list[Any] = [
        ("FONTNAME", (0, 0), (-1, -1), FONT),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, 0), 1, GREY),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, PALE),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
    ]
    widths = [share * width for share in shares]
    is_split = int(any(len(cell) > LONG for row in rows for cell in row))
    return Table(cells, widths, repeatRows=1, splitInRow=is_split, style=style, spaceAfter=8)


def _labelled(label: str, words: str) -> str:
    said = f"\u00a0:</b> {markup(words)}" if words else "</b>"
    return f"<b>{markup(label)}{said}"


class LinesToWrite(Flowable):  # type: ignore[misc]
    """Empty lines for a pen, down to the foot of the page."""

    least = 3 * _LINE

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take what is left, in whole lines."""
        self.width, self.height = width, max(self.least, height // _LINE * _LINE)
        return self.width, self.height

    def draw(self) -> None:
        """From the foot upwards."""
        self.canv.setStrokeColor(GREY)
        self.canv.setLineWidth(0.5)
        for number in range(round(self.height / _LINE)):
            self.canv.line(0, number * _LINE, self.width, number * _LINE)


def _canvas_for(letterhead: Letterhead) -> Callable[..., Canvas]:
    """A canvas that keeps its pages until their number is known, then writes around them."""

    class LetterheadCanvas(Canvas):  # type: ignore[misc]
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.kept: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 (reportlab's name)
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.kept, start=1):
                self.__dict__.update(page)
                _write_around(self, letterhead, f"page {number}/{len(self.kept)}")
                super().showPage()
            super().save()

    return LetterheadCanvas


def _write_around(canvas: Canvas, letterhead: Letterhead, page: str) -> None:
    width, height = A4
    top, left, right = height - _EDGE, MARGIN, width - MARGIN
    day = letterhead.printed_on
    edition = f"Édité le {format_long_date(day)} — {page}" if day else page
    canvas.setFillColor(GREY)
    canvas.setStrokeColor(PALE)
    canvas.setFont(FONT, _FOOT)
    canvas.drawString(left, top, fitting(letterhead.consortium_name, 0.68 * (right - left), FONT, _FOOT))
    canvas.drawRightString(right, top, fitting(letterhead.scheme_name, 0.3 * (right - left), FONT, _FOOT))
    canvas.drawString(left, _EDGE - 4, letterhead.notice)
    canvas.drawRightString(right, _EDGE - 4, edition)
    for line in (top - 5, _EDGE + 8):
        canvas.line(left, line, right, line)
