"""A diagnosis in French sentences: Markdown, in which what people typed is harmless."""

from collections.abc import Iterable

from components.formats import NO_BREAK, count_of, format_date, format_time
from components.markdown import md_escape
from domain.clock import local_time
from domain.diagnosis.records import Answer, Diagnosis, Entry, Interviewer, ThemeRecord
from domain.diagnosis.rules import explored_count, is_divergent, retained_state
from domain.diagnosis.template import TemplateContent, Theme
from domain.diagnosis.words import DiagnosisStatus, Restriction, ThemeState

DIFFERENT = "Regards différents"
STATE_COLOURS = {
    ThemeState.NOT_EXPLORED: "gray",
    ThemeState.STRENGTH: "green",
    ThemeState.NEED: "orange",
    ThemeState.CONSTRAINT: "red",
    ThemeState.DECLINED: "gray",
    ThemeState.NOT_RELEVANT: "gray",
}


def paragraph(text: str) -> str:
    """What was typed, line by line."""
    return "  \n".join(md_escape(line) for line in text.splitlines())


def state_badge(state: ThemeState) -> str:
    """A state in words, with its colour."""
    return f":{STATE_COLOURS[state]}-badge[{state.label}]"


def theme_line(theme: Theme, entry: Entry) -> str:
    """A theme in the list: what is kept of it, whether views differ, its rank among priorities."""
    answers, record = entry.answers_on(theme.code), entry.theme(theme.code)
    state, parts = retained_state(answers, record), [md_escape(theme.label)]
    if state not in (None, ThemeState.NOT_EXPLORED):
        parts.append(state_badge(state))
    if is_divergent(answers):
        parts.append(f":violet-badge[{DIFFERENT}]")
    if record.priority_rank:
        parts.append(f":blue-badge[Priorité {record.priority_rank}]")
    return " ".join(parts)


def theme_title(theme: Theme, entry: Entry) -> str:
    """The open theme, and whether views differ."""
    badge = f" :violet-badge[{DIFFERENT}]" if is_divergent(entry.answers_on(theme.code)) else ""
    return md_escape(theme.label) + badge


def completeness(content: TemplateContent, entry: Entry) -> str:
    """« 9 thèmes sur 16 abordés »: of the national core, so that diagnoses compare."""
    explored, core = explored_count(content, entry.answers), len(content.core_codes)
    local = " (hors thèmes locaux)" if core < len(content.codes) else ""
    return f"{count_of(explored, 'thème')} sur {core} abordé{'s' if explored > 1 else ''}{local}"


def interview_words(diagnosis: Diagnosis) -> str:
    """When, at which moment, with whom."""
    taking_part = [one for one in diagnosis.interviewers if one.released_at is None]
    with_whom = ", ".join(f"{one.name} ({one.field.label.lower()})" for one in taking_part)
    moment = diagnosis.moment.label.lower()
    return md_escape(f"Entretien du {format_date(diagnosis.held_on)}, {moment}, avec {with_whom}")


def interviewer_words(one: Interviewer) -> str:
    """« Nora Fabre, champ social, CCAS — a validé »."""
    signed = " — a validé" if one.validated_at else ""
    return md_escape(f"{one.name}, {one.field.label.lower()}, {one.structure_name}{signed}")


def status_words(diagnosis: Diagnosis) -> str:
    """Where it stands, with the date or the people that matter."""
    match diagnosis.status:
        case DiagnosisStatus.COMPLETED:
            return f"À valider par {', '.join(one.name for one in diagnosis.waited_for)}"
        case DiagnosisStatus.VALIDATED:
            joint = ", conjoint" if diagnosis.is_joint else ""
            return f"Validé le {format_date(diagnosis.validated_on)}{joint}"
        case DiagnosisStatus.SUPERSEDED:
            return f"Remplacé le {format_date(diagnosis.superseded_on)}"
    return diagnosis.status.label


def answer_lines(answer: Answer, theme: Theme, time_zone: str) -> list[str]:
    """What one professional says of a theme: who and when, her state, situations and notes."""
    when = local_time(time_zone, answer.answered_at)
    author = f"{answer.author_name}, {answer.field.label.lower()}, {answer.structure_name}"
    moment = f"{format_date(when.date())} à {format_time(when)}"
    impact = f" · effet {answer.impact.label.lower()}" if answer.impact else ""
    lines = [f"{state_badge(answer.state)}{impact} — :small[{md_escape(author)} ({moment})]"]
    if answer.situations:
        told = "; ".join(theme.situation_label(code) for code in answer.situations)
        lines.append(md_escape(told.replace("; ", f"{NO_BREAK}; ")))
    if answer.shared_note:
        lines.append(paragraph(answer.shared_note))
    if answer.restricted_note:
        reserved = _RESERVED[answer.restriction]
        lines.append(f":material/lock: :small[{reserved}{NO_BREAK}:] {paragraph(answer.restricted_note)}")
    return lines


_RESERVED = {
    Restriction.FIELD: "Réservé au champ de son auteur",
    Restriction.STRUCTURE: "Réservé à la structure de son auteur",
}


def person_lines(record: ThemeRecord) -> list[str]:
    """What the person says of a theme; nothing when she was not asked."""
    state = record.person_state
    if state is ThemeState.NOT_EXPLORED and not record.person_words:
        return []
    badge = "" if state is ThemeState.NOT_EXPLORED else f"{state_badge(state)} — "
    words = f"«{NO_BREAK}{paragraph(record.person_words)}{NO_BREAK}»" if record.person_words else ""
    return [f"{badge}La personne{NO_BREAK}: {words}" if words else f"{badge}La personne"]


def state_before(previous: Diagnosis, theme: str) -> ThemeState | None:
    """What the diagnosis before kept of a theme; None when it was not explored."""
    record, answers = previous.entry.theme(theme), previous.entry.answers_on(theme)
    state = record.retained_state or retained_state(answers, record)
    return None if state is ThemeState.NOT_EXPLORED else state


def previous_lines(previous: Diagnosis, theme: str) -> list[str]:
    """What the diagnosis before said of a theme; nothing when it was not explored."""
    record, state = previous.entry.theme(theme), state_before(previous, theme)
    if state is None and not record.person_words:
        return []
    told = _joined(one.shared_note for one in previous.entry.answers_on(theme))
    head = f"Le {format_date(previous.held_on)}{NO_BREAK}: {state_badge(state or ThemeState.NOT_EXPLORED)}"
    return [*[" — ".join(part for part in (head, told) if part)], *person_lines(record)]


def _joined(notes: Iterable[str]) -> str:
    return md_escape(" · ".join(note for note in notes if note))
