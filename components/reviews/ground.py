"""What the file tells before a « point de situation », beside the form."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from components.file import words
from components.formats import NO_BREAK, format_date, format_elapsed, format_moment
from components.markdown import md_escape
from domain.access import Viewer
from domain.path_drafts import ActionDraft
from domain.reviews import FileEvent, ReviewGround

_EVENTS_SHOWN = 30


def show_ground(ground: ReviewGround, viewer: Viewer) -> None:
    """Who and how to reach her; the last review; what happened since; what is under way."""
    header = ground.header
    reach = " · ".join([words.reach_line(header), *words.constraints(header)])
    late = " · ".join(part for part in words.review_words(header, viewer.today) if part)
    name = md_escape(words.person_name(header))
    st.subheader(name, anchor=False)
    st.markdown(f":small[{md_escape(reach)}  \n{md_escape(late)}]")
    _last_review(ground, viewer.today)
    _lines(f"Depuis le {format_date(ground.since)}", _events(ground.events), nothing="Rien de noté.")
    next_at = format_moment(header.next_appointment_at, viewer.time_zone, viewer.today)
    if next_at:
        _lines("Prochain rendez-vous", [f"{next_at}, avec {header.next_appointment_with}"])
    _lines("Objectifs ouverts", [one.title for one in ground.objectives], nothing="Aucun.")
    _lines(
        "Actions en cours", [_action(one, ground, viewer.today) for one in ground.actions], nothing="Aucune."
    )


def _last_review(ground: ReviewGround, today: date) -> None:
    counted_on = ground.header.last_review_on
    draft = ground.last.draft if ground.last else None
    # An appointment may count as the last one, with nothing written.
    is_met = counted_on and (draft is None or draft.held_on != counted_on)
    if is_met:
        _lines("Dernier point", [], nothing=f"{format_date(counted_on)}, en rendez-vous")
    elif draft is None:
        _lines("Dernier point", [], nothing="Pas encore de point de situation dans ce suivi.")
    if ground.last is None or draft is None:
        return
    when = f"{format_date(draft.held_on)}, {format_elapsed(draft.held_on, today)}"
    author = ground.names.get(ground.last.created_by or 0, "").partition(" — ")[0]
    st.markdown(
        f"**{'Dernier point écrit' if is_met else 'Dernier point'}** "
        f"{md_escape(' · '.join(filter(None, (when, draft.presence.label, author))))}"
    )
    st.text(draft.words)


def _events(events: Iterable[FileEvent]) -> list[str]:
    told = [" · ".join(filter(None, (format_date(one.day), _what(one), one.detail))) for one in events]
    more = len(told) - _EVENTS_SHOWN
    return told[:_EVENTS_SHOWN] + ([f"… et {more} de plus dans le dossier"] if more > 0 else [])


def _what(event: FileEvent) -> str:
    """« Contact : Appel »; the kind is not said twice."""
    alike = event.label.lower().startswith(event.kind.lower()[:6])
    return event.label if alike else f"{event.kind}{NO_BREAK}: {event.label}"


def _action(action: ActionDraft, ground: ReviewGround, today: date) -> str:
    who = ground.names.get(action.owner_id, "").partition(" — ")[0] if action.owner_id else "la personne"
    is_late = action.deadline_on is not None and action.deadline_on < today
    by_when = f"pour le {format_date(action.deadline_on)}" if action.deadline_on else ""
    return " · ".join(filter(None, (action.title, who, by_when, "échéance passée" if is_late else "")))


def _lines(heading: str, lines: list[str], *, nothing: str = "") -> None:
    told = "\n".join(f"- {md_escape(line)}" for line in lines) or nothing
    st.markdown(f"**{heading}**\n\n{told}")
