"""Documents as they leave: whatever was typed, on pages that say where they come from."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from components.documents.layout import Letterhead, bullets, labelled, pdf_bytes, section, table, text
from components.documents.slip import appointment_slip
from components.documents.text import drawable, markup
from domain.slips import SlipWords
from tests.services.pdf import pdf_fonts, pdf_pages, pdf_title, pdf_words

LETTERHEAD = Letterhead("Consortium d’essai", "Réseau pour l’emploi", date(2026, 11, 20), "Confidentiel")
SLIP = SlipWords(
    person_name="Madame Fatima Benali",
    day="mercredi\u00a030\u00a0septembre\u00a02026",
    time="14\u00a0h\u00a030",
    place="Mission locale",
    address="12 rue des Écoles, 66000 Perpignan",
    professional_name="Awa Diop",
    structure_name="Mission locale jeunes",
    structure_phone="04 99 00 12 34",
    purpose="Préparer le stage",
)
NASTY = [
    "<b>gras</b> & <para> </para> <img src='file:///etc/passwd'/> &amp; &#0; <",
    "nul\x00 et cloche\x07 et saut\x0c",
    "\u202etxet desrever\u202c \u2066isolé\u2069 \u200b\ufeff",
    "👩🏽‍💻🏳️‍🌈 \U000e0041 中文 تجربة தமிழ்",
    "mot" * 600,  # six pages: drawing takes the square of the length
    "\ud800 seul",
    "Z\u0351\u036b\u0343algo" * 30,
    "\n" * 30 + "\u2028fin\u2029",
    "",
    " ",
]


def document(*pieces):
    return pdf_bytes([*section("Titre", pieces)], LETTERHEAD, title="Document d’essai")


@pytest.mark.parametrize("typed", NASTY)
def test_whatever_is_typed_makes_a_document_with_our_fonts_only(typed):
    everywhere = Letterhead(typed, typed, date(2026, 11, 20), "Confidentiel")
    pieces = [
        text(typed),
        labelled(typed, typed),
        *bullets([typed]),
        table(["Quoi", "Qui"], [[typed, typed]], [0.5, 0.5]),
    ]
    content = pdf_bytes([*section(typed, pieces)], everywhere, title="Document d’essai")
    assert {font.partition("+")[2] for font in pdf_fonts(content)} <= {"DejaVuSans", "DejaVuSans-Bold"}
    assert appointment_slip(SlipWords(*[typed] * 11)).startswith(b"%PDF")


def test_tags_and_entities_are_printed_as_they_were_typed():
    assert "<b>gras</b> & <a href='x'>" in pdf_words(document(text("<b>gras</b> & <a href='x'>")))


def test_the_letters_of_the_languages_of_the_caseload_are_printed():
    names = "Lefèvre Œuvre Yıldız Şükrü Nguyễn Thị Ánh Łukaszewicz Żółć Ковальчук Ștefănescu Παπαδόπουλος"
    assert names in pdf_words(document(text(names)))


def test_signs_that_turn_the_reading_order_are_not_drawn():
    assert drawable("a\u202eb\u2067c\u200f\x00d") == "abcd"
    assert markup("a\nb") == "a<br/>b"
    assert drawable("中") == "□"


def test_every_page_says_where_it_comes_from_and_how_many_there_are():
    pages = pdf_pages(document(*bullets([f"Ligne {number}" for number in range(80)])))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        for said in (
            "Consortium d’essai",
            "Réseau pour l’emploi",
            "Confidentiel",
            f"page {number}/{len(pages)}",
        ):
            assert said in page
        assert "Édité le 20 novembre 2026" in page


def test_a_document_says_its_title_and_its_language():
    content = document(text("Bonjour"))
    about = PdfReader(io.BytesIO(content))
    assert pdf_title(content) == "Document d’essai"
    assert about.metadata.author == "Consortium d’essai"
    assert about.trailer["/Root"]["/Lang"] == "fr-FR"


def test_the_slip_says_when_where_with_whom_and_whom_to_call():
    content = appointment_slip(SLIP)
    said = pdf_words(content)
    for words in (
        "mercredi 30 septembre 2026",
        "à 14 h 30",
        "Mission locale",
        "12 rue des Écoles",
        "Awa Diop",
    ):
        assert words in said
    assert "Vous ne pouvez pas venir ? Appelez le 04 99 00 12 34" in said
    assert "apporter" not in said
    assert pdf_title(content) == "Rendez-vous"


def test_the_slip_is_in_large_type_and_takes_a_larger_page_when_there_is_much_to_say():
    sizes = []
    long = SlipWords(*[f"{value} très long " * 3 for value in vars(SLIP).values()])
    for slip in (SLIP, long):
        page = PdfReader(io.BytesIO(appointment_slip(slip))).pages[0]
        drawn = {}
        page.extract_text(
            visitor_text=lambda words, _cm, _tm, _font, size, drawn=drawn: drawn.update({words: size})
        )
        assert min(size for words, size in drawn.items() if words.strip()) >= 20
        assert max(drawn.values()) >= 32
        sizes.append(round(page.mediabox.width))
    assert sizes == [420, 595]
