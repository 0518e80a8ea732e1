"""« Carnet de bord »: what a person takes home of her own file, in plain French."""

from reportlab.platypus import CondPageBreak, Flowable

from components.documents import logbook_words as words
from components.documents.layout import (
    SUBHEADING,
    TITLE,
    Letterhead,
    LinesToWrite,
    bullets,
    labelled,
    pdf_bytes,
    section,
    table,
    text,
)
from components.file.words import person_name
from domain.follow_up import ObjectiveStatus
from domain.logbook import Logbook
from domain.path_drafts import ObjectiveDraft

_NOTICE = "Document confidentiel — remis à la personne"
_WELCOME = (
    "Ce carnet est à vous. Il résume où vous en êtes et ce qui est prévu. "
    "Si quelque chose est faux ou a changé, dites-le\u00a0: nous le corrigeons."
)
_COLUMNS, _SHARES = ("Quoi", "Qui", "Pour quand", "Où en est-on"), (0.42, 0.2, 0.235, 0.145)
_NO_APPOINTMENT = "Aucun rendez-vous n’est prévu pour le moment."
_NO_DECISION = "Rien n’est encore décidé."
_NO_STEP = "Aucune étape n’est prévue pour le moment."
_NO_REFERENT = "Vous n’avez pas encore de référent ou de référente."
_NO_REVIEW = "Nous n’avons pas encore fait de point ensemble."
_NO_PLAN = "Vos objectifs ne sont pas encore écrits. Nous le ferons avec vous."
_UNREACHABLE = "Nous ne savons pas comment vous joindre. Vous pouvez nous le dire."


def logbook_pdf(logbook: Logbook) -> bytes:
    """The document for her; its title says nothing of who she is."""
    viewer, header = logbook.viewer, logbook.header
    letterhead = Letterhead(viewer.consortium_name, header.scheme_name, viewer.today, _NOTICE)
    story = [
        text("Carnet de bord", TITLE),
        text(person_name(header), SUBHEADING),
        text(_WELCOME),
        *section("Vous", _facts(words.ways_to_reach(logbook.header), _UNREACHABLE)),
        *section("Qui vous accompagne", _group(logbook)),
        *section("Vos prochains rendez-vous", _facts(words.appointments(logbook), _NO_APPOINTMENT)),
        *section("Ce qui a été décidé", _said(words.decisions(logbook), _NO_DECISION)),
        *section("Vos objectifs et vos actions", _plan(logbook)),
        *section("Vos étapes", _said(words.step_sentences(logbook), _NO_STEP)),
        *section("Les derniers points faits avec vous", _facts(words.last_reviews(logbook), _NO_REVIEW)),
        *section("Ce que je veux dire", [LinesToWrite()], room=LinesToWrite.least + 50),
    ]
    return pdf_bytes(story, letterhead, title="Carnet de bord")


def _said(sentences: list[str], otherwise: str) -> list[Flowable]:
    return list(bullets(sentences)) if sentences else [text(otherwise)]


def _facts(facts: list[words.Fact], otherwise: str) -> list[Flowable]:
    return [labelled(label, value) for label, value in facts] or [text(otherwise)]


def _group(logbook: Logbook) -> list[Flowable]:
    referent = words.referent_sentence(logbook)
    first = labelled("Votre référent ou votre référente", referent) if referent else text(_NO_REFERENT)
    return [first, *bullets(words.group_sentences(logbook))]


def _plan(logbook: Logbook) -> list[Flowable]:
    here = logbook.header.period.id
    pieces: list[Flowable] = []
    for record in logbook.objectives:
        if record.support_period_id == here and record.draft.status is not ObjectiveStatus.DROPPED:
            pieces += _objective(record.draft, words.actions_of(record.id, logbook))
    return pieces or [text(_NO_PLAN)]


def _objective(draft: ObjectiveDraft, rows: list[tuple[str, ...]]) -> list[Flowable]:
    reached = " — atteint" if draft.status is ObjectiveStatus.REACHED else ""
    head = [CondPageBreak(90), text(f"{draft.title}{reached}", SUBHEADING)]
    return [*head, table(_COLUMNS, rows, _SHARES) if rows else text("Aucune action pour le moment.")]
