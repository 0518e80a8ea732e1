"""A file as the screen receives it, with only what matters given."""

from datetime import date
from typing import Any

from components.file.forms.known import Known
from components.file.view import FileView
from domain.access import Field, Role, Viewer
from domain.files import FileHeader, PeriodLine, SavedRecord
from domain.follow_up import EntryOrigin, Status, Track
from domain.people import Civility
from tests.factories import NOW

_HEADER = FileHeader(
    beneficiary_id=1,
    version=1,
    civility=Civility.MADAM,
    birth_name="Durand",
    usual_name="",
    first_names="Alix",
    birth_date=date(1992, 3, 12),
    phone="",
    email="",
    address="",
    postal_code="66000",
    commune_code="66136",
    commune_name="Perpignan",
    preferred_channel=None,
    do_not_leave_message=False,
    do_not_write_to_address=False,
    interpreter_language="",
    publics=(),
    identifiers=(),
    owner_structure_name="Structure d’essai",
    sharing_objected_on=None,
    informed_on=None,
    period=PeriodLine(1, 1, date(2026, 1, 5), EntryOrigin.PARTNER, Track.SOCIAL, None, None),
    pause=None,
    status=Status.ACTIVE,
    referent_id=7,
    referent_name="Camille Exemple",
    referent_structure="Structure d’essai",
    last_contact_on=None,
    last_review_on=None,
    review_due_on=None,
    review_rhythm_days=90,
    contract_ends_on=None,
    next_appointment_at=None,
    next_appointment_with="",
    is_group_member=True,
    may_edit_identity=True,
    scheme_name="SPIE",
)
_VIEWER = Viewer(
    professional_id=7,
    consortium_id=1,
    structure_id=3,
    roles=frozenset({Role.CASEWORKER}),
    field=Field.SOCIAL,
    session_id=1,
    display_name="Camille Exemple",
    structure_name="Structure d’essai",
    consortium_name="Consortium d’essai",
    time_zone="Europe/Paris",
    now=NOW,
)


def header_with(**values: Any) -> FileHeader:
    """A header where these values differ."""
    return FileHeader(**{**vars(_HEADER), **values})


def view_with(**values: Any) -> FileView:
    """A file open on my screen, where these values of its header differ."""
    return FileView(_VIEWER, header_with(**values), {7: "Camille Exemple — Structure d’essai"})


def known_with(*, contracts: Any = (), objectives: Any = (), **values: Any) -> Known:
    """What a form knows of that file."""
    return Known(view_with(**values), contracts=contracts, objectives=objectives)


def saved(draft: Any, *, record_id: int = 11, created_by: int | None = 7) -> SavedRecord[Any]:
    """A stored record."""
    return SavedRecord(record_id, 1, 1, draft, NOW, created_by)
