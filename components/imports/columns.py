"""What each column of the file becomes."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.feedback import field_problem
from components.imports.found import Found
from components.markdown import md_escape
from domain.imports.columns import repeated_columns
from domain.imports.headings import heading_key, is_never_read
from domain.imports.model import ImportField
from domain.labels import labels_of

_WIDTHS = (3, 4, 3)
_IGNORED = "Ne pas importer"
_LONGEST = 70
Columns = list[ImportField | None]


def column_choices(
    found: Found, matched: Sequence[ImportField | None], remembered: Mapping[str, ImportField | None]
) -> Columns:
    """One row per column: heading, some values, what it becomes; two columns for one field are told."""
    with st.container(gap="xsmall"):
        _header(found, remembered)
        places = []
        columns: Columns = []
        for index, field in enumerate(matched):
            chosen, place = _row(found, index, field, is_remembered=_key(found, index) in remembered)
            columns.append(chosen)
            places.append(place)
    problems = repeated_columns(columns)
    for index in problems:
        with places[index]:
            field_problem({str(index): problems[index]}, str(index))
    return columns


def _header(found: Found, remembered: Mapping[str, ImportField | None]) -> None:
    for column, words in zip(
        st.columns(_WIDTHS), ("Colonne du fichier", "Premières valeurs", "Devient"), strict=True
    ):
        column.caption(f"**{words}**")
    if any(_key(found, index) in remembered for index in range(len(found.headings))):
        st.caption("« Retenu » : comme la dernière fois qu’un fichier avait cette colonne.")


def _row(
    found: Found, index: int, matched: ImportField | None, *, is_remembered: bool
) -> tuple[ImportField | None, DeltaGenerator]:
    heading = found.headings[index]
    title, samples, choice = st.columns(_WIDTHS, vertical_alignment="center")
    badge = " :gray-badge[Retenu]" if is_remembered else ""
    title.markdown(f"**{md_escape(heading)}**{badge}")
    samples.caption(md_escape(_short(" · ".join(found.samples[index]))) or "(vide)")
    with choice:
        chosen = _choose(heading, matched, f"{found.key}_column_{index}")
        return chosen, st.empty()


def _choose(heading: str, matched: ImportField | None, key: str) -> ImportField | None:
    is_refused = is_never_read(heading)
    labels = {"": "Jamais importé" if is_refused else _IGNORED, **labels_of(ImportField)}
    code = st.selectbox(
        f"« {md_escape(heading)} » devient",
        list(labels),
        index=list(labels).index(str(matched or "")),
        format_func=labels.__getitem__,
        key=key,
        disabled=is_refused,
        label_visibility="collapsed",
    )
    return ImportField(code) if code and not is_refused else None


def _key(found: Found, index: int) -> str:
    return heading_key(found.headings[index])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
