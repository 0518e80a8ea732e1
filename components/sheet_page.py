"""The whole sheet on one page: titles on the left, contents on the right, edited in their place."""

from collections.abc import Callable, Mapping
from datetime import date

import streamlit as st

from components.documents.consortium_sheet import consortium_sheet_pdf
from components.sheet_editor import is_editing, open_editor, sheet_editor
from components.sheet_reading import (
    axis_title,
    read_members,
    read_paragraphs,
    read_presentation,
    read_target_publics,
    read_team,
    sheet_heading,
)
from components.territory_list import SHEET_PARAMETER
from domain.sheet import SheetAxis, SheetView
from domain.sheet_blocks import SheetBlock
from domain.sheet_editing import BlockEdit
from navigation import CONSORTIUM_SHEET

_COLUMNS = (1, 3)


def consortium_choice(territories: Mapping[int, str], *, own_id: int) -> int:
    """The consortium to show, by territory: the only one, or one of several; stops without any."""
    if not territories:
        st.title(CONSORTIUM_SHEET.title, anchor=False)
        st.info("Aucun consortium n’est encore ouvert : sa fiche apparaîtra ici dès sa création.")
        st.stop()
    if len(territories) == 1:
        return next(iter(territories))
    ids = {name: consortium_id for consortium_id, name in territories.items()}
    index = list(ids).index(territories.get(own_id, next(iter(ids))))
    return ids[st.selectbox("Territoire", ids, index, key=SHEET_PARAMETER, bind="query-params", width=480)]


def sheet_page(sheet: SheetView, *, can_edit: bool, today: date) -> BlockEdit | None:
    """Draw the sheet; returns what the coordination asks to save."""
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container():
            sheet_heading(sheet.texts, sheet.territory)
        _download_button(sheet, today)
    if sheet.is_empty:
        _say_empty(can_edit)
    blocks: list[tuple[SheetBlock, Callable[[], None]]] = [
        (SheetBlock.PRESENTATION, lambda: read_presentation(sheet.texts)),
        (SheetBlock.CONTRIBUTIONS, lambda: read_paragraphs(sheet.contributions)),
        (SheetBlock.MEMBERS, lambda: read_members(sheet.members)),
        (SheetBlock.TARGET_PUBLICS, lambda: read_target_publics(sheet)),
        (SheetBlock.AXES, lambda: None),
        (SheetBlock.CROSS_CUTTING, lambda: read_paragraphs(sheet.cross_cutting)),
        (SheetBlock.TEAM, lambda: read_team(sheet.team)),
        (SheetBlock.SCHEDULE, lambda: read_paragraphs(sheet.schedule)),
    ]
    asked = [_block(sheet, block, read, can_edit) for block, read in blocks]
    return next(filter(None, asked), None)


def _download_button(sheet: SheetView, today: date) -> None:
    st.download_button(
        "Télécharger la fiche (PDF)",
        lambda: consortium_sheet_pdf(sheet, today),
        "fiche-consortium.pdf",
        "application/pdf",
        key="sheet_pdf",
        icon=":material/picture_as_pdf:",
        on_click="ignore",
    )


def _say_empty(can_edit: bool) -> None:
    """What to do with a sheet that nobody has filled yet."""
    if can_edit:
        st.info(
            "Cette fiche est vide. Cliquez sur « Modifier » : chaque bloc se remplit et s’enregistre seul."
        )
    else:
        st.info("La coordination de ce consortium n’a pas encore rempli sa fiche.")


def _block(sheet: SheetView, block: SheetBlock, read: Callable[[], None], can_edit: bool) -> BlockEdit | None:
    """Title and « Modifier » on the left; on the right the content, or the editor in its place."""
    st.space("small")
    head, body = st.columns(_COLUMNS, gap="large")
    with head:
        st.header(block.label, anchor=False)
        if can_edit:
            _edit_button(sheet, block, label="Modifier les axes" if block is SheetBlock.AXES else "Modifier")
            if block is SheetBlock.TARGET_PUBLICS:
                _edit_button(sheet, SheetBlock.TARGET_INTRO, label="Modifier la présentation")
    with body:
        if is_editing(block):
            return sheet_editor(sheet)
        if block is SheetBlock.AXES:
            return _axes(sheet, can_edit)
        if block is SheetBlock.TARGET_PUBLICS and is_editing(SheetBlock.TARGET_INTRO):
            return sheet_editor(sheet)
        read()
    return None


def _axes(sheet: SheetView, can_edit: bool) -> BlockEdit | None:
    """Each axis with its actions, which are edited axis by axis."""
    asked = None
    for axis in sheet.axes:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{axis_title(axis.number, axis.title)}**", width="stretch")
            if can_edit:
                _edit_button(sheet, SheetBlock.ACTIONS, axis=axis)
        if is_editing(SheetBlock.ACTIONS, axis.id):
            asked = sheet_editor(sheet)
        else:
            read_paragraphs(axis.actions)
    if not sheet.axes:
        read_paragraphs(())
    return asked


def _edit_button(
    sheet: SheetView, block: SheetBlock, *, axis: SheetAxis | None = None, label: str = "Modifier"
) -> None:
    axis_id = axis.id if axis else None
    what = f"les actions de l’axe {axis.number}" if axis else f"« {block.label} »"
    st.button(
        label,
        icon=":material/edit:",
        type="tertiary",
        key=f"sheet_edit_{block}_{axis_id or ''}",
        help="Terminez d’abord la modification en cours" if is_editing() else f"Modifier {what}",
        disabled=is_editing(),
        on_click=open_editor,
        args=(sheet, block, axis_id),
    )
