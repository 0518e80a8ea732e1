"""Meetings in words: their days, their states, what makes them go on."""

from components.formats import format_time, format_weekday_date
from domain.commissions.meetings import Meeting, MeetingLine
from domain.commissions.words import MeetingState
from domain.counts import NO_BREAK, count_of

PARAMETER = "seance"
STEPS = (
    MeetingState.CREATED,
    MeetingState.CONVENED,
    MeetingState.AGENDA_SET,
    MeetingState.OPEN,
    MeetingState.TO_VALIDATE,
    MeetingState.CLOSED,
)
NEXT = {
    MeetingState.CONVENED: "Convoquer les membres",
    MeetingState.AGENDA_SET: "Arrêter l’ordre du jour",
    MeetingState.OPEN: "Ouvrir la séance",
}
BACK = {
    MeetingState.CONVENED: "Rouvrir l’ordre du jour",
    MeetingState.OPEN: "Reprendre la séance",
}
DONE = {
    "Convoquer les membres": "Membres convoqués.",
    "Arrêter l’ordre du jour": "Ordre du jour arrêté.",
    "Rouvrir l’ordre du jour": "L’ordre du jour peut changer.",
    "Reprendre la séance": "La séance reprend.",
}
_COLOURS = {
    MeetingState.CREATED: "gray",
    MeetingState.CONVENED: "blue",
    MeetingState.AGENDA_SET: "violet",
    MeetingState.OPEN: "green",
    MeetingState.TO_VALIDATE: "orange",
    MeetingState.CLOSED: "gray",
    MeetingState.POSTPONED: "red",
    MeetingState.CANCELLED: "red",
}


def day_words(meeting: Meeting | MeetingLine) -> str:
    """« jeudi 3 décembre 2026 à 14 h »."""
    return f"{format_weekday_date(meeting.starts_at.date())} à {format_time(meeting.starts_at)}"


def state_badge(state: MeetingState) -> str:
    """Its state, in colour and in words."""
    return f":{_COLOURS[state]}-badge[{state.label}]"


def steps_words(state: MeetingState) -> str:
    """« Créée → **Convoquée** → … »: what is behind and what is left."""
    words = [f"**{step.label}**" if step is state else step.label for step in STEPS]
    return f"{NO_BREAK}→ ".join(words)


def minutes_words(minutes: int) -> str:
    """« 45 minutes », « 2 h 15 »."""
    if minutes < 60:
        return count_of(minutes, "minute")
    hours, left = divmod(minutes, 60)
    return f"{hours}{NO_BREAK}h{f'{NO_BREAK}{left:02}' if left else ''}"
