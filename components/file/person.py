"""« Identité et groupe » and « Historique »: who she is, who shares her file, who read it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.file.buttons import form_button
from components.file.lists import show_line, show_lines
from components.file.turn_lines import is_present, member_line, referent_line
from components.file.view import FileView
from components.formats import format_date
from components.imports.words import source_words
from components.markdown import md_escape
from domain.beneficiaries import IdentityDraft
from domain.clock import local_time
from domain.files import AccessLine, ChangeLine, FileHeader, GroupLine, ReferentLine
from domain.imports.views import ValueSource

_MOMENT = st.column_config.DatetimeColumn("Le", format="DD/MM/YYYY HH:mm")


def person_section(
    view: FileView,
    *,
    group: Sequence[GroupLine],
    referents: Sequence[ReferentLine],
    sources: Sequence[ValueSource],
) -> None:
    """Identity and where it comes from on one side, group and référents on the other."""
    identity, sharing = st.columns(2, gap="medium")
    with identity:
        st.subheader("Identité", anchor=False)
        _identity(view)
        for words in source_words(sources, view.viewer):
            st.caption(md_escape(words))
    with sharing:
        st.subheader("Groupe de suivi", anchor=False)
        if view.may_steer:
            form_button(view, "member", "Ajouter au groupe", icon=":material/group_add:")
        for member in group:
            _member(view, member)
        st.subheader("Référent·e", anchor=False)
        if view.may_steer and view.header.period.exited_on is None:
            form_button(view, "referent", "Changer de référent·e")
        show_lines([referent_line(referent) for referent in referents], empty="À désigner.")


def history_section(view: FileView, *, changes: Sequence[ChangeLine], accesses: Sequence[AccessLine]) -> None:
    """What changed, then « Qui a consulté ce dossier ? »."""
    st.subheader("Ce qui a changé", anchor=False)
    if not changes:
        st.caption("Aucune modification.")
    else:
        _table(_changes(changes, view), "Modifications du dossier, une par ligne")
    st.subheader("Qui a consulté ce dossier ?", anchor=False)
    _table(_accesses(accesses, view), "Consultations du dossier, une par ligne")


def _identity(view: FileView) -> None:
    if view.header.may_edit_identity:
        form_button(
            view,
            IdentityDraft.__name__,
            "Modifier l’identité",
            icon=":material/edit:",
            version=view.header.version,
        )
    else:
        st.caption("La personne référente et la coordination modifient l’identité.")
    rows = {label: value for label, value in _identity_rows(view.header).items() if value}
    st.markdown("  \n".join(f"{label}\u00a0: **{md_escape(value)}**" for label, value in rows.items()))


def _identity_rows(header: FileHeader) -> dict[str, str]:
    channel = header.preferred_channel
    return {
        "Civilité": header.civility.label,
        "Nom de naissance": header.birth_name,
        "Nom d’usage": header.usual_name,
        "Prénoms": header.first_names,
        "Date de naissance": format_date(header.birth_date) or "non connue",
        "Téléphone": header.phone,
        "Courriel": header.email,
        "Adresse": " ".join(
            part for part in (header.address, header.postal_code, header.commune_name) if part
        ),
        "Moyen préféré": channel.label if channel else "",
        "Laisser un message": "non" if header.do_not_leave_message else "possible",
        "Écrire à cette adresse": "non" if header.do_not_write_to_address else "possible",
        "Interprète": header.interpreter_language,
        "Publics": ", ".join(public.label for public in header.publics),
        "Structure qui a ouvert le dossier": header.owner_structure_name,
        "Information de la personne": format_date(header.informed_on) or "non enregistrée",
        **{f"Numéro {origin.label}": value for origin, value in header.identifiers},
    }


def _member(view: FileView, member: GroupLine) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        show_line(member_line(member))
        if view.may_steer and is_present(member):
            name = member.professional_name or member.structure_name
            form_button(view, "end_of_share", "Retirer", record_id=member.id, about=name)
            form_button(view, "objection", "Opposition", record_id=member.id, about=name)


def _changes(changes: Sequence[ChangeLine], view: FileView) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Le": [local_time(view.viewer.time_zone, change.changed_at) for change in changes],
            "Par": [change.professional_name for change in changes],
            "Quoi": [change.object_label for change in changes],
            "Champ": [change.field_label for change in changes],
            "Avant": [change.old_value for change in changes],
            "Après": [change.new_value for change in changes],
        }
    )


def _accesses(accesses: Sequence[AccessLine], view: FileView) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Le": [local_time(view.viewer.time_zone, access.occurred_at) for access in accesses],
            "Par": [access.professional_name for access in accesses],
            "Structure": [access.structure_name for access in accesses],
            "Action": [access.event_label for access in accesses],
            "Sur": [access.object_label for access in accesses],
        }
    )


def _table(frame: pd.DataFrame, words: str) -> None:
    st.dataframe(frame, hide_index=True, column_config={"Le": _MOMENT}, placeholder="", alt=words)
