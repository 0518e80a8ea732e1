"""The head of an import, and what confirming it will do."""

from typing import Literal

import streamlit as st

from components.formats import count_of
from components.imports.runs import state_badge
from components.imports.words import plan_words, run_words
from components.markdown import md_escape
from domain.access import Viewer
from domain.errors import DomainError, NotFoundError
from domain.imports.model import Outcome
from domain.imports.plan import Plan
from domain.imports.views import RunView
from navigation import IMPORTS

Asked = Literal["confirm", "drop"]
# Streamlit keeps the scroll of the page left: for an instant this one has no height, so its head is in view.
_FROM_THE_TOP = """<style>
@keyframes from-the-top {from {height: 0; overflow: hidden}}
[data-testid="stMainBlockContainer"] {animation: from-the-top 50ms}
</style>"""


def run_head(run: RunView, viewer: Viewer) -> None:
    """Which file, from whom, where it stands."""
    st.html(_FROM_THE_TOP)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(md_escape(run.file_name), anchor=False, width="content")
        state_badge(run)
        st.space("stretch")
        st.page_link(IMPORTS.path, label="Tous les imports", icon=":material/arrow_back:", width="content")
    st.caption(run_words(run, viewer))


def confirmation(plan: Plan) -> Asked | None:
    """Exactly what will be done, then the two ways on."""
    count = plan.outcomes[Outcome.CREATED] + plan.outcomes[Outcome.UPDATED]
    # A list that changes nothing may still miss people.
    is_empty = not count and not plan.outcomes[Outcome.UNCHANGED]
    asked: Asked | None = None
    with st.container(border=True):
        words, ways = st.columns([3, 2], vertical_alignment="center")
        when = "Rien à importer" if is_empty else "À la confirmation"
        words.markdown(f"**Rien n’est encore écrit.** {when}\u00a0: {plan_words(plan)}")
        with ways.container(horizontal=True, horizontal_alignment="right"):
            if st.button("Abandonner", key="import_drop", type="tertiary"):
                asked = "drop"
            label = f"Importer {count_of(count, 'personne')}" if count else "Confirmer"
            if st.button(label, key="import_confirm", type="primary", disabled=is_empty):
                asked = "confirm"
    return asked


def not_mine(run: RunView) -> None:
    """Somebody else's preview holds people whom the viewer may not list: its lines are not shown."""
    st.info(f"Seule la personne qui a déposé ce fichier voit ses lignes\u00a0: {md_escape(run.imported_by)}.")


def given_up() -> None:
    """An import that wrote nothing."""
    st.info("Cet import a été abandonné : rien n’a été écrit et ses lignes sont oubliées.")


def missing_run(error: DomainError) -> None:
    """The same answer for an import that does not exist and for one that is not hers."""
    st.title(IMPORTS.title, anchor=False)
    st.error(md_escape(str(error)))
    if isinstance(error, NotFoundError):
        st.page_link(IMPORTS.path, label="Tous les imports", icon=IMPORTS.icon)
