"""What every section of the diagnosis needs: who reads, whose diagnosis, what may be written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from components.diagnosis.kept import Kept
from domain.access import Viewer
from domain.diagnosis.fields import ANSWER_FIELDS, SHARED_FIELDS, THEME_FIELDS
from domain.diagnosis.records import Answer, Diagnosis, Entry, ThemeRecord
from domain.diagnosis.words import OPEN_STATUSES, DiagnosisStatus
from domain.files import FileHeader
from domain.labels import LabelledEnum
from domain.offer.suggestions import Solutions

UNITS = {"mobility_radius_km": "km", "minimum_pay": "€ net/mois"}


class Section(LabelledEnum):
    """Parts of the page; the person comes first."""

    PERSON = "person", "La personne"
    THEMES = "themes", "Les thèmes"
    CONCLUSION = "conclusion", "Conclusion"


@dataclass(frozen=True)
class Writes:
    """What the page does when it is asked; each one asks again who is there."""

    shared: Callable[..., None]
    theme: Callable[..., None]
    answer: Callable[..., None]
    priorities: Callable[..., None]
    take_part: Callable[[], None]
    release: Callable[[int], None]
    abandon: Callable[[], None]
    conclude: Callable[[], None]
    reopen: Callable[[], None]
    validate: Callable[[], None]
    correct: Callable[[], int]


@dataclass(frozen=True)
class Screen:
    """A diagnosis open on a screen; `previous` is the one before, `names` those of professionals."""

    viewer: Viewer
    header: FileHeader
    diagnosis: Diagnosis
    previous: Diagnosis | None
    names: Mapping[int, str]
    writes: Writes
    suggest: Callable[[str], Solutions]  # what is proposed for a theme

    @property
    def is_running(self) -> bool:
        """True while it is neither validated nor put aside."""
        return self.diagnosis.status in OPEN_STATUSES

    @property
    def may_type(self) -> bool:
        """True in a draft in which the viewer takes part."""
        return self.diagnosis.status is DiagnosisStatus.DRAFT and self.diagnosis.is_interviewer

    def is_still(self, now: Diagnosis | Entry) -> bool:
        """False when the page is to be read again: concluded meanwhile, or not shared any more."""
        then = self.diagnosis
        return (now.status, now.is_in_group) == (then.status, then.is_in_group)

    def key(self, *parts: object) -> str:
        """The key of a widget of this diagnosis."""
        return "_".join(("diagnosis", str(self.diagnosis.id), *map(str, parts)))

    def shared(self, name: str) -> Kept:
        """A field of the diagnosis itself: her words, the project, the conclusion."""
        label = SHARED_FIELDS[name] + (f" ({UNITS[name]})" if name in UNITS else "")
        stored = _as_typed(self.diagnosis.shared_value(name))
        return Kept(self.key(name), label, stored, partial(self.writes.shared, name))

    def of_theme(self, record: ThemeRecord, name: str) -> Kept:
        """A field of a theme that everybody shares."""
        code, label = record.theme, THEME_FIELDS[name]
        save, stored = partial(self.writes.theme, code, name), _as_typed(getattr(record, name))
        return Kept(self.key(code, name), label, stored, save, self._place(code))

    def of_answer(self, answer: Answer, name: str) -> Kept:
        """A field of what the viewer says of a theme."""
        code, label = answer.theme, ANSWER_FIELDS[name]
        save, stored = partial(self.writes.answer, code, name), _as_typed(getattr(answer, name))
        return Kept(self.key(code, "mine", name), label, stored, save, self._place(code))

    def _place(self, theme: str) -> str:
        return self.diagnosis.content.theme(theme).label


def _as_typed(stored: Any) -> Any:
    """A stored value as widgets give it back."""
    return list(stored) if type(stored) is tuple else stored
