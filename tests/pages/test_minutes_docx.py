"""Relevé de décisions as a text document: only the situations of a structure when it is asked so."""

import io

from docx import Document

from components.documents.minutes_docx import minutes_docx
from domain.commissions.minutes import Content, Minutes, Situation
from domain.commissions.words import MinutesState

HERS = Situation(1, 1, "Zoulikha Un", "CCAS", "treated", "?", "Avis favorable", "", decision="Maintien")
OTHER = Situation(2, 2, "Barnabé Deux", "Mission locale", "treated", "?", "Avis favorable", "")
CONTENT = Content("Commission d’essai", "2026-11-23T14:00:00+01:00", "Salle 2", situations=(HERS, OTHER))
MINUTES = Minutes(1, 1, 1, MinutesState.DRAFT, CONTENT, "", None, "", 1)


def words_of(content):
    document = Document(io.BytesIO(minutes_docx(MINUTES, content, "Consortium")))
    assert "Zoulikha" not in document.core_properties.title
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_whole_says_every_situation():
    words = words_of(CONTENT)
    assert "Zoulikha Un" in words
    assert "Barnabé Deux" in words
    assert "Maintien" in words


def test_a_structure_takes_only_its_situations():
    words = words_of(CONTENT.of_structure("CCAS"))
    assert "Zoulikha Un" in words
    assert "Barnabé Deux" not in words
