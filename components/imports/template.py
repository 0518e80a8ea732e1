"""The empty file to fill in: our headings, one per column, in a workbook that keeps leading zeros."""

import io

import xlsxwriter

from components.exports import WORKBOOK
from domain.imports.model import ImportField

_DATES = frozenset({"birth_date", "entered_on", "oriented_on", "contract_starts_on", "contract_ends_on"})
_MOMENTS = frozenset({"last_appointment", "next_appointment"})
_REQUIRED = frozenset({ImportField.BIRTH_NAME, ImportField.FIRST_NAMES})


def template_bytes() -> bytes:
    """A sheet with its headings only; the two that are needed are in bold."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, WORKBOOK) as workbook:
        sheet = workbook.add_worksheet("Personnes")
        heading = {"bottom": 1, "text_wrap": True, "valign": "top"}
        plain, bold = workbook.add_format(heading), workbook.add_format({**heading, "bold": True})
        fields = [field for field in ImportField if field is not ImportField.JALONS_ID]
        for number, field in enumerate(fields):
            cells = workbook.add_format({"num_format": _number_format(field)})
            sheet.set_column(number, number, max(14, len(field.label) + 2), cells)
            sheet.write_string(0, number, field.label, bold if field in _REQUIRED else plain)
        sheet.freeze_panes(1, 0)
    return content.getvalue()


def _number_format(field: ImportField) -> str:
    """Text unless it is a date: a spreadsheet would drop the zero of a phone number or a postal code."""
    if field in _DATES:
        return "dd/mm/yyyy"
    return "dd/mm/yyyy hh:mm" if field in _MOMENTS else "@"
