"""A person's file as the screen receives it: plain values, no table."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from domain.diagnosis.words import DiagnosisStatus
from domain.drafts import Draft
from domain.follow_up import (
    EntryOrigin,
    ExitReason,
    PauseReason,
    SharePurpose,
    Status,
    Track,
)
from domain.people import Channel, Civility, IdentifierOrigin, Public

D = TypeVar("D", bound=Draft, covariant=True)


@dataclass(frozen=True)
class SavedRecord(Generic[D]):
    """A stored record: its draft (shown, and put back in the form to edit it), who wrote it, its version."""

    id: int
    version: int
    support_period_id: int
    draft: D
    created_at: datetime
    created_by: int | None


@dataclass(frozen=True)
class PeriodLine:
    """A stay in the caseload."""

    id: int
    version: int
    entered_on: date
    entry_origin: EntryOrigin
    track: Track | None
    exited_on: date | None
    exit_reason: ExitReason | None
    exit_words: str = ""

    @property
    def exit_label(self) -> str:
        """Why the support ended: the consortium's own words when they were chosen."""
        return self.exit_words or (self.exit_reason.label if self.exit_reason else "")


@dataclass(frozen=True)
class PauseLine:
    """A pause of the follow-up."""

    id: int
    version: int
    reason: PauseReason
    started_on: date
    expected_end_on: date
    ended_on: date | None
    reason_words: str = ""

    @property
    def reason_label(self) -> str:
        """Why the follow-up is paused: the consortium's own words when they were chosen."""
        return self.reason_words or self.reason.label


@dataclass(frozen=True)
class GroupLine:
    """A member of the follow-up group."""

    id: int
    version: int
    structure_name: str
    structure_phone: str
    professional_id: int | None
    professional_name: str
    field_label: str
    purpose: SharePurpose
    started_on: date
    ended_on: date | None
    objected_on: date | None


@dataclass(frozen=True)
class OrientationLine:
    """A past or present orientation."""

    id: int
    track: Track
    structure_name: str
    decided_on: date
    notified_on: date | None
    comment: str
    is_vulnerable: bool = False


@dataclass(frozen=True)
class ReferentLine:
    """The référent or a former one."""

    professional_name: str
    structure_name: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class AccessLine:
    """Who read or changed the file: « Qui a consulté ce dossier ? »."""

    occurred_at: datetime
    professional_name: str
    structure_name: str
    event_label: str
    object_label: str


@dataclass(frozen=True)
class ChangeLine:
    """An old and a new value of a field of the file."""

    changed_at: datetime
    professional_name: str
    object_label: str
    field_label: str
    old_value: str
    new_value: str


@dataclass(frozen=True)
class FileHeader:
    """Who, since when, with whom, what next; dates are in the consortium's time zone, instants in UTC."""

    beneficiary_id: int
    version: int
    civility: Civility
    birth_name: str
    usual_name: str
    first_names: str
    birth_date: date | None
    phone: str
    email: str
    address: str
    postal_code: str | None
    commune_code: str | None
    commune_name: str
    preferred_channel: Channel | None
    do_not_leave_message: bool
    do_not_write_to_address: bool
    interpreter_language: str
    publics: tuple[Public, ...]
    identifiers: tuple[tuple[IdentifierOrigin, str], ...]
    owner_structure_name: str
    sharing_objected_on: date | None
    informed_on: date | None
    period: PeriodLine
    pause: PauseLine | None
    status: Status
    referent_id: int | None
    referent_name: str
    referent_structure: str
    last_contact_on: date | None
    last_review_on: date | None
    review_due_on: date | None
    review_rhythm_days: int
    contract_ends_on: date | None
    next_appointment_at: datetime | None
    next_appointment_with: str
    is_group_member: bool
    may_edit_identity: bool
    scheme_name: str
    running_diagnosis_id: int | None = None
    urgent_until: datetime | None = None
    limited_on: date | None = None
    running_diagnosis: DiagnosisStatus | None = None

    @property
    def last_name(self) -> str:
        """The name she goes by: usual name, else birth name."""
        return self.usual_name or self.birth_name
