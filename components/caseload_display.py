"""How the caseload is shown: its order, its columns, the views kept under a name."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.caseload_state import COLUMNS, SORT, ask_words, columns_asked, key_of, words_asked
from components.markdown import md_escape
from domain.caseload import CaseloadColumn, CaseloadSort
from domain.identifiers import new_id
from domain.labels import labels_of
from domain.saved_views import NAME_LENGTH, ViewDraft, ViewLine, words_to_ask, words_to_keep
from navigation import VIEWS

_MENU = key_of("views_menu")


def caseload_sort() -> CaseloadSort:
    """The order of the list."""
    labels = {str(sort): f"Tri : {sort.label.lower()}" for sort in CaseloadSort}
    code = st.selectbox(
        "Trier par",
        list(labels),
        format_func=labels.__getitem__,
        key=key_of(SORT),
        persist_state="session",
        label_visibility="collapsed",
        filter_mode=None,
        width=330,
    )
    return CaseloadSort(code)


def caseload_columns() -> list[CaseloadColumn]:
    """The columns of the list, chosen in a pop-over; the name is always there."""
    labels = labels_of(CaseloadColumn)
    with st.popover("Colonnes", icon=":material/view_column:", key=key_of("columns_menu")):
        st.pills(
            "Colonnes montrées après le nom",
            list(labels),
            selection_mode="multi",
            format_func=labels.__getitem__,
            key=key_of(COLUMNS),
            persist_state="session",
            width=420,
        )
        st.caption("Les exports contiennent toujours toutes les colonnes.")
    return columns_asked()


def views_menu(me: int, *, read: Callable[[], Sequence[ViewLine]], save: Callable[..., None]) -> None:
    """The kept views, read when the menu opens, and the present one, to keep."""
    menu = st.popover("Vues", icon=":material/bookmarks:", key=_MENU, on_change="rerun")
    with menu:
        if not menu.open:
            return
        views = read()
        _open_buttons("Mes vues", [view for view in views if view.is_mine], me)
        _open_buttons("Vues de la structure", [view for view in views if not view.is_mine], me)
        if any(view.is_mine for view in views):
            st.page_link(VIEWS.path, label="Renommer, partager ou supprimer", icon=":material/edit:")
        _keep_form(me, save, after=sum(view.is_mine for view in views))


def _open_buttons(title: str, views: Sequence[ViewLine], me: int) -> None:
    if not views:
        return
    st.markdown(f"**{title}**")
    for view in views:
        st.button(
            md_escape(view.draft.name),
            key=key_of(f"view_{view.id}"),
            type="tertiary",
            icon=":material/bookmark:",
            help=None if view.is_mine else f"Enregistrée par {md_escape(view.owner_name)}",
            on_click=_open,
            args=(view.draft, me),
        )


def _open(draft: ViewDraft, me: int) -> None:
    shown = {SORT: [draft.sort] if draft.sort else [], COLUMNS: draft.columns}
    ask_words({name: codes for name, codes in (words_to_ask(draft.filters, me) | shown).items() if codes})
    st.session_state[_MENU] = False


def _keep_form(me: int, save: Callable[..., None], *, after: int) -> None:
    with st.form(key_of(f"view_form_{after}"), border=False):  # one view more: an empty form
        st.markdown("**Enregistrer l’affichage présent**")
        name = st.text_input(
            "Nom de la vue",
            max_chars=NAME_LENGTH,
            placeholder="Ex. : à relancer",
            key=key_of(f"view_name_{after}"),
        )
        is_shared = st.checkbox("Partager avec ma structure", key=key_of(f"view_shared_{after}"))
        st.caption("Filtres, tri et colonnes ; pas le nom recherché, ni la liste des personnes.")
        if st.form_submit_button("Enregistrer la vue"):
            draft = present_view(name, me, is_shared=is_shared)
            save(record_id=new_id(), draft=draft, done="Vue enregistrée.")


def present_view(name: str, me: int, *, is_shared: bool) -> ViewDraft:
    """What is on the screen, as a view."""
    filters = words_to_keep(words_asked(), me)
    sort, columns = filters.pop(SORT, [None]), filters.pop(COLUMNS, [])
    return ViewDraft(name, filters, columns, sort[0], is_shared)
