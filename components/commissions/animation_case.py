"""The situation that is looked at, for who leads: who she is, then the sheet that the room reads too."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.commissions.animation import Cockpit, acted
from components.formats import format_date, format_month
from components.markdown import md_escape
from domain.caseload import age_on
from domain.commissions.day import PointDay
from domain.commissions.sheets import CaseSheet, NamedSummary, NeedLine, PathEvent
from domain.commissions.words import PersonAttendance
from domain.counts import NO_BREAK


def named_head(cockpit: Cockpit, summary: NamedSummary) -> None:
    """Her name, how to reach her, who follows her, whether she was told, her former passages."""
    born = ""
    if summary.birth_date:
        age = age_on(cockpit.viewer.today, summary.birth_date)
        born = f"{age}{NO_BREAK}ans ({format_date(summary.birth_date)})"
    lines = [
        (born, summary.phone, _said("référent·e", summary.referent)),
        (_said("présentée par", summary.presenter), _informed(summary), _attendance(summary)),
        (_said("groupe de suivi", ", ".join(summary.group)),),
    ]
    for passage in summary.passages:
        day = format_date(passage.passed_on)
        lines.append((f"déjà passée le {day} ({passage.body}){NO_BREAK}: {passage.conclusion}",))
    told = [" · ".join(filter(None, line)) for line in lines]
    name = f"**{md_escape(f'{summary.last_name} {summary.first_names}')}**"
    st.markdown("  \n".join([name, *(f":small[{md_escape(line)}]" for line in told if line)]))


def shown_to_room(cockpit: Cockpit, point: PointDay) -> None:
    """What the room sees of her: the sheet, the first name or not, less when she is there."""
    screen = cockpit.reads.screen()
    with st.container(horizontal=True, vertical_alignment="center"):
        _switch("La personne est là", "is_present", point, point.is_person_present, cockpit.acts.present)
        _switch("Montrer son prénom", "is_revealed", point, point.is_revealed, cockpit.acts.reveal)
        st.button(
            "Relire le dossier",
            key=f"renew_{point.id}",
            icon=":material/refresh:",
            type="tertiary",
            help="Calcule de nouveau la fiche, si son dossier a changé pendant la séance.",
            on_click=acted,
            args=(cockpit.acts.renew, point.id),
        )
    if point.is_person_present and point.hidden:
        parts = ", ".join(part.label for part in point.hidden)
        st.caption(f"Masqué à sa demande tant qu’elle est là{NO_BREAK}: {parts}.")
    if screen and screen.sheet and screen.number == point.number:  # the other secretary may have gone on
        _sheet(screen.sheet)


def _sheet(sheet: CaseSheet) -> None:
    """What matters to find a solution, as the shared screen has it."""
    urgent = ":orange-badge[Urgent] " if sheet.is_urgent else ""
    question = f"{urgent}**{md_escape(sheet.motive)}**{NO_BREAK}: {md_escape(sheet.question)}"
    about = " · ".join(filter(None, (sheet.age, sheet.commune, *sheet.publics)))
    st.markdown(f"{question}  \n:small[{md_escape(about)}]")
    told = [(one.name, one.structure, one.where, one.room) for one in sheet.solutions]
    left, right = st.columns(2, gap="small")
    with left:
        _blocks(
            {
                "Ce que dit la personne": [sheet.person_words, sheet.wants],
                "Besoins et points à lever": [_need(one) for one in sheet.needs],
                "Points d’appui": [", ".join(sheet.strengths)],
                "Déjà essayé": [sheet.tried],
            }
        )
    with right:
        _blocks(
            {
                "Parcours": [_event(one) for one in sheet.events],
                "Délais": sheet.delays,
                "Solutions possibles": [" · ".join(filter(None, one)) for one in told],
            }
        )


def _switch(label: str, name: str, point: PointDay, is_on: bool, act: Callable[..., None]) -> None:
    """The database says whether it is on: the other secretary may have changed it."""
    key = f"{name}_{point.id}"
    st.session_state[key] = is_on

    def change() -> None:
        acted(act, point.id, **{name: st.session_state[key]})

    st.toggle(label, key=key, on_change=change)


def _blocks(blocks: Mapping[str, Sequence[str]]) -> None:
    """Small titles with their lines, close to each other."""
    told = []
    for title, lines in blocks.items():
        if found := [f":small[• {md_escape(line)}]" for line in lines if line]:
            told.append("  \n".join([f":small[**{title}**]", *found]))
    st.markdown("\n\n".join(told))


def _need(line: NeedLine) -> str:
    former = f" (avant{NO_BREAK}: {line.former})" if line.former and line.former != line.state else ""
    return f"{line.theme}{NO_BREAK}: {line.state}{former}"


def _event(event: PathEvent) -> str:
    return f"{format_month(event.happened_on)} · {event.words}" + (" (prévu)" if event.is_planned else "")


def _said(label: str, value: str) -> str:
    return f"{label}{NO_BREAK}: {value}" if value else ""


def _informed(summary: NamedSummary) -> str:
    if summary.informed_on is None:
        return "n’a pas été informée"
    reread = ", fiche relue avec elle" if summary.is_reread else ""
    return f"informée le {format_date(summary.informed_on)}{reread}"


def _attendance(summary: NamedSummary) -> str:
    if summary.attendance is PersonAttendance.REPRESENTED and summary.represented_by:
        return f"représentée par {summary.represented_by}"
    return _said("présence", summary.attendance.label.lower())
