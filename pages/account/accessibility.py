"""Accessibilité: how far Jalons goes, what stays wrong, whom to write to."""

import streamlit as st

from components.formats import format_date
from components.identity import current_viewer
from components.markdown import md_escape
from domain.accessibility import DECLARED_ON, EXEMPTIONS, NEW_AUDIT
from domain.counts import NO_BREAK
from navigation import CONSORTIUM_SHEET

viewer = current_viewer()
STATE = (
    "Jalons est **partiellement conforme** au référentiel général d’amélioration de l’accessibilité "
    "(RGAA, version 4.1)."
)
CHECKED = (
    "Cette déclaration repose sur nos propres contrôles, refaits à chaque version\u00a0: toutes les pages "
    "de chaque rôle passées à l’outil axe, en clair et en sombre, contrastes calculés. Elle ne remplace pas "
    "l’audit complet que fait réaliser l’organisme qui met Jalons en service."
)
HELP = (
    "Si quelque chose vous empêche de travailler, dites-le à l’administration de votre consortium, {}\u00a0: "
    "elle vous propose un autre moyen d’obtenir l’information, et nous transmet le défaut."
)
REMEDY = """Si vous n’obtenez pas de réponse satisfaisante, vous pouvez saisir le Défenseur des droits :

- en ligne, sur defenseurdesdroits.fr ;
- par téléphone, au 09 69 39 00 00 ;
- par courrier gratuit, sans timbre : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07 ;
- auprès de son délégué dans votre département."""

st.title("Accessibilité", anchor=False)
st.markdown(STATE)
st.caption(
    f"Déclaration établie le {format_date(DECLARED_ON)}{NO_BREAK}; la prochaine le sera {NEW_AUDIT}. "
    f"{CHECKED}"
)
st.subheader("Ce qui n’est pas encore accessible", anchor=False)
st.markdown(
    "\n".join(
        f"- {md_escape(one.words)} :gray[Connu depuis le {format_date(one.seen_on)}.]" for one in EXEMPTIONS
    )
)
st.subheader("Un obstacle ? Dites-le", anchor=False)
st.markdown(HELP.format(md_escape(viewer.consortium_name)))
st.page_link(CONSORTIUM_SHEET.path, label="Qui contacter dans le consortium", icon=CONSORTIUM_SHEET.icon)
st.subheader("Voies de recours", anchor=False)
st.markdown(REMEDY)
