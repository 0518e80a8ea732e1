"""The sheet of a consortium on paper says what its page says, in the same order."""

from datetime import date

from components.documents.consortium_sheet import consortium_sheet_pdf
from db.demo.sheet_66 import SHEET_66
from db.demo.sheets import load_sheet
from db.engine import read_session
from db.queries.sheets import get_sheet
from domain.sheet_blocks import SheetBlock
from tests.factories import make_consortium, make_professional, viewer_for
from tests.services.pdf import pdf_pages, pdf_title

PRINTED_ON = date(2026, 11, 20)


def printed(session, published=None, **values):
    consortium = make_consortium(session, territory_id="3-24", **values)
    if published:
        load_sheet(session, consortium.id, published)
    viewer = viewer_for(session, make_professional(session, consortium))
    with read_session(viewer) as reading:
        return consortium_sheet_pdf(get_sheet(reading, viewer, consortium.id), PRINTED_ON)


def test_everything_published_is_printed_in_the_order_of_the_page(session):
    pages = pdf_pages(printed(session, SHEET_66, scheme_name="Réseau pour l’emploi"))
    said = " ".join(pages)
    published = [SHEET_66.perimeter, SHEET_66.contact]
    published += [*SHEET_66.contributions, *(name for _, _, names in SHEET_66.members for name in names)]
    published += [text for text, _, _ in SHEET_66.target_publics]
    published += [action for _, actions in SHEET_66.axes for action in actions]
    published += [*SHEET_66.cross_cutting, *(function for function, _ in SHEET_66.team), *SHEET_66.schedule]
    starts = [text.replace("\u00a0", " ")[:60] for text in published]  # the end may stand on the next page
    assert [start for start in starts if start not in said] == []
    titles = [said.index(block.label) for block in SheetBlock if block.label in said]
    assert titles == sorted(titles)
    assert len(pages) <= 4
    assert all("Réseau pour l’emploi" in page for page in pages)


def test_an_empty_sheet_is_one_page(session):
    content = printed(session)
    (page,) = pdf_pages(content)
    assert page.count("Rien n’est encore écrit ici.") == 9
    assert pdf_title(content) == "Fiche du consortium — Consortium d’essai"
