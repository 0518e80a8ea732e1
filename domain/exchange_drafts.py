"""Drafts of what happens with the person: contacts, appointments, reviews, notes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.dates import past_problem, planned_problem, problems_of
from domain.follow_up import AppointmentStatus, NoteVisibility, Presence
from domain.people import Channel

NOTE_LENGTH = 5000


@dataclass(frozen=True)
class ContactDraft:
    """A call, message, visit or letter."""

    label: ClassVar[str] = "Contact"
    day_field: ClassVar[str] = "happened_on"
    field_labels: ClassVar[dict[str, str]] = {
        "happened_on": "Date",
        "channel": "Moyen",
        "is_reached": "Personne jointe",
        "sentence": "En une phrase",
    }

    happened_on: date | None
    channel: Channel
    is_reached: bool
    sentence: str = ""

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.happened_on

    def problems(self, today: date) -> dict[str, str]:
        """A contact has happened, and its sentence stays short."""
        too_long = "500 signes au plus : le détail va dans une note." if len(self.sentence) > 500 else None
        return problems_of(happened_on=past_problem(self.happened_on, today), sentence=too_long)


@dataclass(frozen=True)
class AppointmentDraft:
    """An appointment with one or two professionals."""

    label: ClassVar[str] = "Rendez-vous"
    day_field: ClassVar[str] = "starts_at"
    field_labels: ClassVar[dict[str, str]] = {
        "starts_at": "Date et heure",
        "duration_minutes": "Durée",
        "place": "Lieu",
        "purpose": "Objet",
        "professional_id": "Avec",
        "second_professional_id": "Et avec",
        "status": "Présence",
        "counts_as_review": "Vaut point de situation",
    }

    starts_at: datetime
    duration_minutes: int
    place: str
    purpose: str
    professional_id: int
    second_professional_id: int | None
    status: AppointmentStatus
    counts_as_review: bool

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.starts_at.date()

    def problems(self, today: date) -> dict[str, str]:
        """Presence is recorded on the day or later; only an honoured appointment may stand for a review."""
        day = self.starts_at.date()
        early = self.status not in (AppointmentStatus.PLANNED, AppointmentStatus.CANCELLED) and day > today
        not_honoured = self.counts_as_review and self.status is not AppointmentStatus.HONOURED
        twice = self.professional_id == self.second_professional_id
        return problems_of(
            starts_at=planned_problem(day, today),
            status="Ce rendez-vous n’a pas encore eu lieu." if early else None,
            counts_as_review="Seul un rendez-vous honoré vaut point de situation." if not_honoured else None,
            second_professional_id="Choisissez deux professionnels différents." if twice else None,
        )


@dataclass(frozen=True)
class ReviewDraft:
    """A « point de situation »."""

    label: ClassVar[str] = "Point de situation"
    day_field: ClassVar[str] = "held_on"
    field_labels: ClassVar[dict[str, str]] = {
        "held_on": "Date",
        "presence": "Avec qui",
        "summary": "Ce qui a bougé",
        "obstacles": "Ce qui bloque",
        "next_step": "Prochaine étape",
        "next_review_on": "Prochain point",
    }

    held_on: date | None
    presence: Presence
    summary: str
    next_review_on: date | None
    obstacles: str = ""
    next_step: str = ""

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.held_on

    @property
    def words(self) -> str:
        """All that it says: what moved, then what stands in the way and what comes next."""
        told = [self.summary]
        for field in ("obstacles", "next_step"):
            if said := getattr(self, field).strip():
                told.append(f"{self.field_labels[field]}\u00a0: {said}")
        return "\n\n".join(told).strip()

    def problems(self, today: date) -> dict[str, str]:
        """A review has happened, says something, and the next one comes after it."""
        before = self.held_on and self.next_review_on and self.next_review_on <= self.held_on
        return problems_of(
            held_on=past_problem(self.held_on, today),
            summary=None if self.summary.strip() else "Dites en quelques mots ce qui a bougé.",
            next_review_on="Le prochain point vient après celui-ci."
            if before
            else planned_problem(self.next_review_on, today),
        )


@dataclass(frozen=True)
class NoteDraft:
    """A professional's note; what it is restricted to comes from the author."""

    label: ClassVar[str] = "Note"
    day_field: ClassVar[str] = "written_on"
    field_labels: ClassVar[dict[str, str]] = {
        "written_on": "Date",
        "visibility": "Qui peut la lire",
        "text": "Note",
    }

    written_on: date | None
    visibility: NoteVisibility
    text: str

    @property
    def day(self) -> date | None:
        """The day it happened or is planned."""
        return self.written_on

    def problems(self, today: date) -> dict[str, str]:
        """A note says something and is not endless."""
        text = self.text.strip()
        return problems_of(
            written_on=past_problem(self.written_on, today),
            text=("Écrivez la note." if not text else None)
            or (f"{NOTE_LENGTH} signes au plus." if len(text) > NOTE_LENGTH else None),
        )
