"""The second factor on the account page: the key to scan, the code that confirms, the recovery codes."""

from collections.abc import Sequence

import segno
import streamlit as st

_ENROLLING = "second_factor_enrolling"
_HELP = (
    "À chaque connexion, un code à six chiffres de votre téléphone s’ajoutera à votre mot de passe. Il faut "
    "une application d’authentification (FreeOTP, Aegis, Google Authenticator…)."
)


def second_factor_state(*, is_in_force: bool, codes_left: int) -> bool:
    """Where it stands; True once she asked to enrol, until it is done."""
    if is_in_force:
        st.text("En place : un code vous est demandé à chaque connexion.")
        st.caption(f"Codes de secours restants : {codes_left}.")
        return False
    st.caption(_HELP)
    if st.button("Mettre en place", icon=":material/phonelink_lock:"):
        st.session_state[_ENROLLING] = True
    return _ENROLLING in st.session_state


def enrolment_form(*, key: str, address: str) -> str | None:
    """The QR code, the same key in clear, and the code that the app gives; None until it is sent."""
    drawing = segno.make(address, error="m").png_data_uri(scale=4, border=3)
    st.text("1. Scannez ce code avec l’application, ou saisissez-y la clé.")
    st.html(f'<img src="{drawing}" width="190" alt="Code QR de la clé écrite ci-dessous">')
    st.code(" ".join(key[start : start + 4] for start in range(0, len(key), 4)), language=None)
    with st.form("second_factor_code", border=False):
        code = st.text_input("2. Code à six chiffres que l’application affiche", autocomplete="one-time-code")
        is_sent = st.form_submit_button("Confirmer", type="primary")
    return code if is_sent else None


def show_recovery_codes(codes: Sequence[str]) -> None:
    """Shown on this run only: nothing keeps them in clear."""
    st.session_state.pop(_ENROLLING, None)
    st.success("C’est en place. Vos autres navigateurs sont déconnectés.", icon=":material/check:")
    st.text("Notez ces codes de secours : chacun remplace une fois votre téléphone.")
    st.code("\n".join(codes), language=None)
    st.caption("Ils ne seront plus jamais affichés.")
    st.button("J’ai noté ces codes", type="primary")
