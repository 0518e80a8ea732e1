"""An appointment slip in large type, for somebody who reads little: when, where, with whom, whom to call."""

import io

from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Frame, HRFlowable, KeepTogether, PageTemplate, Table

from components.documents.layout import BLUE, BODY, labelled, open_document, text
from components.documents.text import BOLD, FONT
from components.formats import NO_BREAK
from domain.slips import SlipWords

_MARGIN = 10 * mm
_LARGE = ParagraphStyle("large", BODY, fontSize=20, leading=25, spaceAfter=7)
_STRONG = ParagraphStyle("strong", _LARGE, fontName=BOLD)
_WHEN = ParagraphStyle("when", _LARGE, fontName=BOLD, fontSize=32, leading=39, spaceAfter=0, alignment=1)
_BOX = [
    ("FONTNAME", (0, 0), (-1, -1), FONT),
    ("BOX", (0, 0), (-1, -1), 2.5, BLUE),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
]


def appointment_slip(slip: SlipWords) -> bytes:
    """One page to cut or fold: A5, or A4 when there is much to say; the type never shrinks."""
    small, pages = _build(slip, A5)
    return small if pages == 1 else _build(slip, A4)[0]


def _build(slip: SlipWords, size: tuple[float, float]) -> tuple[bytes, int]:
    content = io.BytesIO()
    document = open_document(content, size, _MARGIN, title="Rendez-vous", author=slip.structure_name)
    frame = Frame(_MARGIN, _MARGIN, document.width, document.height, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate(frames=[frame]))
    document.build(_story(slip))
    return content.getvalue(), document.page


def _story(slip: SlipWords) -> list[Flowable]:
    day = slip.day.replace(NO_BREAK, " ")  # in this size, a long month needs a second line
    when = Table(
        [[[text(day, _WHEN), text(f"à {slip.time}", _WHEN)]]], style=_BOX, splitInRow=1, spaceAfter=12
    )
    where = "\n".join(filter(None, (slip.place, slip.address)))
    who = "\n".join(filter(None, (slip.professional_name, slip.structure_name)))
    facts = {"Où": where, "Avec": who, "Pourquoi": slip.purpose, "À apporter": slip.what_to_bring}
    told: list[Flowable] = [labelled(label, words, _LARGE) for label, words in facts.items() if words]
    if slip.interpreter_note:
        told.append(text(slip.interpreter_note, _LARGE))
    return [text("Rendez-vous", _STRONG), text(slip.person_name, _LARGE), when, *told, *_if_prevented(slip)]


def _if_prevented(slip: SlipWords) -> list[Flowable]:
    if not slip.structure_phone:
        return []
    phone = slip.structure_phone.replace(" ", NO_BREAK)
    question, answer = f"Vous ne pouvez pas venir{NO_BREAK}?", f"Appelez le {phone}"
    line = HRFlowable("100%", 1, color=BLUE, spaceBefore=4, spaceAfter=8)
    return [KeepTogether([line, text(question, _LARGE), text(answer, _STRONG)])]
