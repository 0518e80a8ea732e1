"""What can be done with the account that is picked in the list."""

from typing import Literal

import streamlit as st

from components.administration.drawer import open_line
from components.markdown import md_escape
from domain.accounts import AccountLine

Asked = Literal["password", "deactivate", "reactivate", "unlock", "second_factor"]
_CONFIRMED = "accounts_asked"


def account_actions(line: AccountLine | None, *, is_own: bool) -> Asked | None:
    """The bar of the picked line; what is to be done at once, on the run where it was confirmed."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if line is None:
            st.caption("Cochez une ligne pour modifier un compte, le fermer ou refaire son mot de passe.")
            return None
        st.markdown(f"**{md_escape(line.display_name)}**", width="content")
        if not line.is_active:
            return "reactivate" if st.button("Réactiver", icon=":material/lock_open:") else None
        _form_button("Modifier", ":material/edit:", "account", line)
        if not line.draft.login:
            _form_button("Ouvrir un compte", ":material/key:", "login", line)
        elif not is_own and st.button("Nouveau mot de passe", icon=":material/key:"):
            _confirm(line, "password")
        if not is_own and line.draft.login and st.button("Débloquer", icon=":material/lock_reset:"):
            _confirm(line, "unlock")
        if not is_own and line.has_second_factor and st.button("Double authentification"):
            _confirm(line, "second_factor")
        if not is_own and st.button("Désactiver", icon=":material/lock:"):
            _confirm(line, "deactivate")
    confirmed: Asked | None = st.session_state.pop(_CONFIRMED, None)
    return confirmed


@st.dialog("Confirmer")
def _confirm(line: AccountLine, asked: Asked) -> None:
    """What will happen, before it does."""
    name = md_escape(line.display_name)
    words = {
        "password": f"**{name}** sera déconnecté·e partout et recevra un nouveau mot de passe, à changer.",
        "unlock": f"**{name}** pourra de nouveau essayer de se connecter, sans attendre. "
        "Vérifiez que c’est bien elle ou lui qui le demande.",
        "second_factor": f"**{name}** se connectera avec son seul mot de passe, le temps de remettre en "
        "place la double authentification. Vérifiez que c’est bien elle ou lui qui le demande.",
        "deactivate": f"**{name}** sera déconnecté·e partout et ne pourra plus se connecter. "
        "Son nom reste dans les historiques.",
    }
    st.markdown(words[asked])
    if asked == "deactivate" and line.people:
        st.markdown(f"Pensez à transférer sa file active ({line.people}).")
    if st.button("Confirmer", type="primary"):
        st.session_state[_CONFIRMED] = asked
        st.rerun()


def _form_button(label: str, icon: str, kind: str, line: AccountLine) -> None:
    st.button(
        label,
        icon=icon,
        key=f"accounts_open_{kind}",
        on_click=open_line,
        args=(kind, line.draft, line.id, line.version),
    )
