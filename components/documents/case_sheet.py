"""A situation on one page, which names nobody: what matters to find a solution."""

from collections.abc import Iterator, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Table
from reportlab.platypus.doctemplate import LayoutError

from components.documents.layout import BODY, CELL, MARGIN, SUBHEADING, TITLE, Letterhead, built, text
from components.documents.text import FONT
from components.formats import NO_BREAK, format_date, format_month
from domain.commissions.sheets import CaseSheet, NeedLine, PathEvent, SolutionLine

_SCALES = (1, 0.92, 0.84, 0.76, 0.68, 0.6)
_QUESTION = ParagraphStyle("question", BODY, fontSize=13, leading=18, spaceAfter=6)
_HEAD = ParagraphStyle("head", SUBHEADING, fontSize=11.5, leading=15, spaceBefore=7, spaceAfter=1)
_LINE = ParagraphStyle("line", CELL, spaceAfter=2)
_COLUMNS = [
    ("FONTNAME", (0, 0), (-1, -1), FONT),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (0, 0), 0),
    ("RIGHTPADDING", (-1, 0), (-1, 0), 0),
]


def case_sheet_pdf(sheet: CaseSheet, letterhead: Letterhead) -> bytes:
    """One page, in type as large as that allows."""
    for scale in _SCALES:
        try:
            content, pages = built(_story(sheet, scale), letterhead, title="Fiche de situation", scale=scale)
        except LayoutError:  # a column is taller than the page: smaller type
            continue
        if pages == 1:
            return content
    return built(_long_story(sheet), letterhead, title="Fiche de situation", scale=_SCALES[-1])[0]


def _story(sheet: CaseSheet, scale: float) -> list[Flowable]:
    width = (A4[0] - 2 * MARGIN) / scale / 2
    columns = [[list(_blocks(_left(sheet))), list(_blocks(_right(sheet)))]]
    return [*_top(sheet), Table(columns, [width, width], style=_COLUMNS)]


def _long_story(sheet: CaseSheet) -> list[Flowable]:
    return [*_top(sheet), *_blocks(_left(sheet)), *_blocks(_right(sheet))]


def _top(sheet: CaseSheet) -> list[Flowable]:
    urgent = "Urgente" if sheet.is_urgent else ""
    facts = (sheet.motive, sheet.age, sheet.commune, *sheet.publics, urgent)
    return [
        text(f"Situation{NO_BREAK}{sheet.number}", TITLE),
        text(" · ".join(fact for fact in facts if fact)),
        text(sheet.question, _QUESTION),
    ]


def _left(sheet: CaseSheet) -> dict[str, Sequence[str]]:
    return {
        "Ce que dit la personne": [sheet.person_words],
        "Ce qu’elle veut": [sheet.wants],
        "Points d’appui": sheet.strengths,
        "Déjà essayé": [sheet.tried],
        "Délais": sheet.delays,
    }


def _right(sheet: CaseSheet) -> dict[str, Sequence[str]]:
    on = f" (diagnostic du {format_date(sheet.needs_on)})" if sheet.needs_on else ""
    return {
        f"Besoins{on}": [_need(need) for need in sheet.needs],
        "Parcours": [_event(event) for event in reversed(sheet.events)],
        "Solutions possibles": [_solution(one) for one in sheet.solutions],
    }


def _blocks(blocks: dict[str, Sequence[str]]) -> Iterator[Flowable]:
    """Only what is known; an empty column keeps its place."""
    is_empty = True
    for heading, lines in blocks.items():
        if told := [line for line in lines if line]:
            is_empty = False
            yield text(heading, _HEAD)
            yield from (text(line, _LINE) for line in told)
    if is_empty:
        yield text("", _LINE)


def _need(need: NeedLine) -> str:
    former = f", avant{NO_BREAK}: {need.former.lower()}" if need.former else ""
    return f"{'•' if need.is_to_lift else '✓'} {need.theme} — {need.state.lower()}{former}"


def _event(event: PathEvent) -> str:
    planned = " (prévu)" if event.is_planned else ""
    return f"{format_month(event.happened_on)}{planned}{NO_BREAK}: {event.words}"


def _solution(one: SolutionLine) -> str:
    details = " · ".join(part for part in (one.structure, one.where, one.room) if part)
    return f"• {one.name}{f' — {details}' if details else ''}"
