"""What every section of a file needs: who reads, whose file, the names behind the numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.access import Viewer
from domain.drafts import Draft
from domain.exchange_drafts import NoteDraft
from domain.file_rights import may_steer_follow_up, may_write_record
from domain.files import FileHeader, SavedRecord


@dataclass(frozen=True)
class FileView:
    """A file open on a screen; `names` are those of the professionals, by identifier."""

    viewer: Viewer
    header: FileHeader
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def beneficiary_id(self) -> int:
        """Whose file."""
        return self.header.beneficiary_id

    @property
    def today(self) -> date:
        """Today where the consortium is."""
        return self.viewer.today

    @property
    def may_steer(self) -> bool:
        """True when the viewer decides here on orientation, pause, exit and group."""
        return may_steer_follow_up(self.viewer, is_group_member=self.header.is_group_member)

    def name(self, professional_id: int) -> str:
        """A professional without her structure; one whose account is closed has left the directory."""
        return self.names.get(professional_id, "une personne qui a quitté le réseau").partition(" — ")[0]

    def may_write(self, draft_class: type[Draft]) -> bool:
        """True when the viewer adds and changes records of this kind here."""
        return may_write_record(self.viewer, draft_class, is_group_member=self.header.is_group_member)

    def may_change(self, record: SavedRecord[Any]) -> bool:
        """A note is changed by its author only, the rest by those who write it."""
        is_mine = record.created_by == self.viewer.professional_id
        return self.may_write(type(record.draft)) and (is_mine or not isinstance(record.draft, NoteDraft))
