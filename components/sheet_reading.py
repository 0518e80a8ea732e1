"""The consortium sheet as it is read: plain words, one block after the other."""

from collections.abc import Iterable, Sequence

import streamlit as st

from components.formats import format_long_date
from components.markdown import md_escape
from domain.organisations import Circle, College
from domain.sheet import Member, Paragraph, PublishedTerritory, SheetTexts, SheetView, TargetPublic, TeamPost

_NOTHING = "Rien n’est encore écrit ici."


def sheet_heading(texts: SheetTexts, territory: PublishedTerritory) -> None:
    """Name of the consortium, and where its territory stands in the three waves."""
    st.title(md_escape(texts.name), anchor=False)
    st.caption(md_escape(place_in_waves(territory)))


def place_in_waves(territory: PublishedTerritory) -> str:
    """« Territoire : Pyrénées-Orientales — vague 3, appel du…, sélection… »."""
    call = ""
    if territory.call_on:
        call = f", appel à manifestation d’intérêt du {format_long_date(territory.call_on)}"
    return (
        f"Territoire : {territory.name} — vague {territory.wave}{call}, sélection {territory.selected_label}"
    )


def read_presentation(texts: SheetTexts) -> None:
    """Perimeter and contact."""
    for label, text in (("Périmètre d’action", texts.perimeter), ("Contact", texts.contact)):
        st.markdown(f"**{label}** : {md_escape(text) or f':gray[{_NOTHING}]'}")


def read_paragraphs(paragraphs: Sequence[Paragraph]) -> None:
    """One bullet for each paragraph."""
    _bullets(md_escape(paragraph.text) for paragraph in paragraphs)


def read_members(members: Sequence[Member]) -> None:
    """Members by college, the inner circle first."""
    circles = [circle for circle in Circle if any(member.circle == circle for member in members)]
    for circle in circles:
        if len(circles) > 1:
            st.caption(circle.label)
        _bullets(
            f"**{md_escape(college.label)}** : {', '.join(names)}"
            for college in College
            if (names := _names(members, college, circle))
        )
    if not members:
        st.caption(_NOTHING)


def _names(members: Sequence[Member], college: College, circle: Circle) -> list[str]:
    return [
        md_escape(member.name) for member in members if (member.college, member.circle) == (college, circle)
    ]


def read_target_publics(sheet: SheetView) -> None:
    """Each public in its own words, with the axes that serve it."""
    if sheet.texts.target_public_intro:
        st.text(sheet.texts.target_public_intro)
    _bullets(_target_line(target, sheet.axis_numbers) for target in sheet.target_publics)


def _target_line(target: TargetPublic, axis_numbers: dict[int, int]) -> str:
    numbers = sorted(axis_numbers[axis_id] for axis_id in target.axis_ids)
    badges = " ".join(f":blue-badge[Axe {number}]" for number in numbers)
    return f"{md_escape(target.text)} {badges}"


def read_team(team: Sequence[TeamPost]) -> None:
    """Posts of the project team."""
    _bullets(
        md_escape(post.function) + (f" ({post.headcount} postes)" if post.headcount > 1 else "")
        for post in team
    )


def axis_title(number: int, title: str) -> str:
    """« Axe 1 — Accueillir ensemble », harmless in Markdown."""
    return f"Axe {number} — {md_escape(title)}" if title else f"Axe {number}"


def _bullets(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {line}" for line in lines) or f":gray[{_NOTHING}]")
