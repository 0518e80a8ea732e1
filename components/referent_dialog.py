"""Naming from the list who follows one or more people."""

from collections import Counter
from collections.abc import Callable, Mapping

import pandas as pd
import streamlit as st

from components.caseload_choice import Chosen, choose
from components.formats import count_of
from components.markdown import md_escape

NOT_IN_GROUP = (
    "Votre structure accompagne cette personne, mais son groupe de suivi ne vous nomme pas : vous pouvez "
    "désigner qui la suit, sans ouvrir son dossier. Pour le lire, demandez à y être ajouté·e."
)
_TOLD_AT_MOST = 5


@st.dialog("Désigner un·e référent·e", width="medium")
def referent_dialog(
    people: Chosen, professionals: Mapping[int, str], *, why: str, save: Callable[..., None]
) -> None:
    """Who is concerned, from whom to whom; `save` receives the people and the professional."""
    if why:
        st.markdown(why)
    lines = pd.DataFrame(people.values(), columns=["Personne", "Référent·e aujourd’hui"])
    st.dataframe(lines, hide_index=True, height=min(38 + 35 * len(lines), 213))
    chosen = st.selectbox(
        "Nouveau ou nouvelle référent·e",
        list(professionals),
        index=None,
        format_func=professionals.__getitem__,
        placeholder="À choisir",
        key="referent_dialog_choice",
    )
    if chosen is None:
        st.button("Désigner", disabled=True)
        return
    _confirm(people, chosen, professionals[chosen].partition(" — ")[0], save)


def _confirm(people: Chosen, professional_id: int, name: str, save: Callable[..., None]) -> None:
    counted = count_of(len(people), "personne")
    st.markdown(f"**{counted}** : de {md_escape(_from_whom(people))}, à **{md_escape(name)}**.")
    if st.button(f"Désigner pour {counted}", type="primary"):
        choose({})
        save(list(people), professional_id=professional_id, done=f"{name} suit maintenant {counted}.")
        choose(people)  # reached only when it was refused: a success starts another run


def _from_whom(people: Chosen) -> str:
    """« Camille Roux (7), Léa Petit (2) »; the most numerous only."""
    counts = Counter(referent for _, referent in people.values()).most_common()
    told = [f"{referent} ({count})" for referent, count in counts[:_TOLD_AT_MOST]]
    others = sum(count for _, count in counts[_TOLD_AT_MOST:])
    return ", ".join([*told, *([f"autres ({others})"] if others else [])])
