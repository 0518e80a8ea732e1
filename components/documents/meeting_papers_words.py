"""What the papers of a meeting say, whatever their form."""

from collections.abc import Sequence

from components.formats import NO_BREAK, format_time, format_weekday_date
from domain.commissions.bodies import Member
from domain.commissions.meetings import Meeting
from domain.commissions.preparing import AgendaLine, ends_at
from domain.commissions.words import PointKind
from domain.counts import count_of

AGENDA_COLUMNS = ("Heure", "Point", "Motif", "Présentée par", "Durée")
ANONYMOUS_COLUMNS = ("Heure", "Point", "Motif", "Structure qui présente", "Durée")
_ANSWER = "Dites au plus tôt si vous serez là, si vous vous faites remplacer ou si vous ne pouvez pas venir"
_SECRET = "Ce qui est dit en séance est confidentiel."
_TO_SIGN = "Votre engagement de confidentialité reste à signer\u00a0: il vous sera remis."


def agenda_title(meeting: Meeting) -> str:
    """« Ordre du jour — Commission de Perpignan »."""
    return f"Ordre du jour — {meeting.body.name}"


def body_words(name: str) -> str:
    """« la commission de Prades », « la commission « Équipe de Prades » »."""
    rest = name.removeprefix("Commission")
    return f"la commission{rest}" if rest.startswith(" ") else f"la commission «{NO_BREAK}{name}{NO_BREAK}»"


def convocation_facts(meeting: Meeting, lines: Sequence[AgendaLine]) -> list[tuple[str, str]]:
    """When, where, how many situations, who chairs and who writes: what is known."""
    end = ends_at(lines)
    when = f"{format_weekday_date(meeting.starts_at.date())} à {format_time(meeting.starts_at)}"
    situations = sum(line.kind is PointKind.SITUATION for line in lines)
    names = {member.id: member.name for member in meeting.body.members}
    facts = [
        ("Quand", f"{when}, jusqu’à {format_time(end)} environ" if end and situations else when),
        ("Où", meeting.place),
        ("Situations", count_of(situations, "situation") if situations else ""),
        ("Présidence", names.get(meeting.chair_id or 0, "")),
        ("Secrétariat", names.get(meeting.secretary_id or 0, "")),
    ]
    return [(label, words) for label, words in facts if words]


def convocation_words(meeting: Meeting, member: Member) -> list[str]:
    """How to answer, who may come instead, what stays in the room."""
    members = meeting.body.members
    substitutes = [one.name or one.function for one in members if one.substitute_for_id == member.id]
    secretary = next((one for one in members if one.id == meeting.secretary_id), None)
    to = f"{NO_BREAK}: {secretary.name}, {secretary.email}" if secretary and secretary.email else ""
    words = [f"{_ANSWER}{to}."]
    if member.professional_id is not None:
        words[0] += " Vous pouvez aussi répondre dans Jalons, page « Séances »."
    if substitutes:
        words.append(f"Peut venir à votre place{NO_BREAK}: {', '.join(substitutes)}.")
    words.append(_SECRET if member.confidentiality_on else f"{_SECRET} {_TO_SIGN}")
    return words


def who_words(member: Member) -> str:
    """Name, function and structure, a line each."""
    return "\n".join(dict.fromkeys(part for part in (member.name, member.function, member.structure) if part))


def agenda_rows(lines: Sequence[AgendaLine], *, is_named: bool) -> list[tuple[str, ...]]:
    """A line a point; without any name, who presents is told by the structure."""
    return [
        (
            format_time(line.starts_at),
            _named(line) if is_named else line.name,
            line.motive,
            _presented(line) if is_named else line.structure,
            f"{line.minutes}{NO_BREAK}min",
        )
        for line in lines
    ]


def _named(line: AgendaLine) -> str:
    return f"{line.number}. {line.person}" if line.person else line.name


def _presented(line: AgendaLine) -> str:
    return ", ".join(part for part in (line.presenter, line.structure) if part)
