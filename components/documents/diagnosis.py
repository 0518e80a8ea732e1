"""The diagnosis that its person takes home: what she wants, what we saw, what we do now, whom to call."""

from functools import partial

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from components.documents import diagnosis_words as words
from components.documents.fitted import fitted_pdf
from components.documents.layout import (
    BLUE,
    BODY,
    SUBHEADING,
    TITLE,
    Letterhead,
    labelled,
    labelled_bullets,
    section,
    text,
)
from components.documents.project_words import project_facts
from components.file.words import person_name
from domain.diagnosis.sheet import DiagnosisSheet
from domain.diagnosis.words import ThemeState

_NOTICE = "Document confidentiel — remis à la personne"
_WELCOME = (
    "Ce document est à vous. Il dit ce que nous avons vu ensemble et ce que nous allons faire. "
    "Si quelque chose est faux ou a changé, dites-le\u00a0: nous le corrigeons."
)
_STANDING = ParagraphStyle(
    "standing",
    SUBHEADING,
    textColor=BLUE,
    borderColor=BLUE,
    borderWidth=1,
    borderPadding=5,
    leftIndent=6,
    rightIndent=6,
    spaceBefore=12,
    spaceAfter=12,
)
_HEAD = ParagraphStyle("head", SUBHEADING, keepWithNext=1)
_QUOTE = ParagraphStyle("quote", BODY, fontSize=13, leading=19, leftIndent=12)
_SEEN = {
    ThemeState.STRENGTH: "Vos points d’appui",
    ThemeState.CONSTRAINT: "Ce qui est difficile aujourd’hui",
    ThemeState.NEED: "Là où il faut de l’aide",
}
_NOTHING = "Nous l’écrirons avec vous."
_NOT_SAID = "Vous ne nous l’avez pas encore dit. Vous pouvez le faire quand vous voulez."
_QUOTES = "Entre « guillemets », ce sont vos mots."
_REST = "Le détail est dans votre dossier. Vous pouvez demander à le lire."
_NO_ONE = "Nous vous dirons bientôt qui appeler."


def diagnosis_pdf(sheet: DiagnosisSheet) -> bytes:
    """The document for her, in one page or two; its title says nothing of who she is."""
    viewer, standing = sheet.viewer, words.standing(sheet)
    notice = f"{standing} — confidentiel" if standing else _NOTICE
    letterhead = Letterhead(viewer.consortium_name, sheet.header.scheme_name, viewer.today, notice)
    return fitted_pdf(partial(_story, sheet), letterhead, title="Diagnostic partagé")


def _story(sheet: DiagnosisSheet, is_brief: bool) -> list[Flowable]:
    diagnosis, standing = sheet.diagnosis, words.standing(sheet)
    return [
        text("Mon diagnostic partagé", TITLE),
        text(person_name(sheet.header), SUBHEADING),
        *([text(standing, _STANDING)] if standing else []),
        text(f"{words.held_sentence(sheet)} {_WELCOME}"),
        *section("Ce que je veux", [_her_words(diagnosis.wants)]),
        *section("Mon projet", _facts(project_facts(diagnosis.project))),
        *section("Ce que nous avons vu ensemble", _seen(sheet, is_brief=is_brief)),
        *section("Ce que nous faisons maintenant", _decided(sheet)),
        *section("Ce que j’en dis", _said(sheet), room=60),
        *section("Qui appeler", labelled_bullets(words.people_to_call(sheet)) or [text(_NO_ONE)], room=60),
    ]


def _her_words(typed: str) -> Flowable:
    return text(words.quoted(typed), _QUOTE) if typed.strip() else text(_NOT_SAID)


def _facts(facts: list[words.Fact]) -> list[Flowable]:
    return [labelled(label, value) for label, value in facts] or [text(_NOTHING)]


def _seen(sheet: DiagnosisSheet, *, is_brief: bool) -> list[Flowable]:
    found = {title: words.themes_told(sheet, state, is_brief=is_brief) for state, title in _SEEN.items()}
    found["Ce que vous dites aussi"] = words.other_views(sheet, *_SEEN)
    pieces: list[Flowable] = [text(_QUOTES)] if words.is_quoting(sheet) else []
    for title, facts in found.items():
        pieces += [text(title, _HEAD), *labelled_bullets(facts)] if facts else []
    if open_themes := words.to_settle(sheet):
        pieces.append(labelled("Nous devons encore en parler ensemble", open_themes))
    if is_brief:
        pieces.append(text(_REST))
    return pieces or [text(_NOTHING)]


def _decided(sheet: DiagnosisSheet) -> list[Flowable]:
    pieces: list[Flowable] = []
    for objective, steps in words.objectives(sheet):
        pieces += [text(objective, _HEAD), *labelled_bullets(steps)]
    pieces = pieces or [text(_NOTHING)]
    if support := words.support(sheet):
        pieces.insert(0, labelled("Votre accompagnement", support))
    return [*pieces, *([text(review, SUBHEADING)] if (review := words.next_review(sheet)) else [])]


def _said(sheet: DiagnosisSheet) -> list[Flowable]:
    comment = sheet.diagnosis.conclusion.person_comment
    agreed = words.agreement(sheet)
    pieces = [*([text(agreed)] if agreed else []), *([_her_words(comment)] if comment.strip() else [])]
    return pieces or [text(_NOT_SAID)]
