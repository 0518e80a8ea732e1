"""The sheet of a consortium on paper: the contents and the order of its page."""

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import CondPageBreak, Flowable

from components.documents.layout import (
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
from components.formats import count_of
from components.sheet_reading import place_in_waves
from domain.organisations import Circle, College
from domain.sheet import Paragraph, SheetView, TargetPublic
from domain.sheet_blocks import SheetBlock

_NOTHING = "Rien n’est encore écrit ici."


def consortium_sheet_pdf(sheet: SheetView, printed_on: date) -> bytes:
    """The sheet as it stands; it names no person but those of the contact line."""
    texts = sheet.texts
    blocks: dict[SheetBlock, list[Flowable]] = {
        SheetBlock.PRESENTATION: _presentation(sheet),
        SheetBlock.CONTRIBUTIONS: _paragraphs(sheet.contributions),
        SheetBlock.MEMBERS: _members(sheet),
        SheetBlock.TARGET_PUBLICS: _target_publics(sheet),
        SheetBlock.AXES: _axes(sheet),
        SheetBlock.CROSS_CUTTING: _paragraphs(sheet.cross_cutting),
        SheetBlock.TEAM: _team(sheet),
        SheetBlock.SCHEDULE: _paragraphs(sheet.schedule),
    }
    story = [text(texts.name, TITLE), text(place_in_waves(sheet.territory), SMALL)]
    for block, pieces in blocks.items():
        story += section(block.label, pieces or [text(_NOTHING, SMALL)])
    letterhead = Letterhead(texts.name, texts.scheme_name, printed_on)
    return pdf_bytes(story, letterhead, title=f"Fiche du consortium — {texts.name}")


def _presentation(sheet: SheetView) -> list[Flowable]:
    facts = {"Périmètre d’action": sheet.texts.perimeter, "Contact": sheet.texts.contact}
    return [labelled(label, words or _NOTHING) for label, words in facts.items()]


def _paragraphs(paragraphs: Sequence[Paragraph]) -> list[Flowable]:
    return [*bullets(paragraph.text for paragraph in paragraphs)]


def _members(sheet: SheetView) -> list[Flowable]:
    """Members by college, the inner circle first."""
    circles = [circle for circle in Circle if any(member.circle == circle for member in sheet.members)]
    pieces: list[Flowable] = []
    for circle in circles:
        pieces += [text(circle.label, SUBHEADING)] if len(circles) > 1 else []
        for college in College:
            asked = (college, circle)
            names = [member.name for member in sheet.members if (member.college, member.circle) == asked]
            pieces += [labelled(college.label, ", ".join(names))] if names else []
    return pieces


def _target_publics(sheet: SheetView) -> list[Flowable]:
    intro = [text(sheet.texts.target_public_intro)] if sheet.texts.target_public_intro else []
    return [*intro, *bullets(_target(one, sheet.axis_numbers) for one in sheet.target_publics)]


def _target(target: TargetPublic, axis_numbers: dict[int, int]) -> str:
    numbers = sorted(axis_numbers[axis_id] for axis_id in target.axis_ids)
    return f"{target.text} ({', '.join(f'axe {number}' for number in numbers)})" if numbers else target.text


def _axes(sheet: SheetView) -> list[Flowable]:
    pieces: list[Flowable] = []
    for axis in sheet.axes:
        title = f"Axe {axis.number} — {axis.title}" if axis.title else f"Axe {axis.number}"
        pieces += [CondPageBreak(70), text(title, SUBHEADING), *_paragraphs(axis.actions)]
    return pieces


def _team(sheet: SheetView) -> list[Flowable]:
    return [
        *bullets(
            post.function + (f" ({count_of(post.headcount, 'poste')})" if post.headcount > 1 else "")
            for post in sheet.team
        )
    ]
