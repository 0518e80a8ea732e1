"""Services proposed for a need: what, where, why, and « Orienter » for each."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from components.formats import format_date
from components.markdown import md_escape
from components.offer.words import places_words, session_words
from domain.offer.search import Reach
from domain.offer.suggestions import Solutions, Suggestion
from navigation import CATALOGUE, REFER, SERVICE

_NEAR = {
    Reach.COMMUNE: "dans sa commune",
    Reach.EPCI: "dans son intercommunalité",
    Reach.DEPARTEMENT: "dans son département",
}


def suggestion_list(
    found: Sequence[Suggestion],
    *,
    beneficiary_id: int,
    theme: str,
    today: date,
    diagnosis_id: int | None = None,
    may_refer: bool,
) -> None:
    """Each service on its line with the reasons why; nothing fits: said, with a way out."""
    for one in found:
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(gap=None):
                st.markdown(f"**{md_escape(one.name)}** · {md_escape(one.structure)}")
                st.caption(md_escape(" · ".join(reasons(one, today))))
            about = {"service": str(one.service_id)}
            st.page_link(SERVICE.path, label="Fiche", icon=SERVICE.icon, query_params=about)
            if may_refer:
                asked = {"personne": str(beneficiary_id), "besoin": theme, **about}
                if diagnosis_id:
                    asked["diagnostic"] = str(diagnosis_id)
                st.page_link(REFER.path, label="Orienter", icon=":material/send:", query_params=asked)
    if not found:
        st.caption("Aucun service ouvert, avec de la place et accessible à cette personne, n’est connu.")
        st.page_link(
            CATALOGUE.path,
            label="Chercher dans le catalogue",
            icon=CATALOGUE.icon,
            query_params={"theme": theme},
        )


def solutions_by_need(
    solutions: Solutions, *, beneficiary_id: int, today: date, may_refer: bool = True
) -> None:
    """Needs without an answer, each with what is proposed."""
    if not solutions.needs:
        st.caption("Aucun besoin retenu par le diagnostic n’est sans réponse.")
    for theme in solutions.needs:
        with st.container(border=True, gap="small"):
            st.markdown(f"**{md_escape(solutions.labels.get(theme, theme))}**")
            about: dict[str, Any] = {"beneficiary_id": beneficiary_id, "theme": theme, "today": today}
            suggestion_list(solutions.proposed.get(theme, ()), **about, may_refer=may_refer)


def reasons(one: Suggestion, today: date) -> list[str]:
    """Why it is proposed; what nobody told is said too."""
    near = _NEAR[one.reach] if one.reach else "son secteur couvre sa commune"
    where = f"{one.commune}, {near}" if one.commune and one.reach else near
    told = [
        f"{where}, ou à distance" if one.is_remote else where,
        _for_whom(one),
        places_words(one.places),
        f"vérifié le {format_date(one.checked_on)}" if one.checked_on else "pas encore vérifié",
    ]
    if session := session_words(one.next_session_on, today):
        told.insert(3, session)
    return told


def _for_whom(one: Suggestion) -> str:
    if one.publics:
        return "\u00a0; ".join(label[0].lower() + label[1:] for label in one.publics)
    return "tous publics" if one.is_for_everybody else "public non précisé, à demander"
