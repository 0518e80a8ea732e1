"""The agenda as a text document, to be completed by who sends it."""

import io
from collections.abc import Sequence

from docx import Document
from docx.shared import Pt

from components.documents.meeting_papers_words import (
    AGENDA_COLUMNS,
    ANONYMOUS_COLUMNS,
    agenda_rows,
    agenda_title,
    convocation_facts,
)
from components.documents.text import drawable
from components.formats import NO_BREAK
from domain.commissions.meetings import Meeting
from domain.commissions.preparing import AgendaLine

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def agenda_docx(meeting: Meeting, lines: Sequence[AgendaLine], author: str, *, is_named: bool) -> bytes:
    """The same words as on paper; nothing in its properties names a person."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments = "Ordre du jour", author, ""
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(drawable(agenda_title(meeting)), level=1)
    for label, words in convocation_facts(meeting, lines):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}{NO_BREAK}: ").bold = True
        paragraph.add_run(drawable(words))
    columns = AGENDA_COLUMNS if is_named else ANONYMOUS_COLUMNS
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    for row in agenda_rows(lines, is_named=is_named):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = drawable(words)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
