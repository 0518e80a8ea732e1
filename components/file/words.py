"""A person's file in French sentences: plain text, made harmless by whoever shows it."""

from datetime import date

from components.formats import (
    NO_BREAK,
    count_of,
    format_age,
    format_date,
    format_duration,
    format_elapsed,
    format_long_date,
)
from domain.caseload import age_on
from domain.files import FileHeader, PauseLine
from domain.follow_up import Status
from domain.people import Civility


def person_name(header: FileHeader) -> str:
    """« Madame Fatima Benali »; no civility when it is not known."""
    civility = "" if header.civility is Civility.UNSPECIFIED else header.civility.label
    return " ".join(part for part in (civility, header.first_names, header.last_name) if part)


def identity_line(header: FileHeader, today: date) -> str:
    """Birth name when it differs, age, commune, since when and how she came in."""
    parts = []
    if header.last_name != header.birth_name:
        parts.append(f"nom de naissance{NO_BREAK}: {header.birth_name}")
    if header.birth_date:
        parts.append(f"{format_age(age_on(today, header.birth_date))} ({format_date(header.birth_date)})")
    if header.commune_name:
        parts.append(
            f"{header.commune_name} ({header.postal_code})" if header.postal_code else header.commune_name
        )
    parts.append(_stay(header, today))
    return " · ".join(parts)


def status_words(header: FileHeader, today: date) -> str:
    """Where the follow-up stands, with the reason and the date that matter."""
    if header.status is Status.EXITED and header.period.exited_on and header.period.exit_reason:
        return f"Sortie le {format_date(header.period.exited_on)}{NO_BREAK}: {header.period.exit_label}"
    if header.status is Status.PAUSED and header.pause:
        return _pause_words(header.pause, today)
    return "Suivi en cours"


def constraints(header: FileHeader) -> list[str]:
    """What must not be forgotten before reaching her."""
    found = []
    if header.do_not_leave_message:
        found.append("Ne pas laisser de message")
    if header.do_not_write_to_address:
        found.append("Ne pas écrire à cette adresse")
    if header.interpreter_language:
        found.append(f"Interprète nécessaire{NO_BREAK}: {header.interpreter_language}")
    if header.sharing_objected_on:
        found.append(f"S’oppose au partage depuis le {format_date(header.sharing_objected_on)}")
    return found


def reach_line(header: FileHeader) -> str:
    """Phone, e-mail, address, and the way she prefers."""
    parts = [part for part in (header.phone, header.email, header.address) if part]
    if header.preferred_channel:
        label = header.preferred_channel.label
        parts.append(f"préfère{NO_BREAK}: {label if label.isupper() else label.lower()}")
    return " · ".join(parts) or "Aucune coordonnée connue"


def review_words(header: FileHeader, today: date) -> tuple[str, str]:
    """When the next review is due, and how late it is: in words, never by colour alone."""
    due_on = header.review_due_on
    if due_on is None or header.status is Status.EXITED:
        return "Aucun attendu", ""
    if header.status is Status.PAUSED:
        return "À la reprise", "le suivi est en pause"
    if due_on >= today:
        return format_date(due_on), format_elapsed(due_on, today)
    return f"En retard de {count_of((today - due_on).days, 'jour')}", f"attendu le {format_date(due_on)}"


def contract_words(header: FileHeader, today: date) -> tuple[str, str]:
    """When the contract ends, or since when there is none any more."""
    ends_on = header.contract_ends_on
    if ends_on is None:
        return "Aucun contrat", ""
    if ends_on < today:
        return "Terminé", f"le {format_date(ends_on)}, {format_elapsed(ends_on, today)}"
    return f"Jusqu’au {format_date(ends_on)}", format_elapsed(ends_on, today)


def _pause_words(pause: PauseLine, today: date) -> str:
    expected = f"reprise prévue le {format_date(pause.expected_end_on)}"
    overdue = ", date passée" if pause.expected_end_on < today else ""
    since = format_date(pause.started_on)
    reason = pause.reason_words or pause.reason.label.lower()
    return f"Suivi en pause depuis le {since}, {expected}{overdue}{NO_BREAK}: {reason}"


def _stay(header: FileHeader, today: date) -> str:
    period = header.period
    how = period.entry_origin.label.lower()
    if period.exited_on:
        return (
            f"suivi du {format_long_date(period.entered_on)} au {format_long_date(period.exited_on)} ({how})"
        )
    elapsed = format_duration((today - period.entered_on).days)
    return f"suivi depuis le {format_long_date(period.entered_on)} ({elapsed}, {how})"
