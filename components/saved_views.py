"""The page of the kept views: rename, share, delete hers; read those of her structure."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from components.markdown import md_escape
from domain.saved_views import NAME_LENGTH, ViewDraft, ViewLine


def my_views(
    views: Sequence[ViewLine],
    *,
    change: Callable[[ViewLine, ViewDraft], None],
    delete: Callable[[ViewLine], None],
) -> None:
    """One form a view."""
    if not views:
        st.info(
            "Vous n’avez pas encore de vue. Dans la file active, réglez les filtres, le tri et les colonnes, "
            "puis enregistrez l’affichage depuis le menu «\u00a0Vues\u00a0»."
        )
    for view in views:
        with st.form(f"view_{view.id}"):
            name = st.text_input("Nom de la vue", view.draft.name, max_chars=NAME_LENGTH)
            is_shared = st.checkbox("Partagée avec ma structure", view.draft.is_shared)
            with st.container(horizontal=True):
                is_changed = st.form_submit_button("Enregistrer")
                is_deleted = st.form_submit_button("Supprimer", type="tertiary", icon=":material/delete:")
        if is_changed:
            change(view, replace(view.draft, name=name, is_shared=is_shared))
        if is_deleted:
            delete(view)


def views_of_colleagues(views: Sequence[ViewLine]) -> None:
    """Only read: whoever made one changes it."""
    if views:
        st.subheader("Vues de la structure", anchor=False)
        st.caption(
            "Elles s’ouvrent depuis la file active ; seule la personne qui les a enregistrées les modifie."
        )
    for view in views:
        st.markdown(f"**{md_escape(view.draft.name)}** — {md_escape(view.owner_name)}")
