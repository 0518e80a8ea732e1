"""Papers of a meeting: the convocation of each member, the letter to the person, the agenda."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from components.documents.layout import (
    BLUE,
    BODY,
    HEADING,
    SMALL,
    SUBHEADING,
    TITLE,
    Letterhead,
    bullets,
    labelled,
    pdf_bytes,
    table,
    text,
)
from components.documents.meeting_papers_words import (
    AGENDA_COLUMNS,
    ANONYMOUS_COLUMNS,
    agenda_rows,
    agenda_title,
    body_words,
    convocation_facts,
    convocation_words,
    who_words,
)
from components.documents.text import FONT
from components.formats import NO_BREAK, format_time, format_weekday_date
from domain.commissions.bodies import Member
from domain.commissions.meetings import Meeting
from domain.commissions.papers import Invitation
from domain.commissions.preparing import AgendaLine

_TOGETHER = "Des professionnels de plusieurs structures y cherchent ensemble des solutions."
_OPINION = "Cette commission donne un avis. La décision est prise ensuite, par une autre personne."
_AFTER = "vous dira ce qui a été proposé. Rien n’est fait sans vous en parler."
_AFTER_OPINION = (
    "Vous recevrez la décision par écrit. Elle vous dira pourquoi elle est prise et comment la contester."
)
_RIGHTS = (
    "Vous avez le droit d’être entendu·e avant l’avis.",
    "Vous pouvez aussi écrire ce que vous pensez\u00a0: la commission le lira.",
    "La personne de votre choix peut vous aider, ou parler à votre place.",
)
NAMED_NOTICE = "Document nominatif : à ne pas diffuser hors de la commission."
_BOX = [
    ("FONTNAME", (0, 0), (-1, -1), FONT),
    ("BOX", (0, 0), (-1, -1), 1.5, BLUE),
    ("LEFTPADDING", (0, 0), (-1, -1), 12),
    ("TOPPADDING", (0, 0), (-1, -1), 8),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
]
_CHOICES = (
    "Vous pouvez venir. Ce n’est pas obligatoire.",
    "Vous pouvez venir avec une personne de votre choix : un proche, un bénévole, un professionnel.",
    "Vous pouvez demander à quelqu’un de venir à votre place.",
    "Vous pouvez ne pas venir, et dire avant ce que vous souhaitez.",
    "Vous pouvez aussi ne pas être d’accord : dites-le avant la réunion.",
)
_SCREEN = (
    "Pendant la réunion, un écran montre ce qui aide à trouver une solution. Votre nom n’y est pas écrit. "
    "Vous pouvez demander que certaines informations ne soient pas montrées."
)


def convocations_pdf(
    meeting: Meeting, lines: Sequence[AgendaLine], members: Sequence[Member], letterhead: Letterhead
) -> bytes:
    """One page for each member."""
    story: list[Flowable] = []
    for member in members:
        story += [PageBreak()] if story else []
        story += _convocation(meeting, lines, member)
    return pdf_bytes(story or [text("Aucun membre à convoquer.")], letterhead, title="Convocations")


def invitation_pdf(letter: Invitation, letterhead: Letterhead) -> bytes:
    """One page, in plain words and large enough."""
    where = [text(letter.address), text(letter.town), Spacer(0, 14)] if letter.address else []
    when = f"{format_weekday_date(letter.starts_at.date())} à {format_time(letter.starts_at)}"
    brought = f"{letter.presenter} ({letter.structure})" if letter.structure else letter.presenter
    story: list[Flowable] = [
        text(letter.person, SUBHEADING),
        *where,
        text("Nous allons parler de votre situation", TITLE),
        text(f"Bonjour {letter.person},"),
        text(
            f"{brought} {'présente' if letter.is_regulatory else 'vous a proposé de parler de'} votre "
            f"situation à {body_words(letter.body)}. {_OPINION if letter.is_regulatory else _TOGETHER}"
        ),
        Spacer(0, 6),
        boxed(labelled("Quand", when), labelled("Où", letter.place or "nous vous le dirons bientôt")),
        text("C’est vous qui choisissez", HEADING),
        *bullets((*_CHOICES, *(_RIGHTS if letter.is_regulatory else ()))),
        text("Ce que l’on montre de vous", HEADING),
        text(_SCREEN),
        text("Après la réunion", HEADING),
        text(_AFTER_OPINION if letter.is_regulatory else f"{letter.presenter} {_AFTER}"),
        *to_call(letter),
    ]
    return pdf_bytes(story, letterhead, title="Invitation")


def agenda_pdf(
    meeting: Meeting, lines: Sequence[AgendaLine], letterhead: Letterhead, *, is_named: bool
) -> bytes:
    """Every point at its hour; the anonymous one says numbers and structures only."""
    columns, shares = (
        (AGENDA_COLUMNS, (0.12, 0.33, 0.2, 0.25, 0.1))
        if is_named
        else (ANONYMOUS_COLUMNS, (0.12, 0.24, 0.24, 0.3, 0.1))
    )
    story: list[Flowable] = [
        text(agenda_title(meeting), TITLE),
        *[labelled(label, words) for label, words in convocation_facts(meeting, lines)],
        Spacer(0, 10),
        table(columns, agenda_rows(lines, is_named=is_named), shares),
    ]
    return pdf_bytes(story, letterhead, title="Ordre du jour")


def _convocation(meeting: Meeting, lines: Sequence[AgendaLine], member: Member) -> list[Flowable]:
    facts = [labelled(label, words) for label, words in convocation_facts(meeting, lines)]
    return [
        text(who_words(member), SUBHEADING),
        Spacer(0, 16),
        text("Convocation", TITLE),
        text(f"{_capital(body_words(meeting.body.name))} se réunit. Votre présence y est attendue."),
        Spacer(0, 6),
        boxed(*facts),
        *[text(words) for words in convocation_words(meeting, member)],
        Spacer(0, 10),
        text("Ordre du jour", HEADING),
        *bullets(
            f"{row[0]} : {row[1]}{f' — {row[2]}' if row[2] else ''}"
            for row in agenda_rows(lines, is_named=False)
        ),
        text("Les situations sont désignées par un numéro : aucun nom n’est écrit ici.", SMALL),
    ]


def boxed(*pieces: Flowable) -> Table:
    """What must be seen first, framed."""
    return Table([[list(pieces)]], style=_BOX, spaceAfter=12, spaceBefore=4)


def to_call(letter: Invitation, heading: str = "Une question ? Un empêchement ?") -> list[Flowable]:
    """Whom to ask, when there is a way to."""
    phone = letter.phone.replace(" ", NO_BREAK)
    ways = [f"téléphonez au {phone}" if phone else "", f"écrivez à {letter.email}" if letter.email else ""]
    if not any(ways):
        return []
    said = " ou ".join(way for way in ways if way)
    return [
        text(heading, HEADING),
        text(f"Demandez {letter.presenter}{NO_BREAK}: {said}.", BODY),
    ]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
