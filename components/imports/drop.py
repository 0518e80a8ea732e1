"""Where a file is dropped, and what is expected of it."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from components.exports import XLSX_TYPE
from components.feedback import domain_errors_shown
from components.imports.found import Found, found_words, reading_form, summary_of
from components.imports.template import template_bytes
from domain.errors import DomainError
from domain.imports.model import MAX_BYTES, Encoding, ReadingChoices, Separator, Table

Read = Callable[[bytes, str, ReadingChoices], Table]
_FOUND = "imports_found"
# Streamlit has no option for the words of its uploader: ours are drawn in their place.
# They are hidden from sight only where they name the button.
FRENCH_UPLOADER = """<style>
[data-testid="stFileUploaderDropzoneInstructions"] {display: none}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"] p {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-secondary"]::after {
  content: "Choisir un fichier, ou le déposer ici"}
[data-testid="stFileUploaderDropzone"] [data-testid="stBaseButton-borderlessIcon"] {display: none}
</style>"""


@dataclass(frozen=True)
class DroppedFile:
    """A file as it came; `key` changes with each drop."""

    key: str
    name: str
    content: bytes


def drop_zone() -> DroppedFile | None:
    """Ask for a file, whatever its kind: ours are the words that refuse it."""
    st.html(FRENCH_UPLOADER)
    st.markdown(
        "Déposez un tableau de personnes, une par ligne, avec une ligne de titres : "
        "rien n’est écrit dans Jalons avant que vous l’ayez vérifié et confirmé."
    )
    most = MAX_BYTES // 1_000_000
    label = f"Fichier CSV ou XLSX, {most} Mo au plus"
    dropped = st.file_uploader(label, key="imports_file", max_upload_size=most)
    if dropped is None:
        return None
    return DroppedFile(dropped.file_id, dropped.name, dropped.getvalue())


def template_button() -> None:
    """An empty file with our headings, made when it is asked for."""
    st.download_button(
        "Télécharger un modèle vide",
        template_bytes,
        "modele-import.xlsx",
        XLSX_TYPE,
        key="imports_template",
        type="tertiary",
        icon=":material/download:",
        on_click="ignore",
    )


def what_was_found(dropped: DroppedFile, read: Read) -> Found | None:
    """Say how the file was read, or why it is refused; let it be corrected. None when there is no table.

    The file is read once per choice: the session keeps its headings and a few lines, never all of them.
    """
    choices = choices_of(dropped)
    found: Found | None = None
    with domain_errors_shown():
        found = _kept(dropped, choices, read)
        st.markdown(f"**{found_words(found)}**")
    if found or choices != ReadingChoices():
        reading_form(found, dropped.key)
    return found


def choices_of(dropped: DroppedFile) -> ReadingChoices:
    """What was corrected in the reading of this file."""
    encoding, separator, line = (
        st.session_state.get(f"{dropped.key}_{name}") for name in ("encoding", "separator", "line")
    )
    return ReadingChoices(
        Encoding(encoding) if encoding else None, Separator(separator) if separator else None, line
    )


def _kept(dropped: DroppedFile, choices: ReadingChoices, read: Read) -> Found:
    asked = (dropped.key, choices)
    kept = st.session_state.get(_FOUND)
    if kept is None or kept[0] != asked:
        with st.spinner("Lecture du fichier…"):
            kept = asked, _read(dropped, choices, read)
        st.session_state[_FOUND] = kept
    if isinstance(kept[1], str):
        raise DomainError(kept[1])
    found: Found = kept[1]
    return found


def _read(dropped: DroppedFile, choices: ReadingChoices, read: Read) -> Found | str:
    """A refusal is kept too: a file that takes long to be refused is not read again at each click."""
    try:
        return summary_of(read(dropped.content, dropped.name, choices), dropped.key)
    except DomainError as error:
        return str(error)
