"""What a PDF says, as somebody who copies its text would get it."""

import io

from pypdf import PdfReader


def pdf_pages(content: bytes) -> list[str]:
    """The words of each page, one space between two."""
    pages = PdfReader(io.BytesIO(content)).pages
    return [" ".join(page.extract_text().replace("\u00a0", " ").split()) for page in pages]


def pdf_words(content: bytes) -> str:
    """The words of all the pages."""
    return " ".join(pdf_pages(content))


def pdf_title(content: bytes) -> str:
    """What a browser's tab shows."""
    about = PdfReader(io.BytesIO(content)).metadata
    return str(about.title) if about else ""


def pdf_fonts(content: bytes) -> set[str]:
    """The fonts that its pages ask for."""
    pages = PdfReader(io.BytesIO(content)).pages
    return {
        str(font.get_object()["/BaseFont"]) for page in pages for font in page["/Resources"]["/Font"].values()
    }
