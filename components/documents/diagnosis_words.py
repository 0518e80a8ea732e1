"""A diagnosis in short French sentences, said to its person: plain text, one line each."""

from collections.abc import Mapping

from components.formats import NO_BREAK, format_long_date, format_weekday_date
from domain.diagnosis.records import NextStep
from domain.diagnosis.rules import priorities
from domain.diagnosis.sheet import DiagnosisSheet
from domain.diagnosis.template import Theme
from domain.diagnosis.words import (
    Agreement,
    DiagnosisStatus,
    ThemeState,
)
from domain.follow_up import Track

Fact = tuple[str, str]  # a label and what it says
_NOT_YET = "Projet, pas encore validé"
_STANDINGS = {
    DiagnosisStatus.DRAFT: _NOT_YET,
    DiagnosisStatus.COMPLETED: _NOT_YET,
    DiagnosisStatus.SUPERSEDED: "Ancienne version, remplacée depuis",
    DiagnosisStatus.ABANDONED: "Abandonné, à ne pas utiliser",
}
_HER_VIEWS = {
    ThemeState.STRENGTH: "c’est un point d’appui",
    ThemeState.NEED: "il faut de l’aide",
    ThemeState.CONSTRAINT: "c’est difficile",
    ThemeState.NOT_RELEVANT: "cela ne vous concerne pas",
}
_AGREEMENTS = {
    Agreement.AGREES: "Je suis d’accord.",
    Agreement.PARTLY: "Je suis d’accord en partie.",
    Agreement.DISAGREES: "Je ne suis pas d’accord.",
}
_TRACKS = {
    Track.PROFESSIONAL: "professionnel",
    Track.SOCIO_PROFESSIONAL: "social et professionnel",
    Track.SOCIAL: "social",
}
_PHONE_TO_WRITE = "…" * 8


def standing(sheet: DiagnosisSheet) -> str:
    """What must be known before reading; empty for a validated diagnosis."""
    return _STANDINGS.get(sheet.diagnosis.status, "")


def held_sentence(sheet: DiagnosisSheet) -> str:
    """When, and with whom."""
    names = " et ".join(one.name for one in sheet.interviewers)
    day = f"Fait le {format_long_date(sheet.diagnosis.held_on)}"
    return f"{day} avec {names}." if names else f"{day}."


def themes_told(sheet: DiagnosisSheet, state: ThemeState, *, is_brief: bool = False) -> list[Fact]:
    """The themes kept in this state: what was seen together (in brief: of priorities only), her own view."""
    chosen = {one.theme for one in priorities(sheet.diagnosis.entry)}
    told = []
    for theme in sheet.themes_kept(state):
        is_seen = state.is_to_lift and (not is_brief or theme.code in chosen)
        seen = " ".join(map(_sentence, sheet.situations_of(theme))) if is_seen else ""
        told.append((theme.label, "\n".join(filter(None, (seen, _her_view(theme, sheet))))))
    return told


def other_views(sheet: DiagnosisSheet, *told: ThemeState) -> list[Fact]:
    """What she says of themes that are told nowhere else; what is not settled is to be talked of again."""
    elsewhere = [theme for theme in sheet.diagnosis.content.themes if sheet.state_of(theme.code) not in told]
    views = [(theme.label, _her_view(theme, sheet)) for theme in elsewhere]
    return [(label, view) for label, view in views if view]


def is_quoting(sheet: DiagnosisSheet) -> bool:
    """True when she said something of a theme."""
    return any(theme.person_words.strip() for theme in sheet.diagnosis.entry.themes.values())


def to_settle(sheet: DiagnosisSheet) -> str:
    """Themes that still have no common position; nobody's own is told."""
    return ", ".join(theme.label for theme in sheet.themes_kept(None))


def objectives(sheet: DiagnosisSheet) -> list[tuple[str, list[Fact]]]:
    """Each objective, then who does what by when; its theme stands for one that is not written yet."""
    content = sheet.diagnosis.content
    return [
        (
            f"{rank}. {one.objective or content.theme(one.theme).label}",
            [_step(step, sheet) for step in one.next_steps],
        )
        for rank, one in enumerate(priorities(sheet.diagnosis.entry), start=1)
    ]


def support(sheet: DiagnosisSheet) -> str:
    """The path that was proposed; empty while none was chosen."""
    track = sheet.diagnosis.conclusion.track
    return _TRACKS[track] if track else ""


def next_review(sheet: DiagnosisSheet) -> str:
    """When we meet again; empty while it is not decided."""
    day = sheet.diagnosis.conclusion.next_review_on
    return f"Nous refaisons le point le {format_weekday_date(day)}." if day else ""


def agreement(sheet: DiagnosisSheet) -> str:
    """What she says of it all; empty while she was not asked."""
    said = sheet.diagnosis.conclusion.agreement
    return _AGREEMENTS[said] if said else ""


def people_to_call(sheet: DiagnosisSheet) -> list[Fact]:
    """The référent first, then who led the interview, with the phone of their structure."""
    header = sheet.header
    phones = {one.structure_name: one.structure_phone for one in sheet.group}
    met = [one for one in sheet.interviewers if one.professional_id != header.referent_id]
    found = [(one.name, _place(one.structure_name, phones)) for one in met]
    if header.referent_name:
        who = f"{header.referent_name}, à appeler en premier"
        found.insert(0, (who, _place(header.referent_structure, phones)))
    return found


def quoted(words: str) -> str:
    """« Her words »; nothing for nothing."""
    return f"«{NO_BREAK}{words.strip()}{NO_BREAK}»" if words.strip() else ""


def _place(structure: str, phones: Mapping[str, str]) -> str:
    number = phones.get(structure, "").replace(" ", NO_BREAK) or _PHONE_TO_WRITE
    return "\n".join(filter(None, (structure, f"Téléphone{NO_BREAK}: {number}")))


def _her_view(theme: Theme, sheet: DiagnosisSheet) -> str:
    shared, kept = sheet.diagnosis.entry.theme(theme.code), sheet.state_of(theme.code)
    words, view = quoted(shared.person_words), _HER_VIEWS.get(shared.person_state, "")
    is_same = shared.person_state is kept or (kept and kept.is_to_lift and shared.person_state.is_to_lift)
    if not view or is_same:
        return words
    return f"Pour vous, {view}{NO_BREAK}: {words}" if words else f"Pour vous, {view}."


def _step(step: NextStep, sheet: DiagnosisSheet) -> Fact:
    who = "Vous" if step.owner_id is None else sheet.name(step.owner_id) or "Quelqu’un de l’équipe"
    deadline = f", pour le {format_long_date(step.deadline_on)}" if step.deadline_on else ""
    return who, f"{step.title}{deadline}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."
