"""Everything that the « carnet de bord » of a person holds."""

from functools import partial

from sqlalchemy.orm import Session

from db.queries.directory import list_professionals
from db.queries.file_headers import get_header
from db.queries.files import list_group, list_orientations, list_records
from domain.access import Viewer
from domain.exchange_drafts import AppointmentDraft, ReviewDraft
from domain.logbook import Logbook
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft


def get_logbook(session: Session, viewer: Viewer, beneficiary_id: int) -> Logbook:
    """What is handed over from a file that the viewer may open; NotFoundError otherwise."""
    records = partial(list_records, session, viewer, beneficiary_id)
    return Logbook(
        viewer=viewer,
        header=get_header(session, viewer, beneficiary_id),
        names=list_professionals(session, viewer),
        group=list_group(session, viewer, beneficiary_id),
        orientations=list_orientations(session, viewer, beneficiary_id),
        contracts=records(ContractDraft),
        objectives=records(ObjectiveDraft),
        actions=records(ActionDraft),
        steps=records(StepDraft),
        appointments=records(AppointmentDraft),
        reviews=records(ReviewDraft),
    )
