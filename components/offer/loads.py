"""Loading services on screen: the files dropped, the loads, what confirming one does."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from components.formats import count_of, format_count
from components.imports.drop import FRENCH_UPLOADER
from components.markdown import md_escape
from components.offer.load_words import VERDICTS, counts_words, load_words, plan_words
from domain.access import Viewer
from domain.offer.load_views import LoadView
from domain.offer.loads import MAX_BYTES, LoadStatus, LoadVerdict
from navigation import OFFER_LOAD, OFFER_LOADS

PARAMETER = "chargement"
_SHOWN = "lignes"
_COLOURS = {LoadStatus.PREVIEWED: "orange", LoadStatus.DONE: "green"}
_EXPLAINED = {
    LoadVerdict.ERROR: "Ces lignes ne seront pas chargées. Téléchargez-les, corrigez-les, puis déposez-les.",
    LoadVerdict.NEW: "Structures et services que Jalons ne connaît pas encore.",
    LoadVerdict.CHANGED: "Déjà connues\u00a0: cochez une ligne pour lire ce qui change, champ par champ. "
    "Ce qui a été corrigé à la main ici est gardé.",
    LoadVerdict.UNCHANGED: "Déjà connues, et le fichier n’apporte rien de nouveau.",
}
Files = list[tuple[str, bytes]]


def drop_zone() -> tuple[Files, bool] | None:
    """The files (name, content) and whether they are a whole, on the run where they are to be checked."""
    st.html(FRENCH_UPLOADER)
    st.markdown(
        "Déposez un fichier data·inclusion (JSON ou CSV, version 1 ou 0), ou deux\u00a0: structures et "
        "services. Rien n’est écrit dans Jalons avant que vous l’ayez vérifié et confirmé."
    )
    most = MAX_BYTES // 1_000_000
    dropped = st.file_uploader(
        f"Fichiers JSON ou CSV, {most} Mo au plus",
        key="offer_files",
        accept_multiple_files=True,
        max_upload_size=most,
    )
    is_complete = st.toggle(
        "Ce fichier contient toute l’offre de ses sources",
        key="offer_complete",
        help="Les services de ces sources qui n’y sont plus vous seront proposés à la fermeture.",
    )
    if not dropped or not st.button("Vérifier", type="primary", key="offer_check"):
        return None
    return [(file.name, file.getvalue()) for file in dropped], is_complete


def load_list(loads: Sequence[LoadView], viewer: Viewer) -> None:
    """The former loads, newest first."""
    st.subheader("Chargements précédents", anchor=False)
    if not loads:
        st.caption("Aucun chargement pour l’instant.")
    for load in loads:
        with st.container(gap=None):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.page_link(
                    OFFER_LOAD.path,
                    label=f"**{md_escape(load.file_name)}**",
                    query_params={PARAMETER: str(load.id)},
                    width="content",
                )
                _badge(load)
                st.markdown(counts_words(load))
            st.caption(md_escape(load_words(load, viewer)))


def load_head(load: LoadView, viewer: Viewer) -> None:
    """Which file, from whom, where it stands."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.title(md_escape(load.file_name), anchor=False, width="content")
        _badge(load)
        st.space("stretch")
        st.page_link(
            OFFER_LOADS.path, label="Tous les chargements", icon=":material/arrow_back:", width="content"
        )
    st.caption(md_escape(load_words(load, viewer)))


def confirmation(load: LoadView) -> Literal["confirm", "drop"] | None:
    """Exactly what will be done, then the two ways on."""
    count = load.count(LoadVerdict.NEW) + load.count(LoadVerdict.CHANGED)
    is_empty = not count and not load.counts.get("missing")
    asked: Literal["confirm", "drop"] | None = None
    with st.container(border=True):
        words, ways = st.columns([3, 2], vertical_alignment="center")
        when = "Rien à charger" if is_empty else "À la confirmation"
        words.markdown(f"**Rien n’est encore écrit.** {when}\u00a0: {plan_words(load)}")
        with ways.container(horizontal=True, horizontal_alignment="right"):
            if st.button("Abandonner", key="offer_drop", type="tertiary"):
                asked = "drop"
            label = f"Charger {count_of(count, 'ligne')}" if count else "Confirmer"
            if st.button(label, key="offer_confirm", type="primary", disabled=is_empty):
                asked = "confirm"
    return asked


def verdict_tiles(load: LoadView) -> LoadVerdict:
    """One number per verdict; the pressed one says which lines are shown, and stays in the address."""
    shown = _asked(load)
    for column, (verdict, words) in zip(
        st.columns(len(VERDICTS), gap="small"), VERDICTS.items(), strict=True
    ):
        count = load.count(verdict)
        column.button(
            f"**{format_count(count)}**  \n{words[count > 1]}",
            key=f"offer_tile_{verdict}",
            type="primary" if verdict is shown else "secondary",
            width="stretch",
            disabled=not count,
            on_click=_show,
            args=(str(verdict),),
        )
    st.caption(_EXPLAINED[shown])
    return shown


def _badge(load: LoadView) -> None:
    st.badge(load.status.label, color=_COLOURS.get(load.status, "gray"))  # type: ignore[arg-type]


def _asked(load: LoadView) -> LoadVerdict:
    asked = st.query_params.get(_SHOWN, "")
    if asked in set(LoadVerdict) and load.count(LoadVerdict(asked)):
        return LoadVerdict(asked)
    return next((verdict for verdict in VERDICTS if load.count(verdict)), LoadVerdict.NEW)


def _show(verdict: str) -> None:
    st.query_params[_SHOWN] = verdict
