"""Where a file comes from, whether it is the whole list, and who welcomes the new people."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain.imports.columns import Columns, guess_origin
from domain.labels import labels_of
from domain.people import IdentifierOrigin


@dataclass(frozen=True)
class Terms:
    """What the importer says of the file; no structure yet: to be chosen."""

    origin: IdentifierOrigin
    is_complete: bool
    structure_id: int | None


def terms_form(
    columns: Columns, structures: Mapping[int, str], *, own_structure: int | None, key: str
) -> Terms:
    """Ask them; with no structure to choose from, new people come to the importer's own."""
    source, welcome = st.columns(2)
    with source:
        labels = labels_of(IdentifierOrigin)
        origin = st.selectbox(
            "Qui a fait ce fichier ?",
            list(labels),
            index=list(labels).index(str(guess_origin(columns))),
            format_func=labels.__getitem__,
            key=f"{key}_origin",
            filter_mode=None,
            help="Chaque valeur importée garde sa source. Un numéro déjà connu de cette source suffit "
            "à reconnaître une personne.",
        )
    with welcome:
        structure_id = _structure(structures, own_structure, key) if structures else own_structure
    is_complete = st.toggle(
        "C’est la liste complète, elle revient régulièrement",
        key=f"{key}_complete",
        help="Les personnes d’une liste précédente de cette source qui n’y sont plus vous seront signalées. "
        "Rien n’est changé dans leur dossier.",
    )
    return Terms(IdentifierOrigin(origin), is_complete, structure_id)


def _structure(structures: Mapping[int, str], own_structure: int | None, key: str) -> int | None:
    ids = list(structures)
    return st.selectbox(
        "Structure des nouvelles personnes",
        ids,
        index=ids.index(own_structure) if own_structure in ids and own_structure else None,
        format_func=structures.__getitem__,
        placeholder="À choisir",
        key=f"{key}_structure",
        help="Sauf pour les lignes où le fichier dit laquelle.",
    )
