"""Decisions after the opinions of a meeting: the dated list beside its minutes, the letter to the person."""

import io
from collections.abc import Sequence
from datetime import date

from docx import Document
from docx.shared import Pt
from reportlab.platypus import Flowable, Spacer, Table

from components.documents.layout import (
    HEADING,
    SMALL,
    SUBHEADING,
    TITLE,
    Letterhead,
    labelled,
    pdf_bytes,
    section,
    text,
)
from components.documents.meeting_papers import boxed, to_call
from components.documents.meeting_papers_words import body_words
from components.documents.text import drawable
from components.formats import NO_BREAK, format_date, format_weekday_date
from domain.commissions.decision_words import decision_words, hearing_words, notification_words
from domain.commissions.decisions import DecisionLine
from domain.commissions.papers import DecisionLetter

_ANNEX = "Annexé au relevé de la séance : ce qui a suivi les avis, avec les voies et délais de recours."
_KEEP = "Gardez cette lettre : le jour où vous la recevez compte."
_FOLLOWED = "Elle suit l’avis de la commission."


def list_title(lines: Sequence[DecisionLine], today: date) -> str:
    """« Relevé des décisions au 23/11/2026 : Commission…, séance du 02/11/2026 »."""
    about = f"{NO_BREAK}: {lines[0].body}, séance du {format_date(lines[0].meets_on)}" if lines else ""
    return f"Relevé des décisions au {format_date(today)}{about}"


def decision_facts(line: DecisionLine) -> list[tuple[str, str]]:
    """What is said of one, under its labels; some are empty."""
    heard = hearing_words(line.hearing.value if line.hearing else "", line.heard_on, line.observations)
    decided = decision_words(line.decision, line.decided_by, line.decided_on, line.decision_reason)
    means = line.means.value if line.means else ""
    return [
        ("Motif", line.motive),
        ("Audition", heard),
        ("Avis", line.opinion),
        ("Décision de l’autorité", decided or "attendue"),
        ("Notification", notification_words(means, line.notified_on, line.notification_note)),
    ]


def decisions_pdf(lines: Sequence[DecisionLine], letterhead: Letterhead, today: date) -> bytes:
    """The list, as it stands that day."""
    story: list[Flowable] = [text(list_title(lines, today), TITLE), text(_ANNEX, SMALL)]
    for line in lines:
        told = [labelled(label, words) for label, words in decision_facts(line) if words]
        story += [text(line.person, SUBHEADING), *told]
    for remedies in dict.fromkeys(line.remedies for line in lines):
        story += section("Voies et délais de recours", [text(remedies)])
    return pdf_bytes(story, letterhead, title="Relevé des décisions")


def decisions_docx(lines: Sequence[DecisionLine], author: str, today: date) -> bytes:
    """The same words as a text document; nothing in its properties names a person."""
    document = Document()
    about = document.core_properties
    about.title, about.author, about.comments = "Relevé des décisions", author, ""
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(drawable(list_title(lines, today)), level=1)
    document.add_paragraph(_ANNEX)
    for line in lines:
        document.add_heading(drawable(line.person), level=2)
        for label, words in decision_facts(line):
            if words:
                paragraph = document.add_paragraph()
                paragraph.add_run(f"{label}{NO_BREAK}: ").bold = True
                paragraph.add_run(drawable(words))
    for remedies in dict.fromkeys(line.remedies for line in lines):
        document.add_heading("Voies et délais de recours", level=2)
        document.add_paragraph(drawable(remedies))
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def decision_letter_pdf(told: DecisionLetter, letterhead: Letterhead) -> bytes:
    """What notifies the decision: in plain words, with its reasons and its remedies."""
    letter, line = told.letter, told.line
    where = [text(letter.address), text(letter.town), Spacer(0, 14)] if letter.address else []
    story: list[Flowable] = [
        text(letter.person, SUBHEADING),
        *where,
        text("La décision qui vous concerne", TITLE),
        text(f"Bonjour {letter.person},"),
        text(
            f"Le {format_weekday_date(line.meets_on)}, {body_words(line.body)} a parlé de votre situation. "
            f"Elle a donné un avis{NO_BREAK}: {line.opinion}. La décision a été prise ensuite."
        ),
        Spacer(0, 6),
        _decision(line),
        text("Vous n’êtes pas d’accord ?", HEADING),
        *[text(part) for part in line.remedies.splitlines() if part.strip()],
        text(_KEEP),
        *to_call(letter, "Une question ?"),
        Spacer(0, 24),
        text("Pour l’autorité, nom et signature", SMALL),
    ]
    return pdf_bytes(story, letterhead, title="Notification d’une décision")


def _decision(line: DecisionLine) -> Table:
    day = f", le {format_weekday_date(line.decided_on)}" if line.decided_on else ""
    return boxed(
        labelled("Décision", line.decision),
        labelled("Prise par", f"{line.decided_by}{day}"),
        labelled("Pourquoi", line.decision_reason or _FOLLOWED),
    )
