"""What is read for each part of a file."""

from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from db.queries import diagnoses, evolutions, files, import_sources, journal, timelines
from db.queries.commissions.person_cases import list_person_cases
from db.queries.job_checks import list_file_job_checks
from db.queries.offer_referrals import list_file_referrals
from domain.access import Viewer
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.file_parts import FileSection
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft


def read_part(session: Session, viewer: Viewer, beneficiary_id: int, section: FileSection) -> dict[str, Any]:
    """The answers of the reads of this part, by their names there."""
    return {name: read(session, viewer, beneficiary_id) for name, read in _READS[section].items()}


def _records(draft_class: type) -> Callable[..., Any]:
    return partial(files.list_records, draft_class=draft_class)


_READS: dict[FileSection, dict[str, Callable[..., Any]]] = {
    FileSection.OVERVIEW: {
        "events": timelines.list_timeline,
        "appointments": _records(AppointmentDraft),
        "actions": _records(ActionDraft),
        "group": files.list_group,
    },
    FileSection.PATH: {
        "steps": _records(StepDraft),
        "job_checks": list_file_job_checks,
        "contracts": _records(ContractDraft),
        "orientations": files.list_orientations,
        "pauses": files.list_pauses,
        "periods": files.list_periods,
        "referrals": list_file_referrals,
    },
    FileSection.DIAGNOSES: {"lines": diagnoses.list_file_diagnoses, "stays": evolutions.list_stays},
    FileSection.EXCHANGES: {
        "contacts": _records(ContactDraft),
        "appointments": _records(AppointmentDraft),
        "reviews": _records(ReviewDraft),
    },
    FileSection.PLAN: {
        "objectives": _records(ObjectiveDraft),
        "actions": _records(ActionDraft),
        "cases": list_person_cases,
    },
    FileSection.NOTES: {"notes": _records(NoteDraft)},
    FileSection.PERSON: {
        "sources": import_sources.list_value_sources,
        "referents": files.list_referents,
        "group": files.list_group,
    },
    FileSection.HISTORY: {"changes": journal.list_changes, "accesses": journal.list_file_accesses},
}
