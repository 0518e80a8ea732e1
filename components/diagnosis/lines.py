"""A diagnosis told in one line: when, at which moment, who, how far, where it stands."""

from components.formats import count_of, format_date
from domain.access import Field
from domain.diagnosis.lists import CORE_SIZE
from domain.diagnosis.records import DiagnosisLine, Interviewer
from domain.diagnosis.words import FINAL_STATUSES, DiagnosisStatus

_FIELDS = {Field.SOCIAL: "social", Field.PROFESSIONAL: "professionnel"}


def line_title(line: DiagnosisLine) -> str:
    """« 12/01/2026 — à l’entrée »."""
    return f"{format_date(line.held_on)} — {line.moment.label.lower()}"


def line_status(line: DiagnosisLine, *, is_corrected: bool = False) -> str:
    """« Validé le 14/01/2026 », « À valider par Awa Diop », « Corrigé depuis »."""
    if line.status in FINAL_STATUSES:
        since = " · corrigé depuis" if is_corrected else ""
        return f"Validé le {format_date(line.validated_on)}{since}"
    if line.status is DiagnosisStatus.COMPLETED:
        waited = [one.name for one in _taking_part(line) if one.validated_at is None]
        return f"À valider par {', '.join(waited)}" if waited else line.status.label
    return line.status.label


def line_detail(line: DiagnosisLine) -> str:
    """Who with their field; once concluded, what was explored and where views differ."""
    who = ", ".join(f"{one.name} (champ {_FIELDS[one.field]})" for one in _taking_part(line))
    if line.status in (DiagnosisStatus.DRAFT, DiagnosisStatus.ABANDONED):
        return who
    explored = f"{count_of(line.explored_count, 'thème abordé', 'thèmes abordés')} sur {CORE_SIZE}"
    parts = (who, explored, different_views(line.divergent_count))
    return " · ".join(part for part in parts if part)


def different_views(count: int) -> str:
    """« 2 thèmes aux regards différents »; nothing when there is none."""
    words = "thème aux regards différents", "thèmes aux regards différents"
    return count_of(count, *words) if count else ""


def _taking_part(line: DiagnosisLine) -> list[Interviewer]:
    return [one for one in line.interviewers if one.released_at is None]
