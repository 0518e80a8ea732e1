"""The exported list: names that an import recognises, cells that read back as they were."""

from datetime import date, datetime

import pandas as pd
import pytest

from components.caseload_table import exported_caseload
from components.exports import csv_bytes, xlsx_bytes
from db.queries.caseloads import COLUMNS
from domain.imports.cells import read_row
from domain.imports.headings import match_headings
from domain.imports.model import ImportField, KnownNames, ReadingChoices
from domain.imports.reading import read_table

PERSON = {
    "beneficiary_id": 486254123456789,
    "last_name": "Costa",
    "birth_name": "Lefèvre",
    "first_names": "Éloïse",
    "birth_date": date(1990, 5, 17),
    "postal_code": "66000",
    "next_appointment_at": datetime.fromisoformat("2026-11-24T14:30"),
    "entered_on": date(2026, 1, 5),
    "is_review_late": False,
}


def exported(**values):
    return exported_caseload(pd.DataFrame([PERSON | values], columns=COLUMNS))


@pytest.mark.parametrize(("make", "name"), [(csv_bytes, "liste.csv"), (xlsx_bytes, "liste.xlsx")])
def test_an_export_is_understood_by_an_import(make, name):
    """T092."""
    table = read_table(make(exported(), "marque"), name, ReadingChoices())
    fields = match_headings(table.headings, {})
    read = read_row(table.lines[0], fields, KnownNames(), date(2026, 11, 20)).values
    assert read[ImportField.JALONS_ID] == PERSON["beneficiary_id"]
    assert (read[ImportField.BIRTH_NAME], read[ImportField.USUAL_NAME]) == ("Lefèvre", "Costa")
    assert read[ImportField.NEXT_APPOINTMENT] == PERSON["next_appointment_at"]
    assert read[ImportField.ENTERED_ON] == PERSON["entered_on"]


def test_somebody_who_keeps_her_birth_name_has_no_usual_name():
    line = exported(last_name="Martin", birth_name="").iloc[0]
    assert (line["Nom de naissance"], line["Nom d’usage"]) == ("Martin", "")


def test_a_spreadsheet_keeps_every_digit_of_the_number():
    assert ";J486254123456789\r\n" in csv_bytes(exported(), "marque").decode("utf-8-sig")
