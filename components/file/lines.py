"""Each record of a file as one line of its list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.file.view import FileView
from components.formats import NO_BREAK, count_of, format_date, format_moment
from domain.drafts import Draft
from domain.exchange_drafts import AppointmentDraft, ContactDraft, NoteDraft, ReviewDraft
from domain.files import SavedRecord
from domain.follow_up import ActionStatus, AppointmentStatus
from domain.path_drafts import ActionDraft, ContractDraft, ObjectiveDraft, StepDraft


@dataclass(frozen=True)
class Line:
    """One entry: its date in words, what it is, then details; `text` keeps its own line breaks."""

    when: str
    what: str
    detail: str = ""
    text: str = ""
    change: str = "Modifier"


def contact_line(record: SavedRecord[ContactDraft], view: FileView) -> Line:
    """« 12/03/2026 — Appel, personne jointe »."""
    draft = record.draft
    reached = "personne jointe" if draft.is_reached else "personne non jointe"
    detail = joined(draft.sentence, author(record, view))
    return Line(format_date(draft.happened_on), f"{draft.channel.label}, {reached}", detail)


def appointment_line(record: SavedRecord[AppointmentDraft], view: FileView) -> Line:
    """« mar. 3 mars à 14 h — Prévu », with whom, why, where; a past one asks for the presence."""
    draft = record.draft
    hosts = [host for host in (draft.professional_id, draft.second_professional_id) if host is not None]
    is_past = draft.status is AppointmentStatus.PLANNED and draft.starts_at < view.viewer.now
    detail = joined(
        f"avec {' et '.join(view.name(host) for host in hosts)}",
        draft.purpose,
        draft.place,
        count_of(draft.duration_minutes, "minute"),
        "vaut point de situation" if draft.counts_as_review else "",
    )
    when = format_moment(draft.starts_at, view.viewer.time_zone, view.today)
    if is_past:
        return Line(when, f"Passé{NO_BREAK}: présence à noter", detail, change="Noter la présence")
    return Line(when, draft.status.label, detail)


def review_line(record: SavedRecord[ReviewDraft], view: FileView) -> Line:
    """« 12/03/2026 — Avec la personne », and what moved."""
    draft = record.draft
    upcoming = f"prochain point le {format_date(draft.next_review_on)}" if draft.next_review_on else ""
    detail = joined(author(record, view), upcoming)
    return Line(format_date(draft.held_on), draft.presence.label, detail, draft.words)


def note_line(record: SavedRecord[NoteDraft], view: FileView) -> Line:
    """« 12/03/2026 — Partagée avec le groupe de suivi », and the note."""
    draft = record.draft
    return Line(format_date(draft.written_on), draft.visibility.label, author(record, view), draft.text)


def step_line(record: SavedRecord[StepDraft], _view: FileView) -> Line:
    """« 12/03/2026 → 20/03/2026 — Immersion en entreprise »."""
    draft = record.draft
    when = span(draft.started_on, draft.ended_on) if draft.started_on else ""
    detail = joined(
        draft.title,
        draft.provider,
        draft.outcome.label.lower() if draft.outcome else "",
        count_of(draft.hours, "heure") if draft.hours is not None else "",
    )
    return Line(
        when or f"prévue le {format_date(draft.planned_on)}", draft.kind.label if draft.kind else "", detail
    )


def contract_line(record: SavedRecord[ContractDraft], _view: FileView) -> Line:
    """« 01/03/2026 → 31/08/2026 — Contrat d’engagement », signatures and hours."""
    draft = record.draft
    signers = {"de la personne": draft.person_signed_on, "de la structure": draft.structure_signed_on}
    unsigned = " et ".join(who for who, day in signers.items() if day is None)
    detail = joined(
        "renouvellement" if draft.renewed_contract_id else "",
        f"signature attendue {unsigned}" if unsigned else "signé par les deux",
        _weekly(draft.weekly_hours_agreed, "convenues"),
        _weekly(draft.weekly_hours_planned, "prévues"),
    )
    return Line(span(draft.starts_on, draft.ends_on), draft.kind.label, detail)


def objective_line(record: SavedRecord[ObjectiveDraft], _view: FileView) -> Line:
    """The objective and where it stands."""
    draft = record.draft
    return Line(draft.title, "", joined(draft.status.label.lower(), f"fixé le {format_date(draft.set_on)}"))


def action_line(record: SavedRecord[ActionDraft], view: FileView) -> Line:
    """Who does what by when; late in words."""
    draft = record.draft
    owner = view.name(draft.owner_id) if draft.owner_id else "la personne elle-même"
    state = f"faite le {format_date(draft.done_on)}" if draft.done_on else draft.status.label.lower()
    detail = joined(owner, state, draft.origin.label.lower())
    return Line(deadline_words(draft, view.today), draft.title, detail)


def deadline_words(draft: ActionDraft, today: date) -> str:
    """« avant le 12/03/2026 », « en retard de 3 jours »; nothing when it is over."""
    if draft.deadline_on is None or draft.status in (ActionStatus.DONE, ActionStatus.DROPPED):
        return ""
    if draft.deadline_on < today:
        return f"en retard de {count_of((today - draft.deadline_on).days, 'jour')}"
    return f"avant le {format_date(draft.deadline_on)}"


def span(first: date | None, last: date | None) -> str:
    """« 01/03/2026 → 31/08/2026 », « depuis le 01/03/2026 »."""
    return f"{format_date(first)} → {format_date(last)}" if last else f"depuis le {format_date(first)}"


def author(record: SavedRecord[Any], view: FileView) -> str:
    """« par Camille Exemple »; nothing when it is not known."""
    return f"par {view.name(record.created_by)}" if record.created_by else ""


def joined(*parts: str) -> str:
    """The parts that say something, one after the other."""
    return " · ".join(part for part in parts if part)


def _weekly(hours: int | None, how: str) -> str:
    return "" if hours is None else f"{count_of(hours, 'heure')} {how} par semaine"


LINES: dict[type[Draft], Callable[[SavedRecord[Any], FileView], Line]] = {
    ContactDraft: contact_line,
    AppointmentDraft: appointment_line,
    ReviewDraft: review_line,
    NoteDraft: note_line,
    StepDraft: step_line,
    ContractDraft: contract_line,
    ObjectiveDraft: objective_line,
    ActionDraft: action_line,
}
