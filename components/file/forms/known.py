"""What the file already tells, so that a form never asks for it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from components.file.view import FileView
from domain.clock import local_time
from domain.files import SavedRecord
from domain.path_drafts import ContractDraft, ObjectiveDraft
from domain.reasons import ReasonKind, ReasonLine


@dataclass(frozen=True)
class Known:
    """The open file and the lists to choose from; contracts and objectives come newest first."""

    view: FileView
    structures: Mapping[int, str] = field(default_factory=dict)
    communes: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, str] = field(default_factory=dict)
    contracts: Sequence[SavedRecord[ContractDraft]] = ()
    objectives: Sequence[SavedRecord[ObjectiveDraft]] = ()
    reasons: Mapping[ReasonKind, Sequence[ReasonLine]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """Today where the consortium is."""
        return self.view.today

    def local(self, moment: datetime) -> datetime:
        """The wall-clock time of an instant where the consortium is."""
        return local_time(self.view.viewer.time_zone, moment)
