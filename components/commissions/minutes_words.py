"""Minutes in words, the same on screen and on paper."""

from components.formats import format_date, format_time, format_weekday_date
from domain.commissions.minutes import Content, Minutes, Promise, Sitter, Situation, deadline_of
from domain.commissions.words import Attendance, MinutesState
from domain.counts import NO_BREAK


def title_words(content: Content) -> str:
    """« Relevé de décisions : Commission… du jeudi 3 décembre 2026 à 14 h »."""
    held = content.held_at
    when = f"{format_weekday_date(held.date())} à {format_time(held)}"
    return f"Relevé de décisions{NO_BREAK}: {content.body}, {when}"


def state_words(minutes: Minutes) -> str:
    """« Relevé n° 2, annule et remplace le n° 1. Validé le 03/12/2026 par… »."""
    number = f"Relevé n°{NO_BREAK}{minutes.number}"
    if minutes.number > 1:
        number += f", annule et remplace le n°{NO_BREAK}{minutes.number - 1}"
    if minutes.validated_at is None:
        return f"{number}. Projet, pas encore validé."
    past = " Remplacé depuis." if minutes.state is MinutesState.REPLACED else ""
    day = format_date(minutes.validated_at.date())
    return f"{number}. Validé le {day} par {minutes.validated_by}.{past}"


def sitter_words(one: Sitter) -> str:
    """« Inès Membre (CAF), présente »."""
    college = f" ({one.college})" if one.college else ""
    said = Attendance(one.attendance).label.lower() if one.attendance else "présence non notée"
    by = f" par {one.replaced_by}" if one.replaced_by else ""
    return f"{one.name}{college}{NO_BREAK}: {said}{by}"


def promise_words(one: Promise) -> str:
    """« Appeler le bailleur : Inès Membre, pour le 03/12/2026 »."""
    day = deadline_of(one)
    return f"{one.title}{NO_BREAK}: {one.owner}" + (f", pour le {format_date(day)}" if day else "")


def votes_words(one: Situation) -> str:
    """« 4 pour, 1 contre, 0 blanc »; nothing where nobody voted."""
    if not one.votes:
        return ""
    return ", ".join(f"{count} {word}" for count, word in zip(one.votes, _VOTES, strict=True))


def aside_words(one: Situation) -> str:
    """Who stood aside."""
    return ", ".join(one.aside)


_VOTES = ("pour", "contre", "blanc")
