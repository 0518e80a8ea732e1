"""Versions of the frame: what each was used for, and what can be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from components.formats import count_of, format_date
from components.markdown import md_escape
from domain.diagnosis.versions import TemplateLine, TemplateVersion
from domain.diagnosis.words import TemplateStatus
from domain.identifiers import new_id

VERSION_PARAMETER, CORE = "version", "nationale"
Kind = Literal["start", "publish", "retire", "drop"]
DONE: dict[Kind, str] = {
    "start": "Brouillon commencé.",
    "publish": "Trame publiée\u00a0: les prochains diagnostics la suivront.",
    "retire": "Version retirée\u00a0: les prochains diagnostics suivront la trame nationale.",
    "drop": "Brouillon supprimé.",
}
_COLOURS = {TemplateStatus.DRAFT: "orange", TemplateStatus.PUBLISHED: "green", TemplateStatus.RETIRED: "gray"}
_ASKED, _NEXT_ID = "template_asked", "template_next_id"
_CONSEQUENCES: dict[Kind, str] = {
    "publish": "Les diagnostics commencés à partir de maintenant suivront cette version. Ceux qui existent "
    "déjà gardent la leur, et la version publiée jusqu’ici est retirée.\n\nUne version publiée ne se modifie "
    "plus\u00a0: pour la changer, vous repartirez d’elle dans un nouveau brouillon.",
    "retire": "Les prochains diagnostics suivront la trame nationale. Ceux qui existent déjà gardent cette "
    "version, et restent lisibles tels quels.",
    "drop": "Le brouillon et tout ce qui y est écrit seront perdus. Aucun diagnostic ne l’utilise.",
}
_TITLES: dict[Kind, str] = {
    "publish": "Publier cette trame\u00a0?",
    "retire": "Retirer cette version\u00a0?",
    "drop": "Supprimer ce brouillon\u00a0?",
}
_BUTTONS: dict[Kind, str] = {"publish": "Publier", "retire": "Retirer", "drop": "Supprimer"}


@dataclass(frozen=True)
class Asked:
    """What is to be done; `template_id` is the source of a draft that starts (None: the national core)."""

    kind: Kind
    template_id: int | None
    record_id: int = 0
    version: int = 0


def version_list(lines: Sequence[TemplateLine]) -> Asked | None:
    """A card a version; what is asked, on the run where it was confirmed."""
    has_draft = any(line.status is TemplateStatus.DRAFT for line in lines)
    asked = confirmed()
    if not lines:
        st.info("Aucune trame n’est encore publiée\u00a0: le premier diagnostic publiera la trame nationale.")
    for line in lines:
        asked = _card(line, has_draft=has_draft) or asked
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown("**Trame nationale**, telle qu’elle est livrée", width="stretch")
        _open_button("Relire", CORE)
        return _start_button(None, has_draft=has_draft) or asked


def open_version(version: int | str) -> None:
    """Show this version at this run."""
    st.query_params[VERSION_PARAMETER] = str(version)


def close_version() -> None:
    """Go back to the list."""
    st.query_params.pop(VERSION_PARAMETER, None)


def confirmed() -> Asked | None:
    """What was confirmed in a dialog, once."""
    asked: Asked | None = st.session_state.pop(_ASKED, None)
    return asked


def version_heading(words: str) -> None:
    """The way back to the list, and what is read."""
    with st.container(horizontal=True, vertical_alignment="center"):
        _back_button()
        st.text(words)


def draft_bar(version: TemplateVersion, to_correct: Sequence[str]) -> bool:
    """What can be done with the draft; True when it is to be read as in an interview."""
    with st.container(horizontal=True, vertical_alignment="center"):
        _back_button()
        views = ["Modifier", "Relire comme en entretien"]
        view = st.segmented_control("Affichage", views, default=views[0], label_visibility="collapsed")
        st.caption("Enregistré au fil de la saisie.", width="stretch")
        if st.button("Supprimer", icon=":material/delete:", key="template_drop"):
            confirm(Asked("drop", version.id))
        is_wrong = bool(to_correct)
        if st.button("Publier…", type="primary", key="template_publish", disabled=is_wrong):
            confirm(Asked("publish", version.id, version=version.version))
    if is_wrong:
        st.warning("À corriger avant de publier\u00a0: " + ", ".join(to_correct))
    return view == views[1]


def _back_button() -> None:
    st.button("Toutes les versions", icon=":material/arrow_back:", on_click=close_version)


def confirm(asked: Asked) -> None:
    """Say what will happen, before it does."""
    st.dialog(_TITLES[asked.kind])(_fill)(asked)


def forget_next_id() -> None:
    """The draft is there: the next one will be another."""
    st.session_state.pop(_NEXT_ID, None)


def _fill(asked: Asked) -> None:
    st.markdown(_CONSEQUENCES[asked.kind])
    if st.button(_BUTTONS[asked.kind], type="primary", key="template_confirm"):
        st.session_state[_ASKED] = asked
        st.rerun()


def _card(line: TemplateLine, *, has_draft: bool) -> Asked | None:
    """What it is on the left, what can be done with it on the right."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            badge = f":{_COLOURS[line.status]}-badge[{_status_words(line)}]"
            st.markdown(f"**{md_escape(line.name) or '(sans nom)'}** · version {line.number} {badge}")
            st.caption(_details(line))
        if line.status is TemplateStatus.DRAFT:
            _open_button("Continuer", line.id, type_="primary")
            return None
        _open_button("Relire", line.id)
        if line.status is TemplateStatus.PUBLISHED and st.button("Retirer", key=f"template_retire_{line.id}"):
            confirm(Asked("retire", line.id))
        return _start_button(line.id, has_draft=has_draft)


def _start_button(source_id: int | None, *, has_draft: bool) -> Asked | None:
    record_id = st.session_state.setdefault(_NEXT_ID, new_id())
    help_text = "Un seul brouillon à la fois." if has_draft else "Un brouillon qui part de cette trame."
    key, label = f"template_start_{source_id}", "Nouveau brouillon"
    is_asked = st.button(label, icon=":material/edit_note:", key=key, disabled=has_draft, help=help_text)
    return Asked("start", source_id, record_id=record_id) if is_asked else None


def _open_button(
    label: str, version: int | str, *, type_: Literal["primary", "secondary"] = "secondary"
) -> None:
    st.button(label, key=f"template_open_{version}", on_click=open_version, args=(version,), type=type_)


def _status_words(line: TemplateLine) -> str:
    day = line.retired_on or line.published_on
    return f"{line.status.label} le {format_date(day)}" if day else line.status.label


def _details(line: TemplateLine) -> str:
    """Whom it was written with, then what it was used for."""
    parts = []
    if line.written_on:
        parts.append(f"écrite le {format_date(line.written_on)}")
    if line.written_with:
        parts.append(f"avec {md_escape(line.written_with)}")
    if line.started_count:
        parts += [count_of(line.started_count, "diagnostic"), count_of(line.validated_count, "validé")]
    elif line.status is not TemplateStatus.DRAFT:
        parts.append("aucun diagnostic")
    return " · ".join(parts) or "pas encore publiée"
