"""The record of decisions of a meeting, printed: named, for those who sat."""

from reportlab.platypus import Flowable

from components.commissions.minutes_words import (
    aside_words,
    promise_words,
    sitter_words,
    state_words,
    title_words,
    votes_words,
)
from components.documents.layout import (
    HEADING,
    SMALL,
    SUBHEADING,
    TITLE,
    Letterhead,
    bullets,
    labelled,
    pdf_bytes,
    section,
    text,
)
from components.formats import format_date
from domain.commissions.minutes import Content, Minutes, Situation


def minutes_pdf(minutes: Minutes, content: Content, letterhead: Letterhead) -> bytes:
    """These minutes, or the part of one structure when `content` is only that."""
    story: list[Flowable] = [
        text(title_words(content), TITLE),
        text(state_words(minutes), SUBHEADING),
        *([labelled("Lieu", content.place)] if content.place else []),
        *([labelled("Motif du remplacement", minutes.reason)] if minutes.reason else []),
        *section("Qui était là", bullets(map(sitter_words, content.sitters))),
        text("Situations examinées", HEADING),
        *[piece for one in content.situations for piece in _situation(one)],
        *(section("Corrections", [text(content.correction)]) if content.correction else []),
    ]
    if not content.situations:
        story.append(text("Aucune situation.", SMALL))
    return pdf_bytes(story, letterhead, title="Relevé de décisions")


def situation_facts(one: Situation) -> list[tuple[str, str]]:
    """What is said of a situation, under its labels; some are empty."""
    return [
        ("Question", one.question),
        ("Conclusion", one.conclusion or "aucune"),
        ("Commentaire", one.comment),
        ("Votes", votes_words(one)),
        ("Ont quitté la salle", aside_words(one)),
        ("Audition", one.hearing),
        ("Décision de l’autorité", one.decision),
        ("Notification", one.notified),
        ("Correction", one.correction),
    ]


def _situation(one: Situation) -> list[Flowable]:
    pieces: list[Flowable] = [labelled(label, words) for label, words in situation_facts(one) if words]
    if one.promises:
        pieces += [labelled("Engagements", ""), *bullets(map(promise_words, one.promises))]
    brought = f" ({one.structure})" if one.structure else ""
    return [text(f"{one.number}. {one.person}{brought}", SUBHEADING), *pieces]


def file_name(content: Content) -> str:
    """« releve-de-decisions-2026-11-23.pdf »: never a name of a person."""
    return f"releve-de-decisions-{format_date(content.held_at.date()).replace('/', '-')}.pdf"
