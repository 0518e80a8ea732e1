"""What goes into the « carnet de bord » that a person takes home: never a note, a contact nor an alert."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.access import Viewer
from domain.exchange_drafts import AppointmentDraft, ReviewDraft
from domain.files import FileHeader, GroupLine, OrientationLine, SavedRecord
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft


@dataclass(frozen=True)
class Logbook:
    """A file as its person may read it; `viewer` is who hands it over, `names` those of professionals."""

    viewer: Viewer
    header: FileHeader
    names: Mapping[int, str]
    group: Sequence[GroupLine]
    orientations: Sequence[OrientationLine]
    contracts: Sequence[SavedRecord[ContractDraft]]
    objectives: Sequence[SavedRecord[ObjectiveDraft]]
    actions: Sequence[SavedRecord[ActionDraft]]
    steps: Sequence[SavedRecord[StepDraft]]
    appointments: Sequence[SavedRecord[AppointmentDraft]]
    reviews: Sequence[SavedRecord[ReviewDraft]]
