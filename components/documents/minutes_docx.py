"""The record of decisions as a text document: the same words as on paper."""

import io

from docx import Document
from docx.document import Document as Text
from docx.shared import Pt

from components.commissions.minutes_words import promise_words, sitter_words, state_words, title_words
from components.documents.minutes import situation_facts
from components.documents.text import drawable
from components.formats import NO_BREAK
from domain.commissions.minutes import Content, Minutes


def minutes_docx(minutes: Minutes, content: Content, author: str) -> bytes:
    """These minutes, or the part of one structure; nothing in its properties names a person."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments = "Relevé de décisions", author, ""
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(drawable(title_words(content)), level=1)
    document.add_paragraph(drawable(state_words(minutes)))
    _facts(document, [("Lieu", content.place), ("Motif du remplacement", minutes.reason)])
    document.add_heading("Qui était là", level=2)
    for sitter in content.sitters:
        document.add_paragraph(drawable(sitter_words(sitter)), style="List Bullet")
    document.add_heading("Situations examinées", level=2)
    for one in content.situations:
        brought = f" ({one.structure})" if one.structure else ""
        document.add_heading(drawable(f"{one.number}. {one.person}{brought}"), level=3)
        _facts(document, situation_facts(one))
        for promise in one.promises:
            document.add_paragraph(drawable(promise_words(promise)), style="List Bullet")
    _facts(document, [("Corrections", content.correction)])
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def _facts(document: Text, facts: list[tuple[str, str]]) -> None:
    for label, words in facts:
        if words:
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{label}{NO_BREAK}: ").bold = True
            paragraph.add_run(drawable(words))
